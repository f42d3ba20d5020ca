"""What a statement runs with."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from emulator.athena.caller import Caller
from emulator.athena.catalog import Catalog
from emulator.athena.executions import QueryExecution
from emulator.athena.prepared_statements import PreparedStatement
from emulator.athena.query_failure import QueryCancelledError, QueryFailedError
from emulator.athena.storage import Storage
from emulator.authorization.refusals import RefusedError

CUTOFF_EXCEEDED = "Bytes scanned limit was exceeded"


@dataclass(frozen=True)
class QuerySession:
    """One execution, the services as its caller may use them, and a folder that ends with it."""

    execution: QueryExecution
    caller: Caller
    catalog: Catalog
    storage: Storage
    prepared_statements: MutableMapping[tuple[str, str], PreparedStatement]
    folder: Path

    @property
    def database(self) -> str | None:
        """What names of tables without a database are of."""
        return self.execution.context.get("Database")

    @property
    def encryption(self) -> Mapping[str, str] | None:
        """Of everything that the statement writes."""
        found: Mapping[str, str] | None = self.execution.configuration.get(
            "EncryptionConfiguration"
        )
        return found

    def authorize(self, operation: str, statement: str) -> None:
        """QueryFailedError unless the caller may do this with a prepared statement."""
        names = {"WorkGroup": self.execution.work_group, "StatementName": statement}
        try:
            self.caller.call("athena", operation, names)
        except RefusedError as error:
            raise QueryFailedError(error.message) from error

    def scanned(self, count: int) -> None:
        """Counts bytes; QueryCancelledError when they are more than the workgroup allows."""
        statistics, cutoff = self.execution.statistics, self.execution.cutoff
        statistics.bytes_scanned += count
        if cutoff is not None and statistics.bytes_scanned > cutoff:
            raise QueryCancelledError(CUTOFF_EXCEEDED)
