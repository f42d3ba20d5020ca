"""Query executions: their states, and how many of them run at once.

https://docs.aws.amazon.com/athena/latest/APIReference/API_QueryExecutionStatus.html
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from moto.athena.models import AthenaBackend

from emulator.athena.query_failure import QueryCancelledError

MOST_RUNNING = 2
"""Queries that run at the same time, of all workgroups together; others are QUEUED."""
ENDED = frozenset({"SUCCEEDED", "FAILED", "CANCELLED"})
_BETWEEN_INTERRUPTS = 0.05
_POOL = ThreadPoolExecutor(MOST_RUNNING, thread_name_prefix="athena")


@dataclass
class Statistics:
    """What a query took, in bytes and rows."""

    bytes_scanned: int = 0
    rows_returned: int = 0
    bytes_returned: int = 0
    planning_seconds: float = 0.0


@dataclass
class Outcome:
    """What a statement that succeeded left behind."""

    columns: list[dict[str, Any]] = field(default_factory=list)
    update_count: int | None = None
    has_header: bool = False
    manifest: str | None = None


@dataclass(eq=False)
class QueryExecution:
    """One query, from its start to the end of the account."""

    query: str
    work_group: str
    context: dict[str, str]
    configuration: dict[str, Any]
    parameters: list[str] | None
    statement_type: str
    cutoff: int | None
    output: str
    id: str = field(default_factory=lambda: str(uuid4()))
    state: str = "QUEUED"
    reason: str | None = None
    submitted: float = field(default_factory=time.time)
    started: float | None = None
    completed: float | None = None
    statistics: Statistics = field(default_factory=Statistics)
    outcome: Outcome = field(default_factory=Outcome)
    _interrupt: Callable[[], None] | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def has_ended(self) -> bool:
        """Whether its state is final."""
        return self.state in ENDED

    def begin(self) -> bool:
        """RUNNING from now on; False if it was stopped before."""
        with self._lock:
            if self.has_ended:
                return False
            self.state, self.started = "RUNNING", time.time()
            return True

    def end(self, state: str, reason: str | None = None) -> None:
        """The first end counts."""
        with self._lock:
            if not self.has_ended:
                self.state, self.reason, self.completed = state, reason, time.time()

    def stop(self) -> None:
        """CANCELLED at once; what runs for it is interrupted."""
        self.end("CANCELLED", "Query cancelled by user")
        threading.Thread(target=self._interrupt_to_its_end, daemon=True).start()

    def _interrupt_to_its_end(self) -> None:
        """Again and again: an interrupt between two steps of the engine is lost."""
        while True:
            with self._lock:
                if self._interrupt is None:
                    return
                self._interrupt()
            time.sleep(_BETWEEN_INTERRUPTS)

    def interrupted_by(self, interrupt: Callable[[], None] | None) -> None:
        """How to interrupt what runs now; None if nothing does."""
        with self._lock:
            self._interrupt = interrupt
        if interrupt is not None and self.has_ended:
            self.stop()


@dataclass
class _Kept:
    executions: dict[str, QueryExecution] = field(default_factory=dict)
    by_token: dict[str, str] = field(default_factory=dict)


def executions_of(backend: AthenaBackend) -> dict[str, QueryExecution]:
    """By id, the oldest first. Kept on the backend so that moto's reset clears them."""
    return _kept(backend).executions


def tokens_of(backend: AthenaBackend) -> dict[str, str]:
    """Ids of executions by the client's token of the request that started them."""
    return _kept(backend).by_token


def require_wanted(backend: AthenaBackend, execution: QueryExecution) -> None:
    """QueryCancelledError once the query is stopped, or the account was emptied."""
    if execution.has_ended or execution.id not in executions_of(backend):
        raise QueryCancelledError()


def stop_all(backend: AthenaBackend) -> None:
    """Ends everything that runs or waits, as when the account is emptied."""
    for execution in list(executions_of(backend).values()):
        if not execution.has_ended:
            execution.stop()


def enqueue(work: Callable[[], None]) -> None:
    """Runs it when there is room."""
    _POOL.submit(work)


def _kept(backend: AthenaBackend) -> _Kept:
    kept: _Kept = vars(backend).setdefault("emulator_queries", _Kept())
    return kept
