"""Statements that change the Data Catalog.

https://docs.aws.amazon.com/athena/latest/ug/ddl-reference.html
"""

from __future__ import annotations

from urllib.parse import unquote

from emulator.athena.catalog import Partition, Table
from emulator.athena.ddl_reader import DdlReader
from emulator.athena.executions import Outcome
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.result_writer import write_lines
from emulator.athena.session import QuerySession
from emulator.athena.storage import S3Location
from emulator.athena.table_definitions import (
    read_assignments,
    read_external_table,
    require_new,
)


def create_external_table(reader: DdlReader, session: QuerySession) -> Outcome:
    """CREATE EXTERNAL TABLE."""
    definition = read_external_table(reader, session.database)
    catalog = session.catalog
    catalog.find_default_database()
    catalog.require_database(definition.database)
    exists = catalog.find_table(definition.database, definition.name) is not None
    if not (exists and definition.may_exist):
        require_new(exists, definition.database, definition.name)
        session.storage.require_bucket(S3Location.parse(definition.location).bucket)
        catalog.create_table(definition.database, definition.table_input())
    return write_lines(session, [], [])


def drop_table(reader: DdlReader, session: QuerySession) -> Outcome:
    """DROP TABLE; the objects stay."""
    may_be_absent = reader.accept("IF EXISTS")
    database, name = reader.table_name(session.database)
    reader.end()
    table = _find(session, database, name)
    if table is not None:
        session.catalog.delete_table(table)
    elif not may_be_absent:
        raise _not_found(database, name)
    return write_lines(session, [], [])


def alter_table(reader: DdlReader, session: QuerySession) -> Outcome:
    """ALTER TABLE, to add or drop partitions."""
    database, name = reader.table_name(session.database)
    if reader.accept("ADD"):
        may_exist = reader.accept("IF NOT EXISTS")
        table = require_table(session, database, name)
        partitions = []
        while reader.accept("PARTITION"):
            values = _values(table, read_assignments(reader))
            given = reader.string() if reader.accept("LOCATION") else None
            partitions.append(table.partition(values, given))
        if not partitions:
            raise reader.unsupported()
        reader.end()
        _add(session, table, partitions, may_exist=may_exist)
    elif reader.accept("DROP"):
        may_be_absent = reader.accept("IF EXISTS")
        table = require_table(session, database, name)
        while True:
            reader.expect("PARTITION")
            values = _values(table, read_assignments(reader))
            if not session.catalog.delete_partition(table, values) and not may_be_absent:
                raise QueryFailedError(
                    f"FAILED: SemanticException Partition not found {list(values)}"
                )
            if not reader.accept(","):
                break
        reader.end()
    else:
        raise reader.unsupported()
    return write_lines(session, [], [])


def repair_table(reader: DdlReader, session: QuerySession) -> Outcome:
    """MSCK REPAIR TABLE: records partitions whose folders are named as Hive does."""
    reader.expect("REPAIR TABLE")
    database, name = reader.table_name(session.database)
    reader.end()
    table = require_table(session, database, name)
    recorded = {partition.values for partition in session.catalog.partitions(table)}
    session.storage.require_bucket(table.location.bucket)
    found: dict[tuple[str, ...], str] = {}
    for stored in session.storage.objects_below(table.location):
        folders = stored.location.key.removeprefix(table.location.key).split("/")[:-1]
        values = _values_of_folders(table, folders)
        if values is not None and values not in recorded:
            found[values] = "/".join(folders[: len(values)])
    missing = [
        Partition(values, (table.location / folder).folder()) for values, folder in found.items()
    ]
    _add(session, table, missing, may_exist=True)
    names = [f"{name}:{folder}" for folder in found.values()]
    lines = [f"Partitions not in metastore:\t{chr(9).join(names)}"] if names else []
    added = [f"Repair: Added partition to metastore {one}" for one in names]
    return write_lines(session, ["result"], [*lines, *added])


def require_table(session: QuerySession, database: str, name: str) -> Table:
    """The table; QueryFailedError if there is none."""
    table = _find(session, database, name)
    if table is None:
        raise _not_found(database, name)
    return table


def _find(session: QuerySession, database: str, name: str) -> Table | None:
    session.catalog.find_default_database()
    session.catalog.require_database(database)
    return session.catalog.find_table(database, name)


def _not_found(database: str, name: str) -> QueryFailedError:
    return QueryFailedError(f"FAILED: SemanticException Table not found {database}.{name}")


def _add(
    session: QuerySession, table: Table, partitions: list[Partition], *, may_exist: bool
) -> None:
    if not partitions:
        return
    refused = session.catalog.add_partitions(table, partitions)
    if refused and not may_exist:
        raise QueryFailedError(
            f"FAILED: AlreadyExistsException: Partition already exists: {list(refused[0])}"
        )


def _values(table: Table, assigned: dict[str, str]) -> tuple[str, ...]:
    names = [key.name for key in table.partition_keys]
    if set(names) != set(assigned):
        raise QueryFailedError(
            f"FAILED: SemanticException partition spec {assigned} does not name the partition "
            f"keys {names}"
        )
    return tuple(assigned[name] for name in names)


def _values_of_folders(table: Table, folders: list[str]) -> tuple[str, ...] | None:
    keys = table.partition_keys
    if len(folders) < len(keys):
        return None
    pairs = [folder.partition("=") for folder in folders[: len(keys)]]
    if not keys or any(
        n != key.name or not is_pair for (n, is_pair, _), key in zip(pairs, keys, strict=True)
    ):
        return None
    return tuple(unquote(value) for _, _, value in pairs)
