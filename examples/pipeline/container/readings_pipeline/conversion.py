"""From a CSV file of readings to a Parquet file for each day. All of it streams through files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from readings_pipeline.rejection import Rejected
from readings_pipeline.schema import COLUMNS, DECIMAL, HEADER

MEMORY_LIMIT = "256MB"
"""Of DuckDB's buffers; what does not fit goes to its files."""

MAX_LINE_BYTES = 65_536

READ = f"""
CREATE TABLE raw AS SELECT * FROM read_csv($file,
  auto_detect = false, header = false, columns = $columns,
  delim = ',', quote = '"', escape = '"', strict_mode = true, null_padding = false,
  max_line_size = {MAX_LINE_BYTES}, store_rejects = true, rejects_limit = 1)
"""

STANDARDIZE = f"""
CREATE VIEW readings AS SELECT
  rowid, instrument,
  TRY_CAST(measured_at AS TIMESTAMP) AS measured_at,
  TRY_CAST(value AS DECIMAL{DECIMAL}) AS value,
  unit
FROM raw WHERE rowid > 0
"""

WRITE = """
COPY (
  SELECT instrument, measured_at, value, unit FROM readings
  WHERE CAST(measured_at AS DATE) = CAST($day AS DATE) ORDER BY instrument, measured_at
) TO $file (FORMAT parquet, COMPRESSION zstd)
"""


@dataclass(frozen=True)
class DayFile:
    """The readings of one day."""

    day: str
    """For example ``2026-11-26``."""
    path: Path
    rows: int


def convert(csv: Path, folder: Path) -> list[DayFile]:
    """Writes the readings of a CSV file into the folder, which is private and empty.

    A file is taken as a whole or not at all: the first row that does not fit the schema raises
    Rejected.
    """
    with duckdb.connect(str(folder / "readings.duckdb"), config=confined_to(folder)) as database:
        # From here on it opens nothing but these files, whatever is in them.
        database.execute("SET allowed_directories = $folders", {"folders": [str(folder)]})
        database.execute("SET enable_external_access = false")
        read(csv, database)
        check_rows(database)
        return [
            write_day(day, rows, folder, database)
            for day, rows in database.execute(
                "SELECT CAST(CAST(measured_at AS DATE) AS VARCHAR), count(*) FROM readings"
                " GROUP BY ALL ORDER BY ALL"
            ).fetchall()
        ]


def confined_to(folder: Path) -> dict[str, str | bool | int | float | list[str]]:
    """How DuckDB runs: in one thread, so that rows keep their order, and without extensions."""
    return {
        "threads": 1,
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(folder / "spill"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def read(csv: Path, database: duckdb.DuckDBPyConnection) -> None:
    """Reads every line as text, the header included: DuckDB would skip it unread."""
    try:
        database.execute(READ, {"file": str(csv), "columns": dict.fromkeys(HEADER, "VARCHAR")})
    except duckdb.InvalidInputException:
        # Its message quotes the file. Other errors are not about the file.
        raise Rejected("the file is not CSV") from None
    header = database.execute("SELECT * FROM raw WHERE rowid = 0").fetchone()
    if header != HEADER:
        raise Rejected(f"the first line is not {','.join(HEADER)}")
    broken = database.execute("SELECT line, error_type FROM reject_errors LIMIT 1").fetchone()
    if broken is not None:
        line, problem = broken
        raise Rejected(f"line {line} is not CSV of {len(HEADER)} columns ({problem.lower()})")


def check_rows(database: duckdb.DuckDBPyConnection) -> None:
    """Raises Rejected for a cell that is not what its column wants, or if there is no row."""
    for column in COLUMNS:
        bad = database.execute(
            "SELECT rowid + 1 FROM raw"
            f" WHERE rowid > 0 AND NOT regexp_full_match(coalesce({column.name}, ''), $pattern)"
            " ORDER BY rowid LIMIT 1",
            {"pattern": column.pattern},
        ).fetchone()
        if bad is not None:
            raise Rejected(f"row {bad[0]}: {column.name} is not {column.meaning}")
    database.execute(STANDARDIZE)
    # 2026-02-30 looks like a day.
    impossible = database.execute(
        "SELECT rowid + 1 FROM readings WHERE measured_at IS NULL ORDER BY rowid LIMIT 1"
    ).fetchone()
    if impossible is not None:
        raise Rejected(f"row {impossible[0]}: measured_at is no day or time that there is")
    if database.execute("SELECT 1 FROM readings LIMIT 1").fetchone() is None:
        raise Rejected("the file has no readings")


def write_day(day: str, rows: int, folder: Path, database: duckdb.DuckDBPyConnection) -> DayFile:
    """Writes the readings of a day, sorted so that a query for one instrument skips the others."""
    path = folder / f"{day}.parquet"
    database.execute(WRITE, {"day": day, "file": str(path)})
    return DayFile(day, path, rows)
