"""Athena's functions."""

from __future__ import annotations

import pytest

from emulator.tests.lake import Lake, rows
from emulator.tests.tenants import Tenants

FUNCTIONS = [
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
]
_VALUES = "(VALUES 1, 2, 3) AS t(x)"


@pytest.fixture
def answers(kept, ready):
    """What Athena answers to each expression. One query asks for them all; where it fails, each
    is asked for alone, so that none fails for another."""
    return kept(_answers, ready)


def _answers(ready):
    athena = Lake(Tenants(ready)).analyst()
    expressions = [expression for expression, _ in FUNCTIONS]
    # A constant is one value beside aggregates, as it is alone.
    together = f"SELECT {', '.join(expressions)} FROM {_VALUES}"
    try:
        (row,) = rows(athena, together)
    except AssertionError:
        return lambda expression: rows(athena, f"SELECT {expression} FROM {_VALUES}")[0][0]
    return dict(zip(expressions, row, strict=True)).__getitem__


@pytest.mark.parametrize(("expression", "expected"), FUNCTIONS)
def test_athenas_functions(answers, expression, expected):
    assert answers(expression) == expected
