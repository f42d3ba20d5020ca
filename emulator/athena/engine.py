"""DuckDB as queries may use it: one folder, a share of the memory, and nothing else.

https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from emulator.athena import functions
from emulator.athena.hive_types import literal
from emulator.athena.query_failure import QueryCancelledError, QueryFailedError

MEMORY_LIMIT = "600MB"
"""Of each query; what does not fit is spilled to its folder."""
_THREADS = 2
_NO_COLUMN = re.compile(r'Referenced (?:column|table) "([^"]*)" not found')
_NO_FUNCTION = re.compile(r"Function with name (\S+) does not exist")
_AFTER_MESSAGE = re.compile(r"\n\s*(?:LINE \d+:|Candidate|Did you mean|Try setting).*", re.DOTALL)

_OF_THE_QUERY = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ConversionException,
    duckdb.OutOfRangeException,
    duckdb.ParserException,
)

# For every value of a parameter, also of each in a list, DuckDB looks whether it is one of pandas',
# and searches the whole path for it anew where it is not installed. None says that it is not.
_MODULES: Any = sys.modules
_MODULES.setdefault("pandas", None)


def started(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory that sees no files but those below a folder."""
    database = duckdb.connect(
        ":memory:",
        config={
            "allow_community_extensions": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            # Files of one query are none of the next.
            "enable_external_file_cache": False,
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(folder / "spill"),
            "threads": _THREADS,
        },
    )
    functions.define(database)
    for setting in (
        # Otherwise SQL could name variables of this program.
        "python_enable_replacements = false",
        f"allowed_directories = [{literal(f'{folder}/')}]",
        "enable_external_access = false",
        # As Trino divides integers.
        "integer_division = true",
        "TimeZone = 'UTC'",
        "lock_configuration = true",
    ):
        # For every session of the database.
        database.execute(f"SET GLOBAL {setting}")
    return database


@contextmanager
def session_of(database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A session of its own for one query, of which nothing stays: it is never committed."""
    session = database.cursor()
    try:
        session.execute("BEGIN")
        yield session
        session.execute("ROLLBACK")
    finally:
        session.close()


def leaves_database_usable(error: BaseException) -> bool:
    """Whether it is a mistake in a query that the next one has nothing to do with.

    Not what interrupts DuckDB, or takes its memory or its disk.
    """
    if not isinstance(error, QueryFailedError):
        return False
    cause = error.__cause__
    return not isinstance(cause, duckdb.Error) or isinstance(cause, _OF_THE_QUERY)


@contextmanager
def engine_errors() -> Iterator[None]:
    """DuckDB's errors as Athena's."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise QueryCancelledError() from error
    except duckdb.OutOfMemoryException as error:
        raise QueryFailedError(
            "EXCEEDED_LOCAL_MEMORY_LIMIT: Query exceeded the memory that it has here, "
            f"{MEMORY_LIMIT}"
        ) from error
    except duckdb.Error as error:
        raise QueryFailedError(_athena_message(error)) from error


def columns_read(connection: duckdb.DuckDBPyConnection, sql: str, known: set[str]) -> set[str]:
    """Which of the known columns any scan of a Parquet file in the query reads."""
    # Only to look for them, the query would be planned once more.
    if not known:
        return set()
    (_, plan), *_ = connection.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall()
    texts = list(_scans(json.loads(plan)))
    return {
        name
        for name in known
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for text in texts)
    }


def _scans(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        if node["name"].strip() in ("READ_PARQUET", "PARQUET_SCAN"):
            info = node.get("extra_info", {})
            yield f"{info.get('Projections', '')} {info.get('Filters', '')}"
        yield from _scans(node.get("children", []))


def _athena_message(error: duckdb.Error) -> str:
    text = str(error)
    column, function = _NO_COLUMN.search(text), _NO_FUNCTION.search(text)
    if column:
        return (
            f"COLUMN_NOT_FOUND: line 1:1: Column '{column[1]}' cannot be resolved or requester "
            "is not authorized to access requested resources"
        )
    if function:
        return f"FUNCTION_NOT_FOUND: line 1:1: Function '{function[1]}' not registered"
    message = _AFTER_MESSAGE.sub("", text.partition("Error: ")[2] or text).strip()
    if message.startswith(("HIVE_", "NOT_SUPPORTED")):
        return message
    if isinstance(error, duckdb.ConversionException):
        return f"INVALID_CAST_ARGUMENT: {message}"
    if isinstance(error, duckdb.OutOfRangeException):
        return f"NUMERIC_VALUE_OUT_OF_RANGE: {message}"
    if isinstance(error, duckdb.BinderException):
        kind = "TYPE_MISMATCH" if "function" in message else "SYNTAX_ERROR"
        return f"{kind}: line 1:1: {message}"
    if isinstance(error, duckdb.ParserException):
        return f"SYNTAX_ERROR: line 1:1: {message}"
    return f"GENERIC_USER_ERROR: {message}"
