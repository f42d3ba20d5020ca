"""Rows of Parquet files, whose columns are found by name.

https://docs.aws.amazon.com/athena/latest/ug/handling-schema-updates-chapter.html#index-access
"""

from __future__ import annotations

from pathlib import Path

from emulator.athena.catalog import Column
from emulator.athena.hive_types import INTEGERS, duckdb_type, literal, quoted
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.row_source import RowSource, select

_FLOATS = frozenset({"FLOAT", "DOUBLE"})
_TIMES = ("TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_NS", "TIMESTAMP_S", "TIMESTAMP_MS")


def select_rows(source: RowSource) -> str:
    """A column that no file has is NULL; one of another type fails, as in Athena."""
    found: dict[str, str] = {}
    for file in source.files:
        for name, kind in _columns_of(source, file).items():
            _require_compatible(source, file, name, kind)
            found.setdefault(name, kind)
    values = [
        f"{quoted(one.name)}::{duckdb_type(one.type)}"
        if one.name in found
        else f"NULL::{duckdb_type(one.type)}"
        for one in source.table.columns
    ]
    reader = f"read_parquet({source.paths}, union_by_name=true, {source.hive_options})"
    return select(source.table.columns, values, reader)


def bytes_of_columns(source: RowSource, columns: set[str]) -> int:
    """What the named columns take up in the files, compressed."""
    rows = source.connection.execute(
        "SELECT lower(split_part(path_in_schema, ', ', 1)), sum(total_compressed_size)::BIGINT "
        f"FROM parquet_metadata({source.paths}) GROUP BY 1"
    ).fetchall()
    return sum(size for name, size in rows if name in columns)


def _columns_of(source: RowSource, file: Path) -> dict[str, str]:
    rows = source.connection.execute(
        f"DESCRIBE SELECT * FROM read_parquet({literal(str(file))}, hive_partitioning=false)"
    ).fetchall()
    return {str(row[0]).lower(): str(row[1]) for row in rows}


def _require_compatible(source: RowSource, file: Path, name: str, kind: str) -> None:
    column = next((one for one in source.table.columns if one.name == name), None)
    if column is not None and not _is_compatible(kind, column):
        raise QueryFailedError(
            f"HIVE_BAD_DATA: Field {name}'s type {kind} in parquet file {source.files[file]} is "
            f"incompatible with type {column.type} defined in table schema"
        )


def _is_compatible(kind: str, column: Column) -> bool:
    wanted = duckdb_type(column.type)
    if kind in INTEGERS:
        return wanted in INTEGERS
    if kind in _FLOATS:
        return wanted in _FLOATS
    if kind.startswith("DECIMAL"):
        return wanted.startswith("DECIMAL")
    if kind in _TIMES:
        return wanted == "TIMESTAMP"
    if kind.endswith(("]", ")")):
        # Nested types: DuckDB's cast decides about what is within them.
        return wanted.endswith(("]", ")"))
    return kind == wanted or {kind, wanted} == {"BLOB", "VARCHAR"}
