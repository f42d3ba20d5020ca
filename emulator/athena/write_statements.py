"""CREATE TABLE AS and INSERT INTO, as statements.

https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html
https://docs.aws.amazon.com/athena/latest/ug/insert-into.html
"""

from __future__ import annotations

from collections.abc import Sequence

from emulator.athena.catalog import Column, Partition, Table
from emulator.athena.catalog_statements import require_table
from emulator.athena.ddl_reader import DdlReader
from emulator.athena.executions import Outcome
from emulator.athena.hive_types import duckdb_type
from emulator.athena.queries import PreparedQuery, name_columns, parse_query, prepared
from emulator.athena.query_failure import QueryFailedError, not_supported
from emulator.athena.row_formats import PARQUET_SERDE
from emulator.athena.session import QuerySession
from emulator.athena.storage import S3Location
from emulator.athena.table_definitions import PARQUET_FORMATS, TableDefinition, require_new
from emulator.athena.table_writer import WrittenRows, columns_of, write_table_rows

_PROPERTIES = frozenset({"external_location", "format", "partitioned_by", "write_compression"})


def create_table_as(reader: DdlReader, session: QuerySession) -> Outcome:
    """CREATE TABLE AS."""
    may_exist = reader.accept("IF NOT EXISTS")
    database, name = reader.table_name(session.database)
    properties = _properties(reader) if reader.accept("WITH") else {}
    if not reader.accept("AS"):
        raise not_supported(
            "CREATE TABLE without EXTERNAL or AS: only Iceberg tables are like that"
        )
    query = parse_query(reader.rest())
    name_columns(query)
    catalog = session.catalog
    catalog.find_default_database()
    catalog.require_database(database)
    exists = catalog.find_table(database, name) is not None
    if exists and may_exist:
        return written_outcome(session, WrittenRows(0, [], []))
    require_new(exists, database, name)
    catalog.require_creation(database, name)
    location = _location(session, properties)
    require_empty(session, location, f"{database}.{name}")
    with prepared(query, session) as found:
        keys = [str(key).lower() for key in properties.get("partitioned_by", [])]
        columns, partition_columns = _split(columns_of(found), keys)
        definition = TableDefinition(
            database,
            name,
            columns=columns,
            keys=partition_columns,
            location=str(location),
            serde=PARQUET_SERDE,
            formats=PARQUET_FORMATS,
        )
        table = Table(database, name, definition.table_input())
        values = [f"c{index}" for index in range(len(found.columns))]
        written = write_table_rows(found, values, table, session)
    made = catalog.create_table(database, definition.table_input())
    _record(session, made, written.partitions)
    return written_outcome(session, written)


def insert_into(reader: DdlReader, session: QuerySession) -> Outcome:
    """INSERT INTO, by the place of the columns or by their names."""
    database, name = reader.table_name(session.database)
    names = _column_names(reader)
    query = parse_query(reader.rest())
    table = require_table(session, database, name)
    if table.serde != PARQUET_SERDE:
        raise not_supported(f"INSERT INTO a table with SerDe {table.serde} is not emulated")
    name_columns(query)
    with prepared(query, session) as found:
        values = _inserted_values(table, names, found)
        session.storage.require_bucket(table.location.bucket)
        written = write_table_rows(found, values, table, session)
    _record(session, table, written.partitions)
    return written_outcome(session, written)


def _inserted_values(table: Table, names: Sequence[str] | None, found: PreparedQuery) -> list[str]:
    columns = [*table.columns, *table.partition_keys]
    wanted = list(names) if names is not None else [one.name for one in columns]
    by_name = {one.name: one for one in columns}
    unknown = [one for one in wanted if one not in by_name]
    if unknown:
        raise QueryFailedError(
            f"COLUMN_NOT_FOUND: line 1:1: Insert column name does not exist in target table: "
            f"{unknown[0]}"
        )
    given = [one.type for one in found.columns]
    kinds = [duckdb_type(by_name[one].type) for one in wanted]
    texts = [kind == "VARCHAR" for kind in kinds]
    if len(given) != len(wanted) or texts != [kind == "VARCHAR" for kind in given]:
        raise QueryFailedError(
            "TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: "
            f"[{', '.join(kinds).lower()}], Query: [{', '.join(given).lower()}]"
        )
    places = {one: f"c{index}" for index, one in enumerate(wanted)}
    return [places.get(one.name, "NULL") for one in columns]


def _column_names(reader: DdlReader) -> list[str] | None:
    if not reader.begins_column_list():
        return None
    reader.expect("(")
    names = [reader.name()]
    while reader.accept(","):
        names.append(reader.name())
    reader.expect(")")
    return names


def _properties(reader: DdlReader) -> dict[str, list[str]]:
    """Each with its values, of which most have one."""
    reader.expect("(")
    found: dict[str, list[str]] = {}
    while True:
        name = reader.name()
        reader.expect("=")
        if reader.accept("ARRAY ["):
            found[name] = [reader.string()]
            while reader.accept(","):
                found[name].append(reader.string())
            reader.expect("]")
        else:
            found[name] = [reader.value()]
        if not reader.accept(","):
            break
    reader.expect(")")
    unknown = sorted(set(found) - _PROPERTIES)
    if unknown:
        raise not_supported(f"property {unknown[0]} of CREATE TABLE AS is not emulated")
    kind = found.get("format", ["PARQUET"])[0]
    if kind.upper() != "PARQUET":
        raise not_supported(f"format {kind} of CREATE TABLE AS is not emulated; PARQUET is")
    return found


def _location(session: QuerySession, properties: dict[str, list[str]]) -> S3Location:
    """Below the results, unless the workgroup leaves it to the statement."""
    given = properties.get("external_location")
    if given:
        return S3Location.parse(given[0]).folder()
    results = S3Location.parse(session.execution.configuration["OutputLocation"])
    return (results / f"tables/{session.execution.id}").folder()


def require_empty(session: QuerySession, location: S3Location, table: str) -> None:
    """QueryFailedError if there are objects already where a statement writes."""
    session.storage.require_bucket(location.bucket)
    if session.storage.objects_below(location):
        raise QueryFailedError(
            f"HIVE_PATH_ALREADY_EXISTS: Target directory for table '{table}' already exists: "
            f"{location}"
        )


def _split(columns: list[Column], keys: Sequence[str]) -> tuple[list[Column], list[Column]]:
    """Into those of the data and the partition keys, which come last and in order."""
    count = len(columns) - len(keys)
    if [one.name for one in columns[count:]] != list(keys):
        raise QueryFailedError(
            "HIVE_COLUMN_ORDER_MISMATCH: Partition keys must be the last columns in the table and "
            f"in the same order as the table properties: {list(keys)}"
        )
    for column in columns:
        if not column.name or column.name.startswith("_col"):
            raise QueryFailedError(
                "MISSING_COLUMN_NAME: line 1:1: Column name not specified at position "
                f"{columns.index(column) + 1}"
            )
    return columns[:count], columns[count:]


def _record(session: QuerySession, table: Table, partitions: Sequence[Partition]) -> None:
    if partitions:
        session.catalog.add_partitions(table, partitions)


def written_outcome(session: QuerySession, written: WrittenRows) -> Outcome:
    """Names the new objects in a manifest, for whoever has to remove them if something fails."""
    execution = session.execution
    output = S3Location.parse(execution.output)
    manifest = S3Location(output.bucket, output.key.removesuffix(".csv") + "-manifest.csv")
    lines = "".join(f"{one}\n" for one in written.objects)
    session.storage.write(manifest, lines.encode(), session.encryption)
    execution.output = str(manifest).removesuffix("-manifest.csv")
    execution.statistics.rows_returned = written.count
    column = {"Name": "rows", "Label": "rows", "Type": "bigint", "Precision": 19, "Scale": 0}
    place = {"CatalogName": "hive", "SchemaName": "", "TableName": "", "Nullable": "UNKNOWN"}
    return Outcome(
        [{**place, **column, "CaseSensitive": False}],
        update_count=written.count,
        manifest=str(manifest),
    )
