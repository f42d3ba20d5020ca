"""What a reader of rows is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from emulator.athena.catalog import Column, Table
from emulator.athena.hive_types import duckdb_type, literal, quoted
from emulator.athena.storage import S3Location

PARTITION = "__partition"
"""The column that says which partition a row is of: its number."""


@dataclass(frozen=True)
class RowSource:
    """Copies of a table's objects: ``<folder>/__partition=<number>/<name>``."""

    table: Table
    folder: Path
    files: Mapping[Path, S3Location]
    connection: duckdb.DuckDBPyConnection = field(repr=False)

    @property
    def paths(self) -> str:
        """As an argument of DuckDB's readers."""
        return literal(str(self.folder / "*" / "*"))

    @property
    def hive_options(self) -> str:
        """Gives the rows their partition's number."""
        return f"hive_partitioning=true, hive_types={{'{PARTITION}': BIGINT}}"


# From the source to a SELECT of the table's own columns and the partition's number.
RowReader = Callable[[RowSource], str]


def select(columns: Sequence[Column], values: Sequence[str], source: str) -> str:
    """A SELECT of one value for each column."""
    shown = [f"{value} AS {quoted(one.name)}" for one, value in zip(columns, values, strict=True)]
    return f"SELECT {', '.join([*shown, PARTITION])} FROM {source}"


def select_nothing(columns: Sequence[Column]) -> str:
    """The rows of a table without data."""
    shown = [f"NULL::{duckdb_type(one.type)} AS {quoted(one.name)}" for one in columns]
    return f"SELECT {', '.join([*shown, f'0::BIGINT AS {PARTITION}'])} WHERE false"
