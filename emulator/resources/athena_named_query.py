"""AWS::Athena::NamedQuery, every property of which makes another query.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-athena-namedquery.html
"""

from __future__ import annotations

from typing import Any

from moto.athena.models import AthenaBackend, athena_backends

from emulator.cloudformation.errors import ValidationError
from emulator.resources.resource_type import Placement, Properties, ResourceType, present

_DEFAULT_GROUP = "primary"


class AthenaNamedQuery(ResourceType):
    """A saved query of a workgroup."""

    type_name = "AWS::Athena::NamedQuery"
    schema = {
        "Database": str,
        "Description": str,
        "Name": str,
        "QueryString": str,
        "WorkGroup": str,
    }
    required = frozenset({"Database", "QueryString"})
    create_only = frozenset(schema)

    def create(self, place: Placement, properties: Properties) -> str:
        """Saves the query; ``Ref`` is its id. Names need not be unique."""
        group = properties.get("WorkGroup", _DEFAULT_GROUP)
        if group not in _backend(place).work_groups:
            raise ValidationError(f"WorkGroup {group} is not found.")
        return _backend(place).create_named_query(
            properties.get("Name") or place.generated_name(128),
            properties.get("Description", ""),
            properties["Database"],
            properties["QueryString"],
            group,
        )

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Nothing: the query is as it was created."""

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the query."""
        _backend(place).named_queries.pop(physical_id, None)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The query, its database and its workgroup."""
        found = _backend(place).named_queries.get(physical_id)
        if found is None:
            return None
        return present(
            {
                "Database": found.database,
                "Description": found.description,
                "Name": found.name,
                "QueryString": found.query_string,
                "WorkGroup": found.workgroup.name,
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """NamedQueryId."""
        return {"NamedQueryId": physical_id}


def _backend(place: Placement) -> AthenaBackend:
    return athena_backends[place.account][place.region]
