"""SELECT, from Athena's SQL to rows of text.

https://docs.aws.amazon.com/athena/latest/ug/select.html
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from emulator.athena.column_info import ResultColumn
from emulator.athena.engine import columns_read, engine_errors
from emulator.athena.hive_types import quoted
from emulator.athena.query_failure import QueryFailedError, not_supported, syntax_error
from emulator.athena.query_tables import QueryTables
from emulator.athena.result_files import Row
from emulator.athena.session import QuerySession
from emulator.athena.translation import duckdb_sql
from emulator.athena.value_text import real_text, value_text
from emulator.athena.workplace import workplace_of_thread

_ROWS_AT_ONCE = 5_000
_WITH_ZONE = "TIMESTAMP WITH TIME ZONE"
# What it cannot parse is reported as the query's failure.
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)


def parse_query(text: str) -> exp.Query:
    """The one SELECT in a text; QueryFailedError if it is none."""
    try:
        parsed = [one for one in sqlglot.parse(text, read="athena") if one is not None]
    except ParseError as error:
        place = error.errors[0] if error.errors else {}
        line, column = place.get("line") or 1, place.get("col") or 1
        word = place.get("highlight") or "<EOF>"
        start = max(column - len(word) + 1, 1)
        raise syntax_error(f"mismatched input '{word}'", line, start) from error
    except TokenError as error:
        raise syntax_error(str(error).partition("\n")[0]) from error
    if len(parsed) != 1:
        raise QueryFailedError(f"Only one sql statement is allowed. Got: {text.strip()}")
    (statement,) = parsed
    if isinstance(statement, exp.Values):
        statement = exp.select("*").from_(statement)
    if not isinstance(statement, exp.Query):
        raise not_supported(f"{statement.key.upper()} is not emulated")
    return statement


def name_columns(query: exp.Query) -> None:
    """Names what has no name as Athena does: ``_col0``, by its place."""
    for index, one in enumerate(query.selects):
        if not one.is_star and not isinstance(one, (exp.Alias, exp.Column, exp.Dot)):
            one.replace(exp.alias_(one.copy(), f"_col{index}", quoted=True))


@contextmanager
def prepared(query: exp.Query, session: QuerySession) -> Iterator[PreparedQuery]:
    """A query that can be run within the context; what it will read is counted."""
    with workplace_of_thread().database() as connection:
        session.execution.interrupted_by(connection.interrupt)
        try:
            started = time.monotonic()
            found = PreparedQuery(query, session, connection)
            session.execution.statistics.planning_seconds = time.monotonic() - started
            session.scanned(found.bytes_scanned)
            yield found
        finally:
            session.execution.interrupted_by(None)


class PreparedQuery:
    """A SELECT whose tables are there for DuckDB."""

    def __init__(
        self, query: exp.Query, session: QuerySession, connection: duckdb.DuckDBPyConnection
    ) -> None:
        folder = Path(session.folder)
        tables = QueryTables(session.catalog, session.storage, connection, folder, session.database)
        with engine_errors():
            tables.resolve(query)
            self.connection = connection
            self.sql = duckdb_sql(query)
            described = connection.execute(f"DESCRIBE {self.sql}").fetchall()
            self.columns = [ResultColumn(str(row[0]), str(row[1])) for row in described]
            read = columns_read(connection, self.sql, tables.columnar_columns)
            self.bytes_scanned = tables.bytes_scanned(read)

    def rows(self) -> Iterator[Row]:
        """The rows, as they come."""
        with engine_errors():
            texts = [real_text if one.type == "FLOAT" else value_text for one in self.columns]
            result = self.connection.execute(self._fetchable())
            while batch := result.fetchmany(_ROWS_AT_ONCE):
                for row in batch:
                    yield [text(value) for text, value in zip(texts, row, strict=True)]

    def _fetchable(self) -> str:
        """Times with a zone as text: to fetch them, DuckDB would need a package more."""
        if not any(column.type == _WITH_ZONE for column in self.columns):
            return self.sql
        names = [quoted(f"c{index}") for index in range(len(self.columns))]
        shown = [
            f"strftime({name} AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S.%g') || ' UTC'"
            if column.type == _WITH_ZONE
            else name
            for name, column in zip(names, self.columns, strict=True)
        ]
        return f"SELECT {', '.join(shown)} FROM ({self.sql}) AS q({', '.join(names)})"
