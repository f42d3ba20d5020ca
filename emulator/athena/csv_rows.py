"""Rows of text files, by LazySimpleSerDe and OpenCSVSerde.

https://docs.aws.amazon.com/athena/latest/ug/lazy-simple-serde.html
https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html
"""

from __future__ import annotations

from emulator.athena.catalog import Column
from emulator.athena.hive_types import INTEGERS, duckdb_type, is_scalar, literal
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.row_source import RowSource, select

_LINE_BREAK = (
    "NOT_SUPPORTED: a line break within quotes ends a row of OpenCSVSerde, and is not emulated"
)
_LONGEST_LINE = 8 * 1024 * 1024
_DATE = r"\d{4}-\d{2}-\d{2}"
# Where DuckDB would take more than Hive does: 1.5 for an integer, or a T within a timestamp.
_FORMS = {
    "DATE": _DATE,
    "TIMESTAMP": rf"{_DATE} \d{{2}}:\d{{2}}:\d{{2}}(\.\d{{1,9}})?",
    **dict.fromkeys(INTEGERS, r"[+-]?\d+"),
}


def select_lazy_rows(source: RowSource) -> str:
    """A value that is none of the column's type is NULL; there are no quotes."""
    given = source.table.serde_parameters
    delimiter = _character(given.get("field.delim") or given.get("serialization.format") or "\x01")
    null = given.get("serialization.null.format", r"\N")
    escape = given.get("escape.delim", "")
    reader = text_reader(source, delimiter, quote="", escape=escape, null=null)
    values = [_lazy_value(f"c{index}", one) for index, one in enumerate(source.table.columns)]
    return select(source.table.columns, values, reader)


def select_open_csv_rows(source: RowSource) -> str:
    """Quotes count, and a value that is none of the column's type fails the query."""
    given = source.table.serde_parameters
    delimiter = _character(given.get("separatorChar", ","))
    quote = _character(given.get("quoteChar", '"'))
    escape = _character(given.get("escapeChar", "\\"))
    reader = text_reader(source, delimiter, quote=quote, escape=escape, null=None)
    values = [_open_csv_value(f"c{index}", one) for index, one in enumerate(source.table.columns)]
    return select(source.table.columns, values, reader)


def text_reader(
    source: RowSource, delimiter: str, *, quote: str, escape: str, null: str | None
) -> str:
    """Lines in columns ``c0``, ``c1`` and so on, all of them text; what is missing is NULL."""
    count = max(1, len(source.table.columns))
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(count))
    skipped = source.table.parameters.get("skip.header.line.count", "0")
    if not skipped.isdecimal():
        raise QueryFailedError(f"HIVE_INVALID_METADATA: skip.header.line.count is {skipped!r}")
    options = [
        "auto_detect=false",
        f"columns={{{columns}}}",
        f"delim={literal(delimiter)}",
        f"quote={literal(quote)}",
        f"escape={literal(escape)}",
        f"skip={int(skipped)}",
        "header=false",
        "null_padding=true",
        "strict_mode=false",
        # DuckDB refuses to pad rows with several threads where a quote may hold a line break.
        f"parallel={'false' if quote else 'true'}",
        f"max_line_size={_LONGEST_LINE}",
        # Nobody writes this: without it, DuckDB takes empty texts for NULL.
        f"nullstr={literal(null if null is not None else chr(0x1D) + 'null')}",
        source.hive_options,
    ]
    return f"read_csv({source.paths}, {', '.join(options)})"


def _character(text: str) -> str:
    """A property may give a character by its number, as Hive does for control characters."""
    if text.isdecimal() and len(text) > 1 or text in {"1", "2", "3"}:
        return chr(int(text))
    return text.encode().decode("unicode_escape") if text.startswith("\\") and text[1:] else text


def _lazy_value(name: str, column: Column) -> str:
    kind = _scalar_type(column)
    if kind == "VARCHAR":
        return name
    if kind == "BOOLEAN":
        return f"CASE lower({name}) WHEN 'true' THEN true WHEN 'false' THEN false END"
    value, form = f"TRY_CAST({name} AS {kind})", _FORMS.get(kind)
    if form is None:
        return value
    return f"CASE WHEN regexp_full_match({name}, '{form}') THEN {value} END"


def _open_csv_value(name: str, column: Column) -> str:
    kind = _scalar_type(column)
    if kind == "VARCHAR":
        return f"CASE WHEN contains({name}, chr(10)) THEN error('{_LINE_BREAK}') ELSE {name} END"
    message = (
        f"'HIVE_BAD_DATA: Error parsing field value ''' || {name} || "
        f"''' for field ' || {literal(column.name)} || ': For input string'"
    )
    if kind == "DATE":
        value = f"DATE '1970-01-01' + TRY_CAST({name} AS INTEGER)"
    elif kind == "TIMESTAMP":
        value = f"make_timestamp_ms(TRY_CAST({name} AS BIGINT))"
    elif kind == "BOOLEAN":
        value = f"(lower({name}) = 'true')"
    else:
        value = f"TRY_CAST({name} AS {kind})"
    return f"CASE WHEN {name} IS NULL THEN NULL ELSE COALESCE({value}, error({message})) END"


def _scalar_type(column: Column) -> str:
    if not is_scalar(column.type):
        raise QueryFailedError(
            f"NOT_SUPPORTED: column {column.name}: {column.type} in a text file is not emulated"
        )
    return duckdb_type(column.type)
