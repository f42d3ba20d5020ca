"""A query in its own thread, from QUEUED to its end."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping

from moto.athena.models import AthenaBackend

from emulator.athena.caller import Caller
from emulator.athena.catalog import Catalog
from emulator.athena.executions import QueryExecution, enqueue, executions_of, require_wanted
from emulator.athena.prepared_statements import PreparedStatement, prepared_statements_of
from emulator.athena.query_failure import QueryCancelledError, QueryFailedError
from emulator.athena.session import QuerySession
from emulator.athena.statements import run_statement
from emulator.athena.storage import Storage
from emulator.athena.workplace import workplace_of_thread
from emulator.authorization.principals import Principal
from emulator.authorization.verdict import NotUnderstoodError

_LOG = logging.getLogger("athena")


def start(backend: AthenaBackend, execution: QueryExecution, principal: Principal) -> None:
    """Queues an execution; everything that it needs is asked in the principal's name."""
    executions_of(backend)[execution.id] = execution
    caller = Caller(
        principal,
        backend.account_id,
        backend.region_name,
        still_wanted=lambda: require_wanted(backend, execution),
    )
    enqueue(lambda: _run(execution, caller, prepared_statements_of(backend)))


def _run(
    execution: QueryExecution,
    caller: Caller,
    prepared_statements: MutableMapping[tuple[str, str], PreparedStatement],
) -> None:
    if not execution.begin():
        return
    try:
        with workplace_of_thread().folder() as folder:
            session = QuerySession(
                execution, caller, Catalog(caller), Storage(caller), prepared_statements, folder
            )
            execution.outcome = run_statement(session)
        execution.end("SUCCEEDED")
    except QueryFailedError as error:
        _LOG.warning("query %s failed: %s", execution.id, error.message)
        execution.end("FAILED", error.message)
    except QueryCancelledError as error:
        execution.end("CANCELLED", error.message)
    except NotUnderstoodError as error:
        execution.end("FAILED", f"NOT_SUPPORTED: {error}")
    except Exception as error:
        # Whatever it is, nobody must wait for a query that never ends.
        _LOG.exception("query %s", execution.id)
        execution.end("FAILED", f"GENERIC_INTERNAL_ERROR: {type(error).__name__}: {error}")
