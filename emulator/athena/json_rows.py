"""Rows of JSON, one object a line, by the SerDes of Hive and of OpenX.

https://docs.aws.amazon.com/athena/latest/ug/json-serde.html
"""

from __future__ import annotations

from emulator.athena.catalog import Column
from emulator.athena.csv_rows import text_reader
from emulator.athena.hive_types import duckdb_type, is_scalar, literal
from emulator.athena.row_source import RowSource, select

# A line has none of these, so that it is one column.
_NO_DELIMITER = "\x1e"
_MALFORMED = "HIVE_CURSOR_ERROR: Row is not a valid JSON Object"


def select_rows(source: RowSource) -> str:
    """Names are compared without case; what is no JSON fails, unless the table ignores it."""
    given = source.table.serde_parameters
    reader = text_reader(source, _NO_DELIMITER, quote="", escape="", null=None)
    ignored = given.get("ignore.malformed.json", "false").lower() == "true"
    broken = "NULL" if ignored else f"error('{_MALFORMED}')"
    row = (
        f"(SELECT CASE WHEN json_valid(c0) AND json_type(c0) = 'OBJECT' THEN c0::JSON "
        f"ELSE {broken} END AS row_, __partition FROM {reader} WHERE trim(c0) <> '')"
    )
    values = [
        _value(one, given.get(f"mapping.{one.name}", one.name)) for one in source.table.columns
    ]
    return select(source.table.columns, values, row)


def _value(column: Column, key: str) -> str:
    names = f"list_filter(json_keys(row_), lambda k: lower(k) = {literal(key.lower())})[1]"
    path = f"'$.\"' || {names} || '\"'"
    if not is_scalar(column.type):
        return f"CAST(json_extract(row_, {path}) AS {duckdb_type(column.type)})"
    text = f"json_extract_string(row_, {path})"
    kind = duckdb_type(column.type)
    return text if kind == "VARCHAR" else f"CAST({text} AS {kind})"
