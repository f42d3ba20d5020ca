"""What a statement runs with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from emulator.athena.catalog import Catalog
from emulator.athena.executions import QueryExecution
from emulator.athena.query_failure import QueryCancelledError
from emulator.athena.storage import Storage

CUTOFF_EXCEEDED = "Bytes scanned limit was exceeded"


@dataclass(frozen=True)
class QuerySession:
    """One execution, the services as its caller may use them, and a folder that ends with it."""

    execution: QueryExecution
    catalog: Catalog
    storage: Storage
    folder: Path

    @property
    def database(self) -> str | None:
        """What names of tables without a database are of."""
        return self.execution.context.get("Database")

    def scanned(self, count: int) -> None:
        """Counts bytes; QueryCancelledError when they are more than the workgroup allows."""
        statistics, cutoff = self.execution.statistics, self.execution.cutoff
        statistics.bytes_scanned += count
        if cutoff is not None and statistics.bytes_scanned > cutoff:
            raise QueryCancelledError(CUTOFF_EXCEEDED)
