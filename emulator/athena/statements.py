"""From the text of a statement to its effect and its result."""

from __future__ import annotations

import re
from collections.abc import Callable

from emulator.athena.engine import opened
from emulator.athena.executions import Outcome
from emulator.athena.queries import PreparedQuery, name_columns, parse_query
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.result_files import csv_line, metadata
from emulator.athena.session import QuerySession
from emulator.athena.storage import S3Location

_COMMENTS = re.compile(r"^(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/|\()*", re.DOTALL)
_WORD = re.compile(r"[^\W\d]\w*|\S")
_DDL = frozenset({"ALTER", "CREATE", "DESC", "DESCRIBE", "DROP", "MSCK", "SHOW"})
_UTILITY = frozenset({"DEALLOCATE", "EXPLAIN", "PREPARE"})
_KNOWN = ("ALTER", "CREATE", "DESCRIBE", "DROP", "EXECUTE", "INSERT", "SELECT", "SHOW", "WITH")


def first_word(text: str) -> str:
    """In upper case, without the comments and brackets before it."""
    found = _WORD.match(text, _COMMENTS.match(text).end())  # type: ignore[union-attr]
    return found[0].upper() if found else ""


def statement_type(text: str) -> str:
    """``DDL``, ``DML`` or ``UTILITY``, as executions show it."""
    word = first_word(text)
    if word in _DDL and not is_create_table_as(text):
        return "DDL"
    return "UTILITY" if word in _UTILITY else "DML"


def is_create_table_as(text: str) -> bool:
    """Whether it makes a table of a query's result."""
    return (
        re.search(r"(?is)^\s*CREATE\s+TABLE\b.*\bAS\s*\(?\s*(SELECT|WITH|VALUES)\b", text)
        is not None
    )


def run_statement(text: str, session: QuerySession) -> Outcome:
    """Carries out a statement; QueryFailedError or QueryCancelledError if it does not succeed."""
    word = first_word(text)
    run = _RUNNERS.get(word)
    if run is None:
        expected = ", ".join(f"'{one}'" for one in _KNOWN)
        shown = word.lower() or "<EOF>"
        raise QueryFailedError(f"line 1:1: mismatched input '{shown}'. Expecting: {expected}")
    return run(text, session)


def _run_query(text: str, session: QuerySession) -> Outcome:
    query = parse_query(text)
    name_columns(query)
    with opened(session.folder) as connection:
        session.execution.interrupted_by(connection.interrupt)
        try:
            prepared = PreparedQuery(query, session, connection)
            session.scanned(prepared.bytes_scanned)
            return _write_rows(prepared, session)
        finally:
            session.execution.interrupted_by(None)


def _write_rows(prepared: PreparedQuery, session: QuerySession) -> Outcome:
    execution = session.execution
    path, count = session.folder / "result.csv", 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(csv_line([column.name for column in prepared.columns]))
        for row in prepared.rows():
            file.write(csv_line(row))
            count += 1
    columns = [column.described() for column in prepared.columns]
    output = S3Location.parse(execution.output)
    encryption = execution.configuration.get("EncryptionConfiguration")
    session.storage.write(output, path.read_bytes(), encryption)
    session.storage.write(
        S3Location(output.bucket, f"{output.key}.metadata"), metadata(columns), encryption
    )
    execution.statistics.rows_returned = count
    execution.statistics.bytes_returned = path.stat().st_size
    return Outcome(columns, has_header=True, update_count=0)


_RUNNERS: dict[str, Callable[[str, QuerySession], Outcome]] = {
    "SELECT": _run_query,
    "VALUES": _run_query,
    "WITH": _run_query,
}
