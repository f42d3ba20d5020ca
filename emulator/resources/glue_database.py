"""AWS::Glue::Database, which moto skips silently.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-database.html
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from moto.glue.models import GlueBackend, glue_backends

from emulator.cloudformation.errors import ValidationError
from emulator.resources.properties import Document, TextMap
from emulator.resources.resource_type import Placement, Properties, ResourceType, present


class GlueDatabase(ResourceType):
    """A database of the Data Catalog."""

    type_name = "AWS::Glue::Database"
    schema = {
        "CatalogId": str,
        "DatabaseInput": {
            "CreateTableDefaultPermissions": Document,
            "Description": str,
            "LocationUri": str,
            "Name": str,
            "Parameters": TextMap,
            "TargetDatabase": {"CatalogId": str, "DatabaseName": str, "Region": str},
        },
        "DatabaseName": str,
    }
    required = frozenset({"CatalogId", "DatabaseInput"})
    create_only = frozenset({"CatalogId", "DatabaseName"})

    def needs_replacement(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
        """A new name, wherever it is given, is a new database."""
        return super().needs_replacement(old, new) or _given_name(old) != _given_name(new)

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the database in the account's own catalog."""
        if properties["CatalogId"] != place.account:
            raise ValidationError(f"CatalogId {properties['CatalogId']} is another account's")
        name = _given_name(properties) or place.generated_name(255).lower()
        _backend(place).create_database(name, {"Name": name})
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets the whole input, as UpdateDatabase does."""
        wanted = {**copy.deepcopy(properties["DatabaseInput"]), "Name": physical_id}
        _backend(place).update_database(physical_id, wanted)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the database with its tables, as Glue does."""
        backend = _backend(place)
        if physical_id in backend.databases:
            backend.delete_database(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The whole input, and whose catalog it is in."""
        found = _backend(place).databases.get(physical_id)
        if found is None:
            return None
        return {
            "CatalogId": found.catalog_id,
            "DatabaseInput": present({**found.input, "Name": found.name}),
            "DatabaseName": found.name,
        }


def _given_name(properties: Mapping[str, Any]) -> str | None:
    name: str | None = properties.get("DatabaseName") or properties.get("DatabaseInput", {}).get(
        "Name"
    )
    return name


def _backend(place: Placement) -> GlueBackend:
    return glue_backends[place.account][place.region]
