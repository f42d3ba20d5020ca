"""The tables of a query: looked up, pruned and copied in its caller's name, shown to DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from sqlglot import exp
from sqlglot.optimizer.scope import traverse_scope

from emulator.athena import parquet_rows
from emulator.athena.catalog import Catalog, Partition, Table
from emulator.athena.hive_types import literal, quoted
from emulator.athena.partition_projection import is_projected, projected_partitions
from emulator.athena.partition_pruning import PartitionPredicates, key_values, predicates_of
from emulator.athena.query_failure import QueryFailedError, not_supported
from emulator.athena.row_formats import RowFormat, row_format
from emulator.athena.row_source import PARTITION, RowSource, select_nothing
from emulator.athena.storage import S3Location, Storage, StoredObject

CATALOG = "awsdatacatalog"
_ROWS_AT_ONCE = 1_000
_COMPRESSED = (".gz", ".zst")


@dataclass
class LoadedTable:
    """A table of which DuckDB has a view, with the objects that were read for it."""

    format: RowFormat
    source: RowSource
    bytes_copied: int


@dataclass
class QueryTables:
    """Resolves the names of tables in one query."""

    catalog: Catalog
    storage: Storage
    connection: duckdb.DuckDBPyConnection
    folder: Path
    database: str | None
    loaded: list[LoadedTable] = field(default_factory=list)

    def resolve(self, query: exp.Expr) -> None:
        """Makes every table of the query a view of DuckDB; QueryFailedError where there is none."""
        references = _references(query)
        if not references:
            return
        self.catalog.find_default_database()
        tables: dict[tuple[str, str], Table] = {}
        for reference in references:
            database, name = self._name(reference)
            if (database, name) not in tables:
                tables[database, name] = self._find(reference, database, name)
            reference.set("db", exp.to_identifier(database, quoted=True))
            reference.set("this", exp.to_identifier(name, quoted=True))
            reference.set("catalog", None)
        is_partitioned = any(table.partition_keys for table in tables.values())
        # To analyse a query takes longer than to run it, if it is small.
        find_predicates = predicates_of(query, tables) if is_partitioned else _not_analysed
        views = {key: self._load(table, find_predicates(table)) for key, table in tables.items()}
        for reference in references:
            if not reference.alias:
                reference.set(
                    "alias", exp.TableAlias(this=exp.to_identifier(reference.name, quoted=True))
                )
            view = views[reference.db, reference.name]
            reference.set("this", exp.to_identifier(view, quoted=True))
            reference.set("db", None)
        databases = {database for database, _ in tables}
        for column in query.find_all(exp.Column):
            # Otherwise the parts are fields of a column: useridentity.sessioncontext.attributes.
            if column.db.lower() in databases and column.catalog.lower() in ("", CATALOG):
                column.set("db", None)
                column.set("catalog", None)

    def bytes_scanned(self, columns_read: set[str]) -> int:
        """Of Parquet only the columns that the query reads, of other formats the whole objects."""
        total = 0
        for one in self.loaded:
            if not one.format.is_columnar:
                total += one.bytes_copied
            elif one.source.files:
                total += parquet_rows.bytes_of_columns(one.source, columns_read)
        return total

    @property
    def columnar_columns(self) -> set[str]:
        """Names of all columns of which only those that are needed are read."""
        return {
            column.name
            for one in self.loaded
            if one.format.is_columnar
            for column in one.source.table.columns
        }

    def _name(self, reference: exp.Table) -> tuple[str, str]:
        if not isinstance(reference.this, exp.Identifier):
            raise QueryFailedError(
                f"FUNCTION_NOT_FOUND: line 1:1: Table function '{reference.name}' not registered"
            )
        catalog = reference.catalog.lower()
        if catalog and catalog != CATALOG:
            raise QueryFailedError(
                f"CATALOG_NOT_FOUND: line 1:1: Catalog '{catalog}' does not exist"
            )
        database = (reference.db or self.database or "").lower()
        if not database:
            raise QueryFailedError(
                "MISSING_SCHEMA_NAME: line 1:1: Schema must be specified when session schema "
                "is not set"
            )
        if database == "information_schema":
            raise not_supported("information_schema is not emulated; use SHOW TABLES and DESCRIBE")
        return database, reference.name.lower()

    def _find(self, reference: exp.Table, database: str, name: str) -> Table:
        self.catalog.require_database(database)
        table = self.catalog.find_table(database, name)
        if table is None:
            raise QueryFailedError(
                f"TABLE_NOT_FOUND: line {_position(reference)}: "
                f"Table '{CATALOG}.{database}.{name}' does not exist"
            )
        if table.definition.get("TableType") == "VIRTUAL_VIEW":
            raise not_supported(f"view {database}.{name}: views are not emulated")
        return table

    def _load(self, table: Table, predicates: PartitionPredicates) -> str:
        number = len(self.loaded)
        chosen = row_format(table)
        partitions = self._partitions(table, predicates)
        folder = self.folder / f"table{number}"
        folder.mkdir()
        files, size = self._copy(chosen, folder, partitions)
        source = RowSource(table, folder, files, self.connection)
        self.loaded.append(LoadedTable(chosen, source, size))
        rows = chosen.reader(source) if files else select_nothing(table.columns)
        view = f"__table_{number}"
        columns = ", ".join(f"r.{quoted(one.name)}" for one in table.columns)
        if not table.partition_keys:
            self.connection.execute(f"CREATE VIEW {view} AS SELECT {columns} FROM ({rows}) r")
            return view
        self._record_values(f"{view}_partitions", table, partitions)
        keys = [f"p.{quoted(key.name)}" for key in table.partition_keys]
        self.connection.execute(
            f"CREATE VIEW {view} AS SELECT {', '.join(filter(None, [columns, *keys]))} "
            f"FROM ({rows}) r JOIN {view}_partitions p ON p.number = r.{PARTITION}"
        )
        return view

    def _partitions(self, table: Table, predicates: PartitionPredicates) -> list[Partition]:
        if not table.partition_keys:
            return [Partition((), table.location)]
        if is_projected(table):
            return projected_partitions(table, predicates, self.connection)
        recorded = {one.values: one for one in self.catalog.partitions(table)}
        needed = predicates.matching(self.connection, table.partition_keys, list(recorded))
        return [recorded[values] for values in needed]

    def _copy(
        self, chosen: RowFormat, folder: Path, partitions: Sequence[Partition]
    ) -> tuple[dict[Path, S3Location], int]:
        files: dict[Path, S3Location] = {}
        size = 0
        for bucket in {one.location.bucket for one in partitions}:
            self.storage.require_bucket(bucket)
        for number, partition in enumerate(partitions):
            below = folder / f"{PARTITION}={number}"
            for stored in self.storage.objects_below(partition.location):
                below.mkdir(exist_ok=True)
                target = below / f"{len(files):06}{_extension(chosen, stored)}"
                self.storage.copy_to_file(stored, target)
                files[target] = stored.location
                size += stored.size
        return files, size

    def _record_values(self, name: str, table: Table, partitions: Sequence[Partition]) -> None:
        keys = table.partition_keys
        texts = ", ".join(f"v{index} VARCHAR" for index in range(len(keys)))
        self.connection.execute(f"CREATE TABLE {name}_texts (number BIGINT, {texts})")
        rows = [
            f"({number}, {', '.join(map(literal, partition.values))})"
            for number, partition in enumerate(partitions)
        ]
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = ", ".join(rows[start : start + _ROWS_AT_ONCE])
            self.connection.execute(f"INSERT INTO {name}_texts VALUES {some}")
        self.connection.execute(
            f"CREATE VIEW {name} AS SELECT number, {key_values(keys)} FROM {name}_texts"
        )


def _not_analysed(_: Table) -> PartitionPredicates:
    return PartitionPredicates(None)


def _references(query: exp.Expr) -> list[exp.Table]:
    """Every place that names a table, and not a common table expression."""
    found: dict[int, exp.Table] = {}
    for scope in traverse_scope(query):
        for source in scope.sources.values():
            if isinstance(source, exp.Table):
                found[id(source)] = source
    return list(found.values())


def _position(reference: exp.Table) -> str:
    meta = reference.this.meta
    # sqlglot counts columns to the end of a word.
    column = meta.get("col", 1) - len(reference.name) + 1
    return f"{meta.get('line', 1)}:{max(column, 1)}"


def _extension(chosen: RowFormat, stored: StoredObject) -> str:
    """DuckDB knows a compression by the end of the name, as Athena does."""
    compression = next((e for e in _COMPRESSED if stored.location.key.endswith(e)), "")
    return "" if chosen.is_columnar else chosen.extension + compression
