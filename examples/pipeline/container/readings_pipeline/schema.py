"""What a file of readings looks like, raw and standardized. The Glue job uses this module, too."""

from __future__ import annotations

from dataclasses import dataclass

TABLE = "readings"
"""Name of the table, and of its folder in the organization's folder."""

PARTITION = "day"
"""Partition key: the day in UTC, as a date. Not the instrument as well: files would be tiny."""

DECIMAL = (18, 3)
"""Digits in all, and behind the point: exact, so that sums of readings are, too."""


@dataclass(frozen=True)
class Column:
    """A column of both the raw file and the table."""

    name: str
    type: str
    """Its type in the table, as Hive, Athena and Spark write it."""
    pattern: str
    """What the whole text of a cell matches; means the same to DuckDB (RE2) and Spark (Java)."""
    meaning: str
    """What a cell has to be, for whoever reads why a file was rejected."""


COLUMNS = (
    Column(
        "instrument",
        "string",
        "[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
        "a name of letters, digits, dots, hyphens and underscores",
    ),
    Column(
        "measured_at",
        "timestamp",
        # No year 0000, which is one BC to DuckDB: a partition of such a day breaks every query of
        # the table. No hour 24, which is the next day to DuckDB and no time to Spark.
        r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z",
        "a time in UTC such as 2026-11-26T07:15:00Z",
    ),
    Column(
        "value",
        "decimal({},{})".format(*DECIMAL),
        r"-?[0-9]{1,15}(\.[0-9]{1,3})?",
        "a decimal number with at most 3 digits behind the point",
    ),
    Column("unit", "string", r"[^\s\p{Cc}]{1,16}", "a unit of at most 16 characters"),
)

HEADER = tuple(column.name for column in COLUMNS)
