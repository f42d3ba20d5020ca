"""Statements that show the Data Catalog, as far as the caller may see it.

https://docs.aws.amazon.com/athena/latest/ug/show-tables.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from emulator.athena.catalog import Column, Table
from emulator.athena.catalog_statements import require_table
from emulator.athena.ddl_reader import DdlReader
from emulator.athena.executions import Outcome
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.result_writer import write_lines
from emulator.athena.session import QuerySession
from emulator.athena.table_definitions import show_create_table

_WIDTH = 20


def show(reader: DdlReader, session: QuerySession) -> Outcome:
    """SHOW, of all kinds."""
    if reader.accept("DATABASES") or reader.accept("SCHEMAS"):
        reader.accept("LIKE")
        names = session.catalog.database_names()
        return write_lines(session, ["database_name"], _matching(names, reader))
    if reader.accept("TABLES"):
        database = reader.name() if reader.accept("IN") else session.database
        if not database:
            raise reader.unexpected("'IN'")
        session.catalog.find_default_database()
        names = session.catalog.table_names(database.lower())
        return write_lines(session, ["tab_name"], _matching(names, reader))
    if reader.accept("PARTITIONS"):
        return _partitions(_table(reader, session), session)
    if reader.accept("COLUMNS"):
        if not reader.accept("IN"):
            reader.expect("FROM")
        table = _table(reader, session)
        names = [f"{one.name:{_WIDTH}}" for one in (*table.columns, *table.partition_keys)]
        return write_lines(session, ["field"], names)
    if reader.accept("CREATE TABLE"):
        lines = show_create_table(_table(reader, session)).split("\n")
        return write_lines(session, ["createtab_stmt"], lines)
    if reader.accept("TBLPROPERTIES"):
        shown = _table(reader, session).parameters.items()
        return write_lines(session, ["prpt_name"], [f"{key}\t{value}" for key, value in shown])
    raise reader.unsupported()


def describe(reader: DdlReader, session: QuerySession) -> Outcome:
    """DESCRIBE: the columns, then those among them that are partition keys."""
    if reader.accept("FORMATTED") or reader.accept("EXTENDED"):
        raise reader.unsupported()
    table = _table(reader, session)
    lines = list(_columns((*table.columns, *table.partition_keys)))
    if table.partition_keys:
        lines += ["\t \t ", "# Partition Information\t \t "]
        lines += [_cells("# col_name", "data_type", "comment"), "\t \t "]
        lines += _columns(table.partition_keys)
    return write_lines(session, ["col_name", "data_type", "comment"], lines)


def _table(reader: DdlReader, session: QuerySession) -> Table:
    database, name = reader.table_name(session.database)
    reader.end()
    return require_table(session, database, name)


def _partitions(table: Table, session: QuerySession) -> Outcome:
    if not table.partition_keys:
        raise QueryFailedError(
            f"FAILED: SemanticException Table {table.database}.{table.name} is not a partitioned "
            "table"
        )
    lines = []
    for partition in session.catalog.partitions(table):
        pairs = zip(table.partition_keys, partition.values, strict=True)
        lines.append("/".join(f"{key.name}={quote(value, safe=' ,')}" for key, value in pairs))
    return write_lines(session, ["partition"], sorted(lines))


def _matching(names: Iterable[str], reader: DdlReader) -> list[str]:
    """Those that match a pattern of Hive, if one follows: ``*`` is any text, ``|`` is or."""
    pattern = None if reader.at_end or reader.accept(";") else reader.string()
    reader.end()
    if pattern is None:
        return sorted(names)
    escaped = re.escape(pattern.lower()).replace(r"\*", ".*").replace(r"\|", "|")
    return sorted(name for name in names if re.fullmatch(escaped, name))


def _columns(columns: Iterable[Column]) -> Iterable[str]:
    return [_cells(one.name, one.type, "") for one in columns]


def _cells(*texts: str) -> str:
    return "\t".join(f"{text:{_WIDTH}}" for text in texts)
