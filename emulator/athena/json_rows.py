"""Rows of JSON, by the SerDes of Hive and of OpenX: one object a line, or the records of a trail.

https://docs.aws.amazon.com/athena/latest/ug/json-serde.html
"""

from __future__ import annotations

from emulator.athena import cloudtrail_records
from emulator.athena.csv_rows import text_reader
from emulator.athena.nested_json import named_value
from emulator.athena.row_source import RowSource, select

# A line has none of these, so that it is one column.
_NO_DELIMITER = "\x1e"
_MALFORMED = "HIVE_CURSOR_ERROR: Row is not a valid JSON Object"


def select_rows(source: RowSource) -> str:
    """Names are compared without case; what is no JSON fails, unless the table ignores it."""
    given = source.table.serde_parameters
    values = [
        named_value("row_", given.get(f"mapping.{one.name}", one.name), one.type)
        for one in source.table.columns
    ]
    is_trail = cloudtrail_records.are_read_by(source.table)
    rows = cloudtrail_records.select_records(source) if is_trail else _lines(source)
    return select(source.table.columns, values, rows)


def _lines(source: RowSource) -> str:
    reader = text_reader(source, _NO_DELIMITER, quote="", escape="", null=None)
    given = source.table.serde_parameters
    ignored = given.get("ignore.malformed.json", "false").lower() == "true"
    broken = "NULL" if ignored else f"error('{_MALFORMED}')"
    return (
        f"(SELECT CASE WHEN json_valid(c0) AND json_type(c0) = 'OBJECT' THEN c0::JSON "
        f"ELSE {broken} END AS row_, __partition FROM {reader} WHERE trim(c0) <> '')"
    )
