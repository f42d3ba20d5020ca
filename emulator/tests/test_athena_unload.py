"""UNLOAD: rows into a folder, under the key and the permissions of whoever asks."""

from __future__ import annotations

import pytest

from emulator.tests.lake import LAZY_SIMPLE, Lake, failure, rows, run
from emulator.tests.tenants import BUCKET

TARGET = f"s3://{BUCKET}/acme/tables/out/run=2026-11-26T02:00:00Z/"


@pytest.fixture
def lake(account, ready):
    return account.rebuilt(_with_a_table, ready)


def _with_a_table(ready):
    found = Lake.in_use(ready)
    found.put("t/a.csv", b"1,x\n2,y\n")
    serde = {"field.delim": ","}
    found.table("t", "n int, s string", serde=LAZY_SIMPLE, serde_parameters=serde)
    return found


def unload(query, target=TARGET, options=" WITH (format = 'PARQUET')"):
    return f"UNLOAD ({query}) TO '{target}'{options}"


def test_rows_are_there_for_a_table_over_the_folder(lake):
    athena = lake.engineer()
    sql = unload("WITH w AS (SELECT * FROM t) SELECT n, s || ' TO ''x''' AS s FROM w")
    execution = run(athena, sql)
    assert execution["Status"]["State"] == "SUCCEEDED", execution["Status"]
    assert execution["StatementType"] == "DML"
    lake.table("out", "n int, s string")
    assert rows(athena, "SELECT n, s FROM out ORDER BY n") == [["1", "x TO 'x'"], ["2", "y TO 'x'"]]
    s3 = lake.tenants.client(lake.credentials("acme", lake.permissions("acme"), "reader"))
    manifest = execution["Statistics"]["DataManifestLocation"]
    content = s3.get_object(Bucket=BUCKET, Key=manifest.split("/", 3)[3])["Body"].read()
    (name,) = content.decode().split()
    assert name.startswith(TARGET)
    stored = s3.head_object(Bucket=BUCKET, Key=name.split("/", 3)[3])
    assert stored["SSEKMSKeyId"] == lake.tenants.keys["acme"]


def test_files_are_compressed_as_the_statement_says(lake):
    athena = lake.engineer()
    options = " WITH (format = 'PARQUET', compression = 'SNAPPY')"
    assert run(athena, unload("SELECT n FROM t", options=options))["Status"]["State"] == "SUCCEEDED"
    lake.table("out", "n int")
    assert rows(athena, "SELECT n FROM out ORDER BY n") == [["1"], ["2"]]


def test_a_folder_that_is_not_empty_is_left_alone(lake):
    athena = lake.engineer()
    run(athena, unload("SELECT n FROM t"))
    assert "HIVE_PATH_ALREADY_EXISTS" in failure(athena, unload("SELECT n FROM t"))


def test_no_rows_are_no_objects(lake):
    athena = lake.engineer()
    sql = unload("SELECT n FROM t WHERE n > 2")
    assert run(athena, sql)["Status"]["State"] == "SUCCEEDED"
    assert run(athena, sql)["Status"]["State"] == "SUCCEEDED"


def test_nobody_writes_into_anothers_folder(lake):
    elsewhere = TARGET.replace("/acme/", "/acme-eu/")
    assert "Permission denied on S3 path" in failure(
        lake.engineer(), unload("SELECT n FROM t", elsewhere)
    )
    assert "Permission denied on S3 path" in failure(lake.analyst(), unload("SELECT n FROM t"))


@pytest.mark.parametrize("options", ["", " WITH (format = 'JSON')", " WITH (compression = 'lzo')"])
def test_other_formats_are_told(lake, options):
    assert "NOT_SUPPORTED: UNLOAD is emulated WITH (format = 'PARQUET', " in failure(
        lake.engineer(), unload("SELECT n FROM t", options=options)
    )
