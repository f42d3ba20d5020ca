"""Rows of text files by RegexSerDe: one group of a regular expression for each column.

https://docs.aws.amazon.com/athena/latest/ug/regex-serde.html
"""

from __future__ import annotations

import re

from emulator.athena.csv_rows import text_reader
from emulator.athena.hive_types import duckdb_type, is_scalar, literal
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.row_source import RowSource, select

# A line has none of these, so that it is one column.
_NO_DELIMITER = "\x1e"


def select_rows(source: RowSource) -> str:
    """A line that the expression does not match as a whole is a row of NULL."""
    given, columns = source.table.serde_parameters, source.table.columns
    pattern = given.get("input.regex")
    if pattern is None:
        raise QueryFailedError("HIVE_INVALID_METADATA: input.regex of RegexSerDe is missing")
    if given.get("input.regex.case.insensitive", "false").lower() == "true":
        pattern = f"(?i){pattern}"
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        raise QueryFailedError(f"HIVE_INVALID_METADATA: input.regex: {error}") from error
    if groups != len(columns):
        raise QueryFailedError(
            f"HIVE_CURSOR_ERROR: Number of matching groups doesn't match the number of columns: "
            f"{groups} groups, {len(columns)} columns"
        )
    whole = literal(f"^(?:{pattern})$")
    names = ", ".join(literal(f"g{index}") for index in range(groups))
    reader = text_reader(source, _NO_DELIMITER, quote="", escape="", null=None)
    rows = (
        f"(SELECT CASE WHEN regexp_matches(c0, {whole}) "
        f"THEN regexp_extract(c0, {whole}, [{names}]) END AS row_, __partition FROM {reader})"
    )
    values = [_value(f"row_.g{index}", one.type) for index, one in enumerate(columns)]
    return select(columns, values, rows)


def _value(group: str, hive_type: str) -> str:
    """A group that took no part is NULL, and cannot be told from an empty one here."""
    if not is_scalar(hive_type):
        raise QueryFailedError(f"NOT_SUPPORTED: {hive_type} in a text file is not emulated")
    kind = duckdb_type(hive_type)
    return f"nullif({group}, '')" if kind == "VARCHAR" else f"TRY_CAST({group} AS {kind})"
