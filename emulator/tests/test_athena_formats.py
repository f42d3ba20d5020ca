"""Formats of rows, values in results, and Athena's functions."""

from __future__ import annotations

import gzip

import pytest

from emulator.tests.lake import LAZY_SIMPLE, Lake, failure, rows, run

OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
OPENX_JSON = "org.openx.data.jsonserde.JsonSerDe"
HIVE_JSON = "org.apache.hive.hcatalog.data.JsonSerDe"


@pytest.fixture
def lake(tenants):
    return Lake(tenants)


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


def test_values_are_written_as_athena_does(lake):
    sql = """SELECT true, 1.5e0, 1e7, 1e-4, CAST(0.1 AS real), DATE '2026-11-01',
        TIMESTAMP '2026-11-01 10:00:00.123', ARRAY[1, NULL], MAP(ARRAY['a'], ARRAY[1]),
        CAST(ROW(1, 'x') AS ROW(a integer, b varchar)), DECIMAL '1.50', to_utf8('ab'),
        from_unixtime(0), 7 / 2, NULL"""
    athena = lake.analyst()
    assert rows(athena, sql) == [
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
    execution = run(athena, sql)
    found = athena.get_query_results(QueryExecutionId=execution["QueryExecutionId"])
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


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("approx_distinct(x)", "3"),
        ("date_format(TIMESTAMP '2026-11-01 10:20:30', '%Y-%m-%d %H:%i')", "2026-11-01 10:20"),
        ("json_extract_scalar('{\"a\": {\"b\": 7}}', '$.a.b')", "7"),
        ("date_trunc('month', DATE '2026-11-26')", "2026-11-01"),
        ("split('a,b', ',')[2]", "b"),
        ("element_at(map(ARRAY['k'], ARRAY['v']), 'k')", "v"),
        ("cardinality(ARRAY[1, 2, 3])", "3"),
        ("regexp_extract('ab12', '([a-z]+)(\\d+)', 2)", "12"),
        ("date_diff('day', DATE '2026-11-01', DATE '2026-11-26')", "25"),
        ("date_add('hour', 2, TIMESTAMP '2026-11-01 23:00:00')", "2026-11-02 01:00:00.000"),
        ("try_cast('x' AS integer)", None),
        ("coalesce(NULL, 'c')", "c"),
        ("array_join(array_sort(array_agg(x)), '-')", "1-2-3"),
        ("max_by(x, -x)", "1"),
        ("sum(x) FILTER (WHERE x > 1)", "5"),
        ("approx_percentile(x, 0.5)", "2"),
        ("count_if(x > 1)", "2"),
        ("arbitrary(7)", "7"),
        ("format_datetime(TIMESTAMP '2026-11-01 10:20:30', 'yyyy/MM')", "2026/11"),
        ("year(DATE '2026-11-01')", "2026"),
        ("day_of_week(DATE '2026-11-01')", "7"),
        ("from_iso8601_timestamp('2026-11-01T10:00:00Z')", "2026-11-01 10:00:00.000 UTC"),
        ("transform(ARRAY[1, 2], n -> n * 2)", "[2, 4]"),
        ("lower(to_hex(md5(to_utf8('a'))))", "0cc175b9c0f1b6a831c399e269772661"),
        ("concat('a', 'b') || 'c'", "abc"),
        ("substr('abcdef', 2, 3)", "bcd"),
        ("strpos('abc', 'c')", "3"),
        ("round(2.5)", "3"),
        ("typeof(1)", "integer"),
        ("date_add('day', 1, DATE '2026-11-30')", "2026-12-01"),
        ("DATE '2026-11-30' - INTERVAL '1' DAY", "2026-11-29"),
        ("TIMESTAMP '2026-11-30 10:00:00' + INTERVAL '1' HOUR", "2026-11-30 11:00:00.000"),
        ("regexp_replace('ab', '(a)(b)', '$2$1')", "ba"),
        ("repeat('a', 2)", "[a, a]"),
        ("format('%s-%05d', 'a', 7)", "a-00007"),
        ("parse_datetime('2026/11/01', 'yyyy/MM/dd')", "2026-11-01 00:00:00.000"),
        ("any_match(ARRAY[1, 2], n -> n > 1)", "true"),
        ("all_match(ARRAY[1, 2], n -> n > 1)", "false"),
        ("none_match(ARRAY[1, 2], n -> n > 1)", "false"),
        ("zip_with(ARRAY[1, 2], ARRAY[3, 4], (a, b) -> a * b)", "[3, 8]"),
        ("map_agg(x, x * 2)", "{1=2, 2=4, 3=6}"),
        ("cardinality(MAP(ARRAY['a'], ARRAY[1]))", "1"),
        ("split_to_map('a=1,b=2', ',', '=')", "{a=1, b=2}"),
        ("json_value('{\"a\": 1}', 'lax $.a')", "1"),
        ("to_hex(sha1(to_utf8('a')))", "86F7E437FAA5A7FCE15D1DDCB9EAEAEA377667B8"),
        ("url_extract_host('https://a.b:80/c?d=e')", "a.b"),
        ("every(x > 0)", "true"),
    ],
)
def test_athenas_functions(lake, expression, expected):
    sql = f"SELECT {expression} FROM (VALUES 1, 2, 3) AS t(x)"
    if "x)" not in expression and "(x" not in expression and "x >" not in expression:
        sql = f"SELECT {expression}"
    assert rows(lake.analyst(), sql) == [[expected]]


def test_queries_of_several_parts(lake):
    sql = """
        WITH t(a, b) AS (VALUES ('x', 1), ('x', 2), ('y', 5)),
        ranked AS (SELECT a, b, row_number() OVER (PARTITION BY a ORDER BY b DESC) AS n FROM t)
        SELECT a, b FROM ranked WHERE n = 1
        UNION ALL
        SELECT part, 0 FROM (SELECT split('p,q', ',') AS parts) CROSS JOIN UNNEST(parts) AS u(part)
        ORDER BY 2 DESC, 1 LIMIT 3"""
    assert rows(lake.analyst(), sql) == [["y", "5"], ["x", "2"], ["p", "0"]]
