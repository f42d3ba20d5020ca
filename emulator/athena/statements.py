"""From the text of a statement to its effect and its result."""

from __future__ import annotations

import re
from collections.abc import Callable

from emulator.athena import catalog_statements, prepare_statements, show_statements
from emulator.athena.ddl_reader import DdlReader
from emulator.athena.executions import Outcome
from emulator.athena.prepared_statements import with_parameters
from emulator.athena.queries import name_columns, parse_query, prepared
from emulator.athena.query_failure import not_supported
from emulator.athena.result_writer import write_rows
from emulator.athena.session import QuerySession
from emulator.athena.unload_statement import unload
from emulator.athena.write_statements import create_table_as, insert_into

_BEFORE = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/|\()*", re.DOTALL)
_WORD = re.compile(r"[^\W\d]\w*|\S")
_CREATE_TABLE_AS = re.compile(r"(?is)^\s*CREATE\s+TABLE\b.*\bAS\s*\(?\s*(SELECT|WITH|VALUES)\b")
_QUERIES = frozenset({"SELECT", "VALUES", "WITH"})
_UTILITIES = frozenset({"DEALLOCATE", "DESC", "DESCRIBE", "EXPLAIN", "PREPARE", "SHOW"})
_CHANGES = frozenset({"ALTER", "CREATE", "DROP", "MSCK"})
# Athena has them, and they are not emulated.
_OTHERS = frozenset({"ANALYZE", "DELETE", "EXPLAIN", "MERGE", "OPTIMIZE", "UPDATE", "VACUUM"})
_RUNNERS: tuple[tuple[str, Callable[[DdlReader, QuerySession], Outcome]], ...] = (
    ("ALTER TABLE", catalog_statements.alter_table),
    ("CREATE EXTERNAL TABLE", catalog_statements.create_external_table),
    ("CREATE TABLE", create_table_as),
    ("DEALLOCATE PREPARE", prepare_statements.deallocate),
    ("DESCRIBE", show_statements.describe),
    ("DESC", show_statements.describe),
    ("DROP TABLE", catalog_statements.drop_table),
    ("INSERT INTO", insert_into),
    ("MSCK", catalog_statements.repair_table),
    ("PREPARE", prepare_statements.prepare),
    ("SHOW", show_statements.show),
    ("UNLOAD", unload),
)


def statement_type(text: str) -> str:
    """``DDL``, ``DML`` or ``UTILITY``, as executions show it.

    https://docs.aws.amazon.com/athena/latest/APIReference/API_QueryExecution.html
    """
    word = _first_word(text)
    if word in _UTILITIES:
        return "UTILITY"
    return "DDL" if word in _CHANGES and not is_create_table_as(text) else "DML"


def is_create_table_as(text: str) -> bool:
    """Whether it makes a table of a query's result."""
    return _CREATE_TABLE_AS.match(_BEFORE.sub("", text, count=1)) is not None


def run_statement(session: QuerySession) -> Outcome:
    """Carries out a statement; QueryFailedError or QueryCancelledError if it does not succeed."""
    text, parameters = session.execution.query, session.execution.parameters
    reader = DdlReader(text)
    if reader.accept("EXECUTE"):
        text = prepare_statements.prepared_text(reader, session, parameters)
    elif not reader.accept("PREPARE"):
        text = with_parameters(text, parameters)
    return _run(text, session)


def _run(text: str, session: QuerySession) -> Outcome:
    word = _first_word(text)
    if word in _QUERIES:
        return _run_query(text, session)
    reader = DdlReader(text)
    for words, run in _RUNNERS:
        if reader.accept(words):
            return run(reader, session)
    if word in _OTHERS or word in _CHANGES:
        raise not_supported(f"{' '.join(text.split()[:2]).upper()} is not emulated")
    known = sorted(_QUERIES | _OTHERS | {words.split()[0] for words, _ in _RUNNERS} | {"EXECUTE"})
    raise reader.unexpected(", ".join(f"'{one}'" for one in known))


def _run_query(text: str, session: QuerySession) -> Outcome:
    query = parse_query(text)
    name_columns(query)
    with prepared(query, session) as found:
        columns = [column.described() for column in found.columns]
        return write_rows(session, columns, found.rows())


def _first_word(text: str) -> str:
    """In upper case, without the comments and brackets before it."""
    before = _BEFORE.match(text)
    found = _WORD.match(text, before.end() if before else 0)
    return found[0].upper() if found else ""
