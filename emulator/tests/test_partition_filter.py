"""Expressions of GetPartitions."""

from __future__ import annotations

import pytest
from moto.glue.exceptions import GlueClientError

from emulator.glue.partition_filter import PartitionFilter

KEYS = [
    {"Name": "year", "Type": "string"},
    {"Name": "month", "Type": "int"},
    {"Name": "day", "Type": "date"},
    {"Name": "at", "Type": "timestamp"},
    {"Name": "amount", "Type": "decimal(10,2)"},
]
PARTITIONS = {
    "a": ["2025", "9", "2025-09-30", "2025-09-30 00:00:00", "1.50"],
    "b": ["2026", "10", "2026-10-01", "2026-10-01 08:00:00.5", "20"],
    "c": ["2026", "11", "2026-11-26", "2026-11-26 08:00:00", "3.25"],
    "none": ["2026", "__HIVE_DEFAULT_PARTITION__", "2026-12-01", "2026-12-01 00:00:00", "0"],
}


def found(expression):
    wanted = PartitionFilter(expression, KEYS)
    return [name for name, values in PARTITIONS.items() if wanted.matches(values)]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("year = '2026'", ["b", "c", "none"]),
        ("YEAR = '2026' AND Month IN (9, 11)", ["c"]),
        ("year = '2026' and month in ('10','11')", ["b", "c"]),
        ("year = 2025", ["a"]),
        ("'2026' > year", ["a"]),
        ("11 <= month", ["c"]),
        # As numbers: as texts, 9 comes after 10.
        ("month > 9", ["b", "c"]),
        ("month >= 9 and month < 11", ["a", "b"]),
        ("month <> 10", ["a", "c"]),
        ("month != 10", ["a", "c"]),
        ("month between 10 and 11", ["b", "c"]),
        ("month not between 10 and 11", ["a"]),
        ("month not in (10)", ["a", "c"]),
        ("not (month = 10 or year = '2025')", ["c"]),
        ("(year = '2025') or ((month = 11))", ["a", "c"]),
        ("year = '2025' or month = 11 and year = '2026'", ["a", "c"]),
        ("month is null", ["none"]),
        ("month is not null", ["a", "b", "c"]),
        ("month is null or month = 11", ["c", "none"]),
        ("not (month = 11 and year = '2026')", ["a", "b"]),
        ("year like '20_5'", ["a"]),
        ("year like '%6'", ["b", "c", "none"]),
        ("year not like '%6'", ["a"]),
        ("year like '2.2%'", []),
        ("day >= '2026-10-01' and day < '2026-11-27'", ["b", "c"]),
        ("at > '2026-10-01 08:00:00' and at < '2026-11-26 08:00:00.000000001'", ["b", "c"]),
        ("at = '2026-10-01 08:00:00.500'", ["b"]),
        ("amount > 3", ["b", "c"]),
        ("amount = 1.5", ["a"]),
        ("month > -1", ["a", "b", "c"]),
        ("\"year\" = '2025'", ["a"]),
        ("year = 'it''s'", []),
    ],
)
def test_expressions(expression, expected):
    assert found(expression) == expected


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("year =", "Unsupported expression 'year ='"),
        ("nonsense here", "Unsupported expression"),
        ("year = '2026'; drop table x", "Unsupported expression"),
        ("lower(year) = '2026'", "Unsupported expression"),
        ("year = month", "Unsupported expression"),
        ("month in (select 1)", "Unsupported expression"),
        ("1 = 1", "Unsupported expression"),
        ("true", "Unsupported expression"),
        ("month + 1 = 2", "Unsupported expression"),
        ("year like 'a' escape 'b'", "Unsupported expression"),
        ("(" * 1_000 + "year = '2026'" + ")" * 1_000, "Unsupported expression"),
        ("week = 1", "Invalid partition expression!"),
        ("t.year = '2026'", "Invalid partition expression!"),
        ("month = 'may'", '"may" is not an integer.'),
        ("day = 'may'", '"may" is not a date.'),
        ("amount = 'may'", '"may" is not a decimal.'),
        ("at = '2026-10-01'", "2026-10-01 is not a timestamp."),
        ("month like '1%'", "Integral data type doesn't support operation 'LIKE'"),
        ("day like '2026%'", "Date data type doesn't support operation 'LIKE'"),
    ],
)
def test_expressions_that_are_refused(expression, words):
    with pytest.raises(GlueClientError) as error:
        found(expression)
    assert error.value.error_type == "InvalidInputException"
    assert words in error.value.message


def test_keys_of_other_types_are_refused_whatever_the_expression_is_about():
    keys = [{"Name": "year", "Type": "string"}, {"Name": "ratio", "Type": "double"}]
    with pytest.raises(GlueClientError, match="Unknown type : 'double'"):
        PartitionFilter("year = '2026'", keys)


def test_partitions_whose_values_are_none_of_their_type():
    wanted = PartitionFilter("month = 1", [{"Name": "month", "Type": "int"}])
    with pytest.raises(GlueClientError) as error:
        wanted.matches(["may"])
    assert error.value.error_type == "InvalidStateException"
