"""Queries that follow each other in one database: nothing of one is there for the next."""

from __future__ import annotations

import threading

import duckdb
import pytest

from emulator.athena import engine
from emulator.athena.engine import engine_errors
from emulator.athena.query_failure import QueryCancelledError, QueryFailedError
from emulator.athena.workplace import Workplace, remove_folders, workplace_of_thread


@pytest.fixture(autouse=True)
def folders_of_the_test(monkeypatch):
    """Those of the account that other tests query are none of them."""
    monkeypatch.setattr("emulator.athena.workplace._FOLDERS", set())
    yield
    remove_folders()


@pytest.fixture
def workplace():
    return Workplace()


def names(session):
    """Of what is not DuckDB's own."""
    found = session.execute(
        "SELECT table_name FROM duckdb_tables() UNION ALL "
        "SELECT view_name FROM duckdb_views() WHERE NOT internal"
    )
    return sorted(name for (name,) in found.fetchall())


def test_the_next_query_finds_the_database_empty(workplace):
    with workplace.folder() as folder, workplace.database() as session:
        (folder / "rows.csv").write_text("secret\n")
        session.execute(f"CREATE VIEW seen AS SELECT * FROM read_csv('{folder}/*')")
        session.execute("CREATE TABLE kept AS SELECT * FROM seen")
        session.execute("CREATE TEMP TABLE passing AS SELECT * FROM seen")
        session.execute("SET VARIABLE mine = 'secret'")
        assert names(session) == ["kept", "passing", "seen"]
    with workplace.folder() as other, workplace.database() as session:
        assert (other != folder, folder.exists(), list(other.iterdir())) == (True, False, [])
        assert names(session) == []
        assert session.execute("SELECT getvariable('mine')").fetchall() == [(None,)]
        assert session.execute("SELECT * FROM duckdb_external_file_cache()").fetchall() == []


def test_the_next_query_cannot_be_told_its_random_numbers(workplace):
    def numbers(session, count):
        return [session.execute("SELECT random()").fetchone() for _ in range(count)]

    with workplace.database() as session:
        session.execute("SELECT setseed(0.5)").fetchall()
        first, second = numbers(session, 2)
        session.execute("SELECT setseed(0.5)").fetchall()
        assert numbers(session, 1) == [first]
    with workplace.database() as session:
        assert numbers(session, 1) != [second]


@pytest.fixture
def started(monkeypatch):
    """Databases that were started."""
    found = []
    connect = duckdb.connect

    def noted(*arguments, **options):
        found.append(connect(*arguments, **options))
        return found[-1]

    monkeypatch.setattr(duckdb, "connect", noted)
    return found


def test_it_is_the_same_database_with_the_same_settings(workplace, started):
    for _ in range(3):
        with workplace.database() as session:
            found = session.execute(
                "SELECT 3 / 2, e() > 2, current_setting('TimeZone'), "
                "current_setting('enable_external_access'), "
                "current_setting('python_enable_replacements')"
            )
            assert found.fetchall() == [(1, True, "UTC", False, False)]
    with workplace.database() as session, pytest.raises(duckdb.Error, match="has been locked"):
        session.execute("SET TimeZone = 'Europe/Berlin'")
    assert len(started) == 1


def fail(workplace, sql):
    with pytest.raises(QueryFailedError), workplace.database() as session, engine_errors():
        session.execute("CREATE TABLE kept AS SELECT 1 AS n")
        session.execute(sql).fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM no_table",
        "SELECT no_function(1)",
        "SELECT",
        "SELECT CAST(n || 'x' AS INT) FROM kept",
        "SELECT 9223372036854775807 + n FROM kept",
    ],
)
def test_a_mistake_in_a_query_is_none_of_the_next(workplace, started, sql):
    fail(workplace, sql)
    with workplace.database() as session:
        assert names(session) == []
    assert len(started) == 1


def test_a_database_without_room_is_not_used_again(workplace, started, monkeypatch):
    monkeypatch.setattr(engine, "MEMORY_LIMIT", "60MB")
    fail(workplace, "SELECT list(rpad('x', 100000, 'x') || n) FROM range(20000) t(n)")
    with pytest.raises(duckdb.Error, match="closed"):
        started[0].execute("SELECT 1")
    with workplace.database() as session:
        assert session.execute("SELECT 1").fetchall() == [(1,)]
    assert len(started) == 2


def test_an_interrupted_database_is_not_used_again(workplace, started):
    with pytest.raises(QueryCancelledError), workplace.database(), engine_errors():
        raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")
    with workplace.database() as session:
        assert session.execute("SELECT 1").fetchall() == [(1,)]
    assert len(started) == 2


def test_folders_end_with_their_queries_and_with_the_program():
    found = []

    def run():
        workplace = workplace_of_thread()
        assert workplace is workplace_of_thread()
        with pytest.raises(ZeroDivisionError), workplace.folder() as folder:
            (folder / "file").touch()
            found.append(folder)
            _ = 1 / 0

    for _ in range(2):
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    assert [one.exists() for one in found] == [False, False]
    assert found[0].parent != found[1].parent
    assert all(one.parent.exists() for one in found)
    remove_folders()
    assert not any(one.parent.exists() for one in found)
