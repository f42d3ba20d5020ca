"""Statements about tables: made, changed, shown and written."""

from __future__ import annotations

import pytest

from emulator.tests.lake import LAZY_SIMPLE, Lake, failure, rows, run
from emulator.tests.tenants import BUCKET, Tenants


@pytest.fixture
def engineer(kept, ready):
    """For statements that fail, and so change nothing, with a table that they name."""
    return kept(_engineer, ready)


def _engineer(ready):
    made = Lake(Tenants(ready))
    made.table("numbers", "a int, b string")
    return made.engineer()


CREATE = rf"""
-- readings as the instruments write them
CREATE EXTERNAL TABLE IF NOT EXISTS `acme`.`readings` (
  `instrument` string COMMENT 'its name',
  value decimal(10, 2),
  tags array<struct<name:string, weight:double>>
)
PARTITIONED BY (day string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
STORED AS TEXTFILE
LOCATION 's3://{BUCKET}/acme/tables/readings'
TBLPROPERTIES ('skip.header.line.count' = '1', 'owner' = 'acme''s')
"""


def succeed(athena, sql, **more):
    """Runs a statement that must succeed."""
    execution = run(athena, sql, **more)
    assert execution["Status"]["State"] == "SUCCEEDED", execution["Status"]
    return execution


def test_create_external_table_records_what_it_says(lake):
    athena, glue = lake.engineer(), lake.tenants.root("glue")
    assert succeed(athena, CREATE)["StatementType"] == "DDL"
    table = glue.get_table(DatabaseName="acme", Name="readings")["Table"]
    storage = table["StorageDescriptor"]
    assert storage["Columns"] == [
        {"Name": "instrument", "Type": "string"},
        {"Name": "value", "Type": "decimal(10,2)"},
        {"Name": "tags", "Type": "array<struct<name:string,weight:double>>"},
    ]
    assert table["PartitionKeys"] == [{"Name": "day", "Type": "string"}]
    assert storage["Location"] == f"s3://{BUCKET}/acme/tables/readings/"
    assert storage["SerdeInfo"]["Parameters"]["field.delim"] == "\t"
    assert table["Parameters"]["owner"] == "acme's"
    succeed(athena, CREATE)
    again = failure(athena, CREATE.replace("IF NOT EXISTS", ""))
    assert again.startswith("TABLE_ALREADY_EXISTS")


def test_partitions_are_added_repaired_shown_and_dropped(lake):
    athena = lake.engineer()
    lake.table(
        "readings",
        "instrument string, reading int",
        keys="day string",
        serde=LAZY_SIMPLE,
        serde_parameters={"field.delim": "\t"},
        parameters={"skip.header.line.count": "1"},
    )
    for day in ("2026-11-01", "2026-11-02", "2026-11-03"):
        lake.put(f"readings/day={day}/part.tsv", f"h\na\t{day[-1]}\n".encode())
    assert rows(athena, "SELECT * FROM readings") == []
    succeed(athena, "ALTER TABLE readings ADD PARTITION (day = '2026-11-01')")
    assert "AlreadyExists" in failure(
        athena, "ALTER TABLE readings ADD PARTITION (day='2026-11-01')"
    )
    succeed(athena, "ALTER TABLE readings ADD IF NOT EXISTS PARTITION (day='2026-11-01')")
    assert rows(athena, "SELECT sum(reading) FROM readings") == [["1"]]
    repaired = rows(athena, "MSCK REPAIR TABLE readings")
    assert repaired[1:] == [
        ["Repair: Added partition to metastore readings:day=2026-11-02"],
        ["Repair: Added partition to metastore readings:day=2026-11-03"],
    ]
    assert rows(athena, "SHOW PARTITIONS readings") == [
        ["day=2026-11-01"],
        ["day=2026-11-02"],
        ["day=2026-11-03"],
    ]
    succeed(
        athena,
        "ALTER TABLE readings DROP PARTITION (day='2026-11-01'), PARTITION (day='2026-11-02')",
    )
    assert rows(athena, "SELECT instrument, reading, day FROM readings") == [
        ["a", "3", "2026-11-03"]
    ]
    assert "Partition not found" in failure(athena, "ALTER TABLE readings DROP PARTITION (day='x')")
    elsewhere = f"ALTER TABLE readings ADD PARTITION (day='x') LOCATION 's3://{BUCKET}/acme/tables/readings/day=2026-11-01/'"
    succeed(athena, elsewhere)
    assert rows(athena, "SELECT reading, day FROM readings ORDER BY 1") == [
        ["1", "x"],
        ["3", "2026-11-03"],
    ]


def test_the_catalog_is_shown(lake):
    athena = lake.engineer()
    succeed(athena, CREATE)
    lake.table("orders", "a int")
    assert rows(athena, "SHOW TABLES") == [["orders"], ["readings"]]
    assert rows(athena, "SHOW TABLES IN acme 'o*'") == [["orders"]]
    assert "glue:GetDatabases" in failure(athena, "SHOW DATABASES")
    assert [str(name).strip() for (name,) in rows(athena, "SHOW COLUMNS IN readings")] == [
        "instrument",
        "value",
        "tags",
        "day",
    ]
    described = rows(athena, "DESCRIBE acme.readings")
    assert described[0] == ["instrument          \tstring              \t                    "]
    assert described[-1] == ["day                 \tstring              \t                    "]
    shown = "\n".join(line or "" for (line,) in rows(athena, "SHOW CREATE TABLE readings"))
    succeed(athena, "DROP TABLE readings")
    assert "Table not found" in failure(athena, "DROP TABLE readings")
    succeed(athena, "DROP TABLE IF EXISTS readings")
    succeed(athena, shown.replace("`acme.readings`", "acme.readings"))
    assert "\n".join(line or "" for (line,) in rows(athena, "SHOW CREATE TABLE readings")) == shown


def test_create_table_as_writes_parquet_below_the_results(lake):
    athena = lake.engineer()
    sql = """CREATE TABLE sums WITH (format = 'PARQUET', partitioned_by = ARRAY['day']) AS
        SELECT name, sum(n) AS total, day FROM (
            VALUES ('a', 1, 'x'), ('a', 2, 'x'), ('b', 5, 'y/z')
        ) AS t(name, n, day) GROUP BY name, day"""
    execution = succeed(athena, sql)
    assert execution["StatementType"] == "DML"
    found = rows(athena, "SELECT name, total, day FROM sums ORDER BY total DESC")
    assert found == [["b", "5", "y/z"], ["a", "3", "x"]]
    table = lake.tenants.root("glue").get_table(DatabaseName="acme", Name="sums")["Table"]
    location = f"s3://{BUCKET}/acme/results/tables/{execution['QueryExecutionId']}/"
    assert table["StorageDescriptor"]["Location"] == location
    assert [one["Type"] for one in table["StorageDescriptor"]["Columns"]] == ["string", "bigint"]
    manifest = execution["Statistics"]["DataManifestLocation"]
    s3 = lake.tenants.client(lake.credentials("acme", lake.permissions("acme"), "reader"))
    names = s3.get_object(Bucket=BUCKET, Key=manifest.split("/", 3)[3])["Body"].read().decode()
    assert len(names.split()) == 2
    for name in names.split():
        assert name.startswith(location)
        stored = s3.head_object(Bucket=BUCKET, Key=name.split("/", 3)[3])
        assert stored["SSEKMSKeyId"] == lake.tenants.keys["acme"]
    results = athena.get_query_results(QueryExecutionId=execution["QueryExecutionId"])
    assert (results["UpdateCount"], results["ResultSet"]["Rows"]) == (2, [])


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("CREATE TABLE t AS SELECT 1", "MISSING_COLUMN_NAME"),
        (
            "CREATE TABLE t WITH (partitioned_by = ARRAY['a']) AS SELECT 1 a, 2 b",
            "HIVE_COLUMN_ORDER_MISMATCH",
        ),
        ("CREATE TABLE t WITH (format = 'ORC') AS SELECT 1 a", "NOT_SUPPORTED: format ORC"),
        ("CREATE TABLE t WITH (bucket_count = 4) AS SELECT 1 a", "NOT_SUPPORTED: property"),
        ("CREATE TABLE t AS SELECT current_timestamp a", "NOT_SUPPORTED: Unsupported Hive type"),
        ("CREATE TABLE t (a int)", "NOT_SUPPORTED: CREATE TABLE without EXTERNAL"),
        ("CREATE EXTERNAL TABLE t (a int) LOCATION 'ftp://x'", "is no location in S3"),
        ("CREATE EXTERNAL TABLE t (a integerish) LOCATION 's3://x/'", "HIVE_INVALID_METADATA"),
        ("CREATE EXTERNAL TABLE t (a int)", "mismatched input '<EOF>'. Expecting: 'LOCATION'"),
        ("CREATE EXTERNAL TABLE t (a int) STORED AS ORC LOCATION 's3://x/'", "NOT_SUPPORTED: ORC"),
        ("CREATE VIEW v AS SELECT 1 a", "NOT_SUPPORTED: CREATE VIEW"),
        ("CREATE DATABASE d", "NOT_SUPPORTED: CREATE DATABASE"),
        ("ALTER TABLE numbers RENAME TO x", "NOT_SUPPORTED: RENAME"),
        ("INSERT INTO numbers VALUES (1)", "TYPE_MISMATCH"),
        ("INSERT INTO numbers VALUES ('x', 'y')", "TYPE_MISMATCH"),
        ("INSERT INTO numbers (c) VALUES (1)", "COLUMN_NOT_FOUND"),
        ("INSERT INTO nothing VALUES (1)", "Table not found"),
        ("SHOW PARTITIONS numbers", "is not a partitioned table"),
        ("DESCRIBE nothing", "Table not found"),
        ("DROP TABLE", "mismatched input '<EOF>'"),
        ("EXPLAIN SELECT 1", "NOT_SUPPORTED: EXPLAIN SELECT"),
    ],
)
def test_statements_that_fail_say_why(engineer, sql, expected):
    assert expected in failure(engineer, sql)


def test_external_locations_are_the_workgroups_to_allow(lake):
    athena = lake.engineer()
    location = f"s3://{BUCKET}/acme/tables/own/"
    sql = f"CREATE TABLE own WITH (external_location = '{location}') AS SELECT 1 AS a"
    with pytest.raises(athena.exceptions.InvalidRequestException, match="enforces a centralized"):
        run(athena, sql)
    root = lake.tenants.root("athena")
    root.delete_work_group(WorkGroup="acme", RecursiveDeleteOption=True)
    lenient = lake.configuration("acme", EnforceWorkGroupConfiguration=False)
    root.create_work_group(Name="acme", Configuration=lenient)
    succeed(athena, sql)
    assert rows(athena, "SELECT a FROM own") == [["1"]]
    again = failure(athena, sql.replace("TABLE own", "TABLE other"))
    assert again.startswith("HIVE_PATH_ALREADY_EXISTS")


def test_insert_into_adds_rows_and_partitions(lake):
    athena = lake.engineer()
    lake.table("numbers", "a bigint, b string", keys="day date")
    first = succeed(
        athena, "INSERT INTO numbers VALUES (1, 'x', DATE '2026-11-01'), (2, NULL, NULL)"
    )
    found = athena.get_query_results(QueryExecutionId=first["QueryExecutionId"])
    assert found["UpdateCount"] == 2
    succeed(
        athena, "INSERT INTO acme.numbers (day, a) SELECT DATE '2026-11-01', count(*) FROM numbers"
    )
    assert rows(athena, "SELECT a, b, day FROM numbers ORDER BY a, day") == [
        ["1", "x", "2026-11-01"],
        ["2", None, "2026-11-01"],
        ["2", None, None],
    ]
    assert rows(athena, "SELECT count(*) FROM numbers WHERE day = DATE '2026-11-01'") == [["2"]]
    assert rows(athena, "SHOW PARTITIONS numbers") == [
        ["day=2026-11-01"],
        ["day=__HIVE_DEFAULT_PARTITION__"],
    ]
