"""SELECT end to end: in the caller's name, on the organization's data, to its results."""

from __future__ import annotations

import io

import duckdb
import pytest

from emulator.tests.conftest import REGION
from emulator.tests.lake import LAZY_SIMPLE, Lake, failure, rows, run
from emulator.tests.tenants import BUCKET, Tenants

READINGS = b"instrument,day,value\nalpha,2026-11-01,1.5\nbeta,2026-11-01,2.25\nalpha,2026-11-02,3\n"


@pytest.fixture
def readings(kept, ready):
    """A CSV table of each organization, with different values, for what does not change them."""
    return kept(_readings, ready)


def _readings(ready):
    lake = Lake(Tenants(ready))
    for slug, content in (("acme", READINGS), ("acme-eu", READINGS.replace(b"alpha", b"gamma"))):
        lake.put("readings/part.csv", content, slug)
        lake.table(
            "readings",
            "instrument string, day date, value double",
            slug=slug,
            serde=LAZY_SIMPLE,
            serde_parameters={"field.delim": ","},
            parameters={"skip.header.line.count": "1"},
        )
    return lake


def test_an_analyst_gets_the_numbers_of_the_own_organization(readings):
    sql = "SELECT instrument, sum(value) total FROM readings GROUP BY 1 ORDER BY 1"
    assert rows(readings.analyst(), sql) == [["alpha", "4.5"], ["beta", "2.25"]]
    eu = readings.analyst("acme-eu")
    assert rows(eu, sql, "acme-eu") == [["beta", "2.25"], ["gamma", "4.5"]]


def test_another_organizations_table_is_refused_with_action_and_resource(readings):
    reason = failure(readings.analyst(), 'SELECT * FROM "acme_eu"."readings"')
    assert "is not authorized to perform: glue:GetDatabase" in reason
    assert "database/acme_eu" in reason
    assert "Service: AmazonDataCatalog" in reason


def test_the_result_is_an_object_of_the_organization_under_its_key(readings):
    execution = run(readings.analyst(), "SELECT 1 AS one, NULL AS nothing, '' AS empty")
    output = execution["ResultConfiguration"]["OutputLocation"]
    assert output == f"s3://{BUCKET}/acme/results/{execution['QueryExecutionId']}.csv"
    s3 = readings.tenants.client(readings.credentials("acme", readings.permissions("acme"), "r"))
    stored = s3.get_object(Bucket=BUCKET, Key=output.split("/", 3)[3])
    assert stored["Body"].read() == b'"one","nothing","empty"\n"1",,""\n'
    assert stored["ServerSideEncryption"] == "aws:kms"
    assert stored["SSEKMSKeyId"] == readings.tenants.keys["acme"]
    beside = s3.get_object(Bucket=BUCKET, Key=output.split("/", 3)[3] + ".metadata")
    assert b'"Name": "one"' in beside["Body"].read()


def test_parquet_counts_the_columns_that_are_read(lake, tmp_path):
    path = tmp_path / "numbers.parquet"
    duckdb.execute(
        "COPY (SELECT range::INTEGER AS a, uuid()::VARCHAR AS b FROM range(20000)) "
        f"TO '{path}' (FORMAT parquet)"
    )
    content = path.read_bytes()
    lake.put("numbers/part-0.parquet", content)
    lake.table("numbers", "a int, b string, later string")
    athena = lake.analyst()
    narrow = run(athena, "SELECT sum(a) FROM numbers")["Statistics"]["DataScannedInBytes"]
    wide = run(athena, "SELECT max(b) FROM numbers")["Statistics"]["DataScannedInBytes"]
    assert 0 < narrow < wide < len(content)
    assert rows(athena, "SELECT count(*), sum(a), count(later) FROM numbers") == [
        ["20000", "199990000", "0"]
    ]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("not sql at all", "line 1:1: mismatched input 'not'. Expecting: 'ALTER'"),
        ("SELECT FROM WHERE", "SYNTAX_ERROR: line 1:"),
        ("SELECT * FROM absent", "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.acme.absent'"),
        ("SELECT nope FROM readings", "COLUMN_NOT_FOUND: line 1:"),
        ("SELECT nope(1)", "FUNCTION_NOT_FOUND: line 1:"),
        ("SELECT CAST('x' AS integer)", "INVALID_CAST_ARGUMENT: "),
        ("SELECT * FROM read_csv('/etc/passwd')", "FUNCTION_NOT_FOUND: "),
        ("SELECT 1; SELECT 2", "Only one sql statement is allowed. Got: SELECT 1; SELECT 2"),
        ("DELETE FROM readings", "NOT_SUPPORTED: DELETE FROM is not emulated"),
    ],
)
def test_what_athena_cannot_run_fails_with_its_kind_of_message(readings, sql, expected):
    assert expected in failure(readings.analyst(), sql)


def test_pyathena_reads_the_same_rows(readings, ready, monkeypatch):
    from pyathena import connect

    keys = readings.credentials("acme", readings.permissions("acme"), "driver")
    monkeypatch.setenv("AWS_CA_BUNDLE", ready["caFile"])
    cursor = connect(
        work_group="acme",
        region_name=REGION,
        schema_name="acme",
        endpoint_url=ready["secureEndpoint"],
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
        poll_interval=0.05,
    ).cursor()
    cursor.execute("SELECT instrument, day, value FROM readings WHERE value > 2 ORDER BY value")
    assert [(n, str(d), v) for n, d, v in cursor.fetchall()] == [
        ("beta", "2026-11-01", 2.25),
        ("alpha", "2026-11-02", 3.0),
    ]
    assert cursor.data_scanned_in_bytes == len(READINGS)


def test_results_come_in_pages(readings):
    athena = readings.analyst()
    sql = "SELECT n, 'line' || chr(10) || '\"' || chr(44) AS text FROM UNNEST(sequence(1, 25)) t(n)"
    execution = run(athena, sql)
    pages = athena.get_paginator("get_query_results").paginate(
        QueryExecutionId=execution["QueryExecutionId"], PaginationConfig={"PageSize": 10}
    )
    found = [page["ResultSet"]["Rows"] for page in pages]
    assert [len(page) for page in found] == [10, 10, 6]
    texts = [[value["VarCharValue"] for value in row["Data"]] for page in found for row in page]
    assert texts[0] == ["n", "text"]
    assert texts[25] == ["25", 'line\n",']
    assert io.StringIO(texts[25][1]).readline() == "line\n"
