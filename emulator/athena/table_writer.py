"""CREATE TABLE AS and INSERT INTO: a query's rows become Parquet files of a table.

https://docs.aws.amazon.com/athena/latest/ug/ctas-considerations-limitations.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from emulator.athena.catalog import Column, Partition, Table
from emulator.athena.engine import engine_errors
from emulator.athena.hive_types import duckdb_type, literal, quoted
from emulator.athena.queries import PreparedQuery
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.session import QuerySession
from emulator.athena.storage import S3Location

_MOST_PARTITIONS = 100
_FILE_SIZE = "64MB"


@dataclass
class WrittenRows:
    """What was stored: how many rows, in which objects, of which partitions."""

    count: int
    objects: list[S3Location]
    partitions: list[Partition]


def write_table_rows(
    prepared: PreparedQuery,
    values: Sequence[str],
    target: Table,
    session: QuerySession,
    *,
    compression: str = "gzip",
) -> WrittenRows:
    """Stores the rows of a query; ``values`` are expressions over its columns c0, c1 and so on."""
    columns = [*target.columns, *target.partition_keys]
    names = ", ".join(quoted(f"c{index}") for index in range(len(prepared.columns)))
    shown = ", ".join(
        f"CAST({value} AS {duckdb_type(one.type)}) AS {quoted(one.name)}"
        for one, value in zip(columns, values, strict=True)
    )
    folder = session.folder / "written"
    options = ["FORMAT parquet", f"COMPRESSION {compression}"]
    if target.partition_keys:
        keys = ", ".join(quoted(key.name) for key in target.partition_keys)
        options.append(f"PARTITION_BY ({keys})")
    else:
        options.append(f"FILE_SIZE_BYTES '{_FILE_SIZE}'")
    with engine_errors():
        found = prepared.connection.execute(
            f"COPY (SELECT {shown} FROM ({prepared.sql}) AS q({names})) "
            f"TO {literal(str(folder))} ({', '.join(options)})"
        ).fetchone()
    count = int(found[0]) if found else 0
    return _upload(session, folder, target, count)


def _upload(session: QuerySession, folder: Path, target: Table, count: int) -> WrittenRows:
    written = WrittenRows(count, [], [])
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if count else []
    by_values: dict[tuple[str, ...], list[Path]] = {}
    for file in files:
        folders = file.relative_to(folder).parts[:-1]
        by_values.setdefault(tuple(unquote(one.partition("=")[2]) for one in folders), []).append(
            file
        )
    if len(by_values) > _MOST_PARTITIONS:
        raise QueryFailedError(
            f"HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of {_MOST_PARTITIONS} open writers for "
            "partitions/buckets"
        )
    for values, of_partition in by_values.items():
        location = target.location
        if target.partition_keys:
            partition = target.partition(values)
            written.partitions.append(partition)
            location = partition.location
        for file in of_partition:
            name = f"{session.execution.id}_{len(written.objects):05}.parquet"
            session.storage.write(location / name, file.read_bytes(), session.encryption)
            written.objects.append(location / name)
    return written


def hive_type_of(column: str, kind: str) -> str:
    """The Hive type of a query's column, by DuckDB's type."""
    if kind == "VARCHAR":
        return "string"
    if kind in ("HUGEINT", "UBIGINT", "UINTEGER"):
        return "bigint"
    if kind.startswith("DECIMAL"):
        return kind.lower()
    if kind.endswith("[]"):
        return f"array<{hive_type_of(column, kind[:-2])}>"
    found = _HIVE_TYPES.get(kind)
    if found is None:
        raise QueryFailedError(
            f"NOT_SUPPORTED: Unsupported Hive type of column {column}: {kind.lower()}"
        )
    return found


_HIVE_TYPES = {
    "BIGINT": "bigint",
    "BLOB": "binary",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "double",
    "FLOAT": "float",
    "INTEGER": "int",
    "SMALLINT": "smallint",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP_MS": "timestamp",
    "TIMESTAMP_NS": "timestamp",
    "TIMESTAMP_S": "timestamp",
    "TINYINT": "tinyint",
}


def columns_of(prepared: PreparedQuery) -> list[Column]:
    """A query's columns as those of a table."""
    return [Column(one.name.lower(), hive_type_of(one.name, one.type)) for one in prepared.columns]
