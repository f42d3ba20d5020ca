"""The Data Catalog as the caller of a query may see and change it.

https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from moto.core.exceptions import JsonRESTError
from moto.glue.models import GlueBackend, glue_backends

from emulator.athena.caller import Caller, denied_by_glue
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.storage import S3Location
from emulator.authorization.refusals import RefusedError

_DEFAULT_DATABASE = "default"
_SAFE_IN_FOLDERS = " ,"


@dataclass(frozen=True)
class Column:
    """A column with its Hive type, such as ``decimal(10,2)``."""

    name: str
    type: str


@dataclass(frozen=True)
class Partition:
    """The values of the partition keys, in their order, and where the data is."""

    values: tuple[str, ...]
    location: S3Location


@dataclass(frozen=True)
class Table:
    """A table as Glue describes it."""

    database: str
    name: str
    definition: Mapping[str, Any]

    @property
    def columns(self) -> list[Column]:
        """The columns that the data has."""
        return _columns(self._storage.get("Columns"))

    @property
    def partition_keys(self) -> list[Column]:
        """The columns that the location has."""
        return _columns(self.definition.get("PartitionKeys"))

    @property
    def location(self) -> S3Location:
        """Where the data is."""
        return S3Location.parse(self._storage.get("Location") or "").folder()

    @property
    def parameters(self) -> dict[str, str]:
        """``TBLPROPERTIES``."""
        return {str(k): str(v) for k, v in (self.definition.get("Parameters") or {}).items()}

    @property
    def serde(self) -> str:
        """The class that reads and writes rows."""
        return str((self._storage.get("SerdeInfo") or {}).get("SerializationLibrary") or "")

    @property
    def serde_parameters(self) -> dict[str, str]:
        """``SERDEPROPERTIES``."""
        found = (self._storage.get("SerdeInfo") or {}).get("Parameters") or {}
        return {str(k): str(v) for k, v in found.items()}

    @property
    def storage(self) -> Mapping[str, Any]:
        """Glue's storage descriptor."""
        return self._storage

    def partition(self, values: tuple[str, ...], location: str | None = None) -> Partition:
        """A partition; without a location, it is where Hive would have it."""
        if location:
            return Partition(values, S3Location.parse(location).folder())
        pairs = zip(self.partition_keys, values, strict=True)
        names = [f"{key.name}={quote(value, safe=_SAFE_IN_FOLDERS)}" for key, value in pairs]
        return Partition(values, (self.location / "/".join(names)).folder())

    @property
    def _storage(self) -> Mapping[str, Any]:
        return self.definition.get("StorageDescriptor") or {}


class Catalog:
    """Glue as one query sees it."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def find_default_database(self) -> None:
        """Athena asks for this database first, whether or not there is one."""
        self._call("GetDatabase", {"Name": _DEFAULT_DATABASE})

    def require_database(self, name: str) -> Any:
        """The database; QueryFailedError if there is none or the caller may not see it."""
        self._call("GetDatabase", {"Name": name})
        try:
            return self._backend.get_database(name)
        except JsonRESTError as error:
            raise QueryFailedError(
                f"SCHEMA_NOT_FOUND: line 1:1: Schema '{name}' does not exist"
            ) from error

    def find_table(self, database: str, name: str) -> Table | None:
        """The table, or None if the database has none of this name."""
        self._call("GetTable", {"DatabaseName": database, "Name": name})
        try:
            found = self._backend.get_table(database, name)
        except JsonRESTError:
            return None
        return Table(database, name, found.as_dict())

    def partitions(self, table: Table) -> list[Partition]:
        """All partitions that are recorded."""
        names = {"DatabaseName": table.database, "TableName": table.name}
        self._call("GetPartitions", names)
        recorded = list(self._table(table).partitions.values())
        return [_partition(table, one.as_dict()) for one in recorded]

    def database_names(self) -> list[str]:
        """Of all databases: whoever may ask sees those of everybody."""
        self._call("GetDatabases", {})
        return [database.name for database in self._backend.get_databases()]

    def table_names(self, database: str) -> list[str]:
        """Of all tables of a database."""
        self.require_database(database)
        self._call("GetTables", {"DatabaseName": database})
        return [table.name for table in self._backend.get_tables(database, None)]

    def seen_table(self, database: str, name: str) -> Table:
        """A table of a database whose tables the caller has listed already."""
        return Table(database, name, self._backend.get_table(database, name).as_dict())

    def create_table(self, database: str, table_input: Mapping[str, Any]) -> Table:
        """Records a new table."""
        parameters = {"DatabaseName": database, "TableInput": table_input}
        self._call("CreateTable", parameters)
        name = str(table_input["Name"])
        made = self._backend.create_table(database, name, dict(table_input))
        return Table(database, name, made.as_dict())

    def require_creation(self, database: str, name: str) -> None:
        """QueryFailedError unless the caller may create a table of this name."""
        self._call("CreateTable", {"DatabaseName": database, "TableInput": {"Name": name}})

    def delete_table(self, table: Table) -> None:
        """Removes a table, not its data."""
        self._call("DeleteTable", {"DatabaseName": table.database, "Name": table.name})
        self._backend.delete_table(table.database, table.name)

    def add_partitions(
        self, table: Table, partitions: Sequence[Partition]
    ) -> list[tuple[str, ...]]:
        """Records partitions; returns the values of those that there were already."""
        self._call(
            "BatchCreatePartition", {"DatabaseName": table.database, "TableName": table.name}
        )
        known = {tuple(one.values) for one in self._table(table).partitions.values()}
        for partition in partitions:
            if partition.values not in known:
                storage = {**table.storage, "Location": str(partition.location)}
                described = {"Values": list(partition.values), "StorageDescriptor": storage}
                self._backend.create_partition(table.database, table.name, described)
        return [one.values for one in partitions if one.values in known]

    def delete_partition(self, table: Table, values: tuple[str, ...]) -> bool:
        """Removes a partition, not its data; False if there is none."""
        names = {"DatabaseName": table.database, "TableName": table.name}
        self._call("DeletePartition", names)
        try:
            self._table(table).delete_partition(list(values))
        except JsonRESTError:
            return False
        return True

    def _table(self, table: Table) -> Any:
        return self._backend.get_table(table.database, table.name)

    def _call(self, operation: str, parameters: Mapping[str, Any]) -> None:
        try:
            self._caller.call("glue", operation, parameters)
        except RefusedError as error:
            raise denied_by_glue(error) from error

    @property
    def _backend(self) -> GlueBackend:
        return glue_backends[self._caller.account][self._caller.region]


def _columns(found: Any) -> list[Column]:
    return [
        Column(str(one["Name"]).lower(), str(one.get("Type") or "string").lower())
        for one in found or []
    ]


def _partition(table: Table, recorded: Mapping[str, Any]) -> Partition:
    values = tuple(str(value) for value in recorded.get("Values", []))
    return table.partition(values, (recorded.get("StorageDescriptor") or {}).get("Location"))
