"""AWS::Glue::Table: tables of files; views, open table formats and skewed columns are refused.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-table.html
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from moto.glue.models import FakeTable, GlueBackend, glue_backends

from emulator.cloudformation.errors import ValidationError
from emulator.resources.properties import TextMap
from emulator.resources.resource_type import Placement, Properties, ResourceType, present

_COLUMNS = [{"Comment": str, "Name": str, "Type": str}]
_STORAGE = {
    "BucketColumns": [str],
    "Columns": _COLUMNS,
    "Compressed": bool,
    "InputFormat": str,
    "Location": str,
    "NumberOfBuckets": int,
    "OutputFormat": str,
    "Parameters": TextMap,
    "SerdeInfo": {"Name": str, "Parameters": TextMap, "SerializationLibrary": str},
    "SortColumns": [{"Column": str, "SortOrder": int}],
    "StoredAsSubDirectories": bool,
}
_INPUT = {
    "Description": str,
    "Name": str,
    "Owner": str,
    "Parameters": TextMap,
    "PartitionKeys": _COLUMNS,
    "Retention": int,
    "StorageDescriptor": _STORAGE,
    "TableType": str,
}


class GlueTable(ResourceType):
    """A table of the Data Catalog."""

    type_name = "AWS::Glue::Table"
    schema = {"CatalogId": str, "DatabaseName": str, "TableInput": _INPUT}
    required = frozenset({"CatalogId", "DatabaseName", "TableInput"})
    create_only = frozenset({"CatalogId", "DatabaseName"})

    def needs_replacement(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
        """A new name is a new table."""
        return super().needs_replacement(old, new) or _given_name(old) != _given_name(new)

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the table in the account's own catalog; ``Ref`` is its name."""
        if properties["CatalogId"] != place.account:
            raise ValidationError(f"CatalogId {properties['CatalogId']} is another account's")
        name = _given_name(properties) or place.generated_name(255).lower()
        _backend(place).create_table(properties["DatabaseName"], name, {"Name": name})
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets the whole input, as UpdateTable does; a new table has one version."""
        table = _backend(place).get_table(properties["DatabaseName"], physical_id)
        wanted = {**copy.deepcopy(properties["TableInput"]), "Name": physical_id}
        if previous:
            table.update(wanted)
        else:
            table.versions[str(table._current_version)] = wanted

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the table, unless it went with its database."""
        database = _backend(place).databases.get(properties["DatabaseName"])
        if database is not None:
            database.tables.pop(physical_id, None)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The whole input, and where it is."""
        database = _backend(place).databases.get(properties["DatabaseName"])
        table: FakeTable | None = database.tables.get(physical_id) if database else None
        if table is None:
            return None
        current = table.get_version(str(table._current_version))
        return {
            "CatalogId": table.catalog_id,
            "DatabaseName": table.database_name,
            "TableInput": present(current),
        }


def _given_name(properties: Mapping[str, Any]) -> str | None:
    name: str | None = properties.get("TableInput", {}).get("Name")
    # The catalog folds names to lower case.
    return name.lower() if name else None


def _backend(place: Placement) -> GlueBackend:
    return glue_backends[place.account][place.region]
