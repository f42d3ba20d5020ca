"""DuckDB as a query may use it: no files but its own, no network, no more memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from emulator.athena.engine import session_of, started
from emulator.tests.lake import Lake, wait
from emulator.tests.own_server import OwnServer
from emulator.tests.tenants import Tenants

_LARGE = "EMULATOR_LARGE_QUERY"


@pytest.fixture
def connection(tmp_path):
    (tmp_path / "outside.csv").write_text("secret\n")
    own = tmp_path / "own"
    own.mkdir()
    (own / "inside.csv").write_text("fine\n")
    with started(own) as database, session_of(database) as made:
        yield made


def test_values_of_parameters_are_not_searched_for_on_the_path(connection, monkeypatch):
    searched = []

    class Finder:
        def find_spec(self, name, path=None, target=None):
            searched.append(name)

    connection.execute("SELECT unnest(?)", [["loads", "what", "it", "needs", "once"]]).fetchall()
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    connection.execute("SELECT unnest(?)", [[f"value {n}" for n in range(100)]]).fetchall()
    assert searched == []


def test_own_files_can_be_read(connection, tmp_path):
    found = connection.execute(f"SELECT content FROM read_text('{tmp_path}/own/inside.csv')")
    assert found.fetchall() == [("fine\n",)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{folder}/outside.csv')",
        "SELECT * FROM read_text('{folder}/own/../outside.csv')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_csv('https://example.com/x.csv')",
        "COPY (SELECT 1) TO '{folder}/written.csv'",
        "ATTACH '{folder}/other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '64GB'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SELECT * FROM tmp_path",
    ],
)
def test_nothing_else_can(connection, tmp_path, sql):
    with pytest.raises(duckdb.Error):
        connection.execute(sql.format(folder=tmp_path)).fetchall()
    assert not (tmp_path / "written.csv").exists()


def test_memory_has_a_limit(connection):
    (limit,) = connection.execute("SELECT current_setting('memory_limit')").fetchone()
    assert limit == "572.2 MiB"


@pytest.mark.skipif(
    not os.environ.get(_LARGE),
    reason=f"takes a minute or more and 4 GB of disk; {_LARGE}=1 runs it",
)
def test_a_query_of_a_gigabyte_stays_below_two(tmp_path):
    server = OwnServer()
    with server as ready:
        lake = Lake(Tenants(ready))
        total = 0
        for number in range(8):
            path = _large_file(tmp_path, number)
            total += path.stat().st_size
            lake.put(f"big/{number}.parquet", path.read_bytes())
            path.unlink()
        lake.table("big", "n bigint, s string, v double")
        assert total > 1_000_000_000
        resident = _Resident(server._process)
        athena = lake.analyst()
        grouped = "SELECT n % 1000, avg(v), max(s) FROM big GROUP BY 1"
        for sql in (grouped, "SELECT count(DISTINCT s) FROM big"):
            started = athena.start_query_execution(
                QueryString=sql, WorkGroup="acme", QueryExecutionContext={"Database": "acme"}
            )
            status = wait(athena, started["QueryExecutionId"], 300)["Status"]
            assert status["State"] == "SUCCEEDED", status
        assert resident.peak() < 2_000_000_000


def _large_file(folder: Path, number: int) -> Path:
    path = folder / f"{number}.parquet"
    duckdb.execute(
        f"COPY (SELECT range AS n, hash(range * {number + 1})::VARCHAR AS s, random() AS v "
        f"FROM range(4500000)) TO '{path}' (FORMAT parquet, COMPRESSION snappy)"
    )
    return path


class _Resident:
    """Watches the resident memory of a process, on Linux."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._path = Path(f"/proc/{process.pid}/statm")
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def peak(self) -> int:
        """The most bytes that it had."""
        self._done.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        while not self._done.is_set():
            pages = int(self._path.read_text().split()[1])
            self._peak = max(self._peak, pages * os.sysconf("SC_PAGE_SIZE"))
            time.sleep(0.05)
