"""Formats of rows, and values in results."""

from __future__ import annotations

import gzip

import pytest

from emulator.tests.lake import LAZY_SIMPLE, Lake, failure, rows, run
from emulator.tests.tenants import Tenants

OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
OPENX_JSON = "org.openx.data.jsonserde.JsonSerDe"
HIVE_JSON = "org.apache.hive.hcatalog.data.JsonSerDe"


@pytest.fixture
def analyst(kept, ready):
    """For queries of values that they name themselves: no table is in the account."""
    return kept(_analyst, ready)


def _analyst(ready):
    return Lake(Tenants(ready)).analyst()


def test_lazy_simple_serde_takes_no_quotes_and_makes_null_of_what_it_cannot_read(lake):
    content = (
        '1|"a|true|2026-11-01|2026-11-01 10:00:00.5|1.25\n'
        "1.5|\\N|yes|01.11.2026|2026-11-01T10:00:00|x\n"
        "\n7|b\n-3|c|FALSE|2026-11-02|2026-11-02 00:00:00|-1|more\n"
    )
    lake.put("t/a.csv", content.encode())
    columns = "n int, s string, b boolean, d date, t timestamp, v decimal(5;2)"
    lake.table(
        "t",
        columns.replace(", ", "; ").replace("5;2", "5,2"),
        serde=LAZY_SIMPLE,
        serde_parameters={"field.delim": "|", "serialization.format": "|"},
    )
    assert rows(lake.analyst(), "SELECT * FROM t WHERE s IS NOT NULL OR n IS NULL ORDER BY s") == [
        ["1", '"a', "true", "2026-11-01", "2026-11-01 10:00:00.500", "1.25"],
        ["7", "b", None, None, None, None],
        ["-3", "c", "false", "2026-11-02", "2026-11-02 00:00:00.000", "-1.00"],
        [None, None, None, None, None, None],
    ]


def test_open_csv_serde_takes_quotes_and_fails_for_what_it_cannot_read(lake):
    lake.put("t/a.csv", b'n;s;d\n1;"x;""y""";20000\n2;;0\n')
    lake.table(
        "t",
        "n int, s string, d date",
        serde=OPEN_CSV,
        serde_parameters={"separatorChar": ";", "quoteChar": '"', "escapeChar": '"'},
        parameters={"skip.header.line.count": "1"},
    )
    athena = lake.analyst()
    assert rows(athena, "SELECT n, s, d FROM t ORDER BY n") == [
        ["1", 'x;"y"', "2024-10-04"],
        ["2", "", "1970-01-01"],
    ]
    lake.put("t/b.csv", b"n;s;d\nmany;;0\n")
    assert "HIVE_BAD_DATA: Error parsing field value 'many'" in failure(athena, "SELECT n FROM t")
    lake.put("t/b.csv", b'n;s;d\n3;"two\nlines";0\n')
    assert "NOT_SUPPORTED: a line break within quotes" in failure(athena, "SELECT s FROM t")


@pytest.mark.parametrize("serde", [OPENX_JSON, HIVE_JSON])
def test_json_finds_names_without_case_and_reads_what_is_nested(lake, serde):
    lines = (
        '{"Name": "a", "tags": ["x", "y"], "At": {"lat": 1.5}, "n": 3}\n'
        '\n{"name": "b", "n": null, "other": 1}\n'
    )
    lake.put("t/a.json", lines.encode())
    lake.table("t", "name string; tags array<string>; at struct<lat:double>; n bigint", serde=serde)
    athena = lake.analyst()
    assert rows(athena, "SELECT name, tags, at.lat, n FROM t ORDER BY name") == [
        ["a", "[x, y]", "1.5", "3"],
        ["b", None, None, None],
    ]
    lake.put("t/b.json", b"{broken\n")
    assert "HIVE_CURSOR_ERROR: Row is not a valid JSON Object" in failure(
        athena, "SELECT count(name) FROM t"
    )


def test_json_may_ignore_what_is_malformed_and_rename(lake):
    lake.put("t/a.json", b'{"a-b": 1}\n{broken\n')
    properties = {"ignore.malformed.json": "true", "mapping.ab": "a-b"}
    lake.table("t", "ab int", serde=OPENX_JSON, serde_parameters=properties)
    assert rows(lake.analyst(), "SELECT ab FROM t ORDER BY ab") == [["1"], [None]]


def test_gzip_counts_as_it_is_stored(lake):
    packed = gzip.compress(b"1\n" * 10_000)
    lake.put("t/a.csv.gz", packed)
    lake.put("t/b.csv", b"5\n")
    lake.put("t/_SUCCESS", b"no data")
    lake.table("t", "n int", serde=LAZY_SIMPLE)
    athena = lake.analyst()
    execution = run(athena, "SELECT sum(n) FROM t")
    assert execution["Statistics"]["DataScannedInBytes"] == len(packed) + 2
    assert rows(athena, "SELECT sum(n) FROM t") == [["10005"]]


def test_an_unknown_serde_is_told(lake):
    lake.put("t/a.orc", b"ORC")
    lake.table("t", "n int", serde="org.apache.hadoop.hive.ql.io.orc.OrcSerde")
    reason = failure(lake.analyst(), "SELECT * FROM t")
    assert "NOT_SUPPORTED: SerDe org.apache.hadoop.hive.ql.io.orc.OrcSerde" in reason


def test_a_parquet_column_of_another_type_fails(lake):
    lake.table("good", "n bigint, s string")
    athena = lake.engineer()
    run(athena, "INSERT INTO good VALUES (1, 'x')")
    location = lake.tenants.root("glue").get_table(DatabaseName="acme", Name="good")
    where = location["Table"]["StorageDescriptor"]["Location"]
    lake.table("bad", "n string, s string", location=where)
    reason = failure(athena, "SELECT n FROM bad")
    assert f"HIVE_BAD_DATA: Field n's type BIGINT in parquet file {where}" in reason


def test_values_are_written_as_athena_does(analyst):
    sql = """SELECT true, 1.5e0, 1e7, 1e-4, CAST(0.1 AS real), DATE '2026-11-01',
        TIMESTAMP '2026-11-01 10:00:00.123', ARRAY[1, NULL], MAP(ARRAY['a'], ARRAY[1]),
        CAST(ROW(1, 'x') AS ROW(a integer, b varchar)), DECIMAL '1.50', to_utf8('ab'),
        from_unixtime(0), 7 / 2, NULL"""
    assert rows(analyst, sql) == [
        [
            "true",
            "1.5",
            "1.0E7",
            "1.0E-4",
            "0.1",
            "2026-11-01",
            "2026-11-01 10:00:00.123",
            "[1, null]",
            "{a=1}",
            "{a=1, b=x}",
            "1.50",
            "61 62",
            "1970-01-01 00:00:00.000 UTC",
            "3",
            None,
        ]
    ]
    execution = run(analyst, sql)
    found = analyst.get_query_results(QueryExecutionId=execution["QueryExecutionId"])
    columns = found["ResultSet"]["ResultSetMetadata"]["ColumnInfo"]
    assert [one["Name"] for one in columns][:2] == ["_col0", "_col1"]
    assert [one["Type"] for one in columns] == [
        "boolean",
        "double",
        "double",
        "double",
        "float",
        "date",
        "timestamp",
        "array",
        "map",
        "row",
        "decimal",
        "varbinary",
        "timestamp with time zone",
        "integer",
        "integer",
    ]


def test_queries_of_several_parts(analyst):
    sql = """
        WITH t(a, b) AS (VALUES ('x', 1), ('x', 2), ('y', 5)),
        ranked AS (SELECT a, b, row_number() OVER (PARTITION BY a ORDER BY b DESC) AS n FROM t)
        SELECT a, b FROM ranked WHERE n = 1
        UNION ALL
        SELECT part, 0 FROM (SELECT split('p,q', ',') AS parts) CROSS JOIN UNNEST(parts) AS u(part)
        ORDER BY 2 DESC, 1 LIMIT 3"""
    assert rows(analyst, sql) == [["y", "5"], ["x", "2"], ["p", "0"]]
