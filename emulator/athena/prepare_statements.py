"""PREPARE, EXECUTE and DEALLOCATE PREPARE, which need what the API's operations need.

https://docs.aws.amazon.com/athena/latest/ug/sql-prepare.html
"""

from __future__ import annotations

from collections.abc import Sequence

from emulator.athena.ddl_reader import DdlReader
from emulator.athena.executions import Outcome
from emulator.athena.prepared_statements import PreparedStatement, read_parameters, with_parameters
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.result_writer import write_lines
from emulator.athena.session import QuerySession


def prepare(reader: DdlReader, session: QuerySession) -> Outcome:
    """PREPARE name FROM statement; one of the same name is replaced."""
    name = reader.name()
    reader.expect("FROM")
    key = (session.execution.work_group, name)
    exists = key in session.prepared_statements
    session.authorize("UpdatePreparedStatement" if exists else "CreatePreparedStatement", name)
    session.prepared_statements[key] = PreparedStatement(name, key[0], reader.rest())
    return write_lines(session, [], [])


def deallocate(reader: DdlReader, session: QuerySession) -> Outcome:
    """DEALLOCATE PREPARE name."""
    name = reader.name()
    reader.end()
    session.authorize("DeletePreparedStatement", name)
    found = session.prepared_statements.pop((session.execution.work_group, name), None)
    if found is None:
        raise _not_found(name)
    return write_lines(session, [], [])


def prepared_text(
    reader: DdlReader, session: QuerySession, parameters: Sequence[str] | None
) -> str:
    """What EXECUTE name, with its values or those of the request, is to run."""
    name = reader.name()
    values = read_parameters(reader)
    session.authorize("GetPreparedStatement", name)
    found = session.prepared_statements.get((session.execution.work_group, name))
    if found is None:
        raise _not_found(name)
    return with_parameters(found.statement, values or list(parameters or []))


def _not_found(name: str) -> QueryFailedError:
    return QueryFailedError(f"NOT_FOUND: Prepared statement not found: {name}")
