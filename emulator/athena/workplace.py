"""Where a thread runs one query after the other: a folder, and a DuckDB that sees nothing else.

To start DuckDB takes 30 ms, ten times as long as a small query. So a database is kept for the
queries that follow, of whomever they are: each has a session and a folder of its own, and nothing
of either is left for the next. A database in which more than a query went wrong is not used again.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from emulator.athena import engine

_OF_THREAD = threading.local()
_FOLDERS: set[Path] = set()


class Workplace:
    """For one query at a time."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="emulator-athena-"))
        _FOLDERS.add(self._folder)
        self._database: duckdb.DuckDBPyConnection | None = None

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """An empty one that ends with its query. No two have the same name."""
        made = Path(tempfile.mkdtemp(dir=self._folder))
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)

    @contextmanager
    def database(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """An empty one that ends with its query."""
        database, self._database = self._database or engine.started(self._folder), None
        try:
            with engine.session_of(database) as session:
                yield session
        except BaseException as error:
            if engine.leaves_database_usable(error):
                self._database = database
            else:
                database.close()
            raise
        self._database = database


def workplace_of_thread() -> Workplace:
    """The same for every query that this thread runs."""
    if not hasattr(_OF_THREAD, "workplace"):
        _OF_THREAD.workplace = Workplace()
    found: Workplace = _OF_THREAD.workplace
    return found


def remove_folders() -> None:
    """Those of all threads, when the program ends, whatever runs there still."""
    for folder in list(_FOLDERS):
        shutil.rmtree(folder, ignore_errors=True)
