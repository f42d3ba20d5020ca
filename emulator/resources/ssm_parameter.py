"""AWS::SSM::Parameter.

CloudFormation cannot create ``SecureString`` parameters.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html
"""

from __future__ import annotations

from typing import Any

from moto.ssm.models import SimpleSystemManagerBackend, ssm_backends

from emulator.resources.properties import TextMap, one_of
from emulator.resources.resource_type import Placement, Properties, ResourceType


class SsmParameter(ResourceType):
    """A plain-text parameter. Unlike other types it has its tags as an object."""

    type_name = "AWS::SSM::Parameter"
    schema = {
        "AllowedPattern": str,
        "DataType": str,
        "Description": str,
        "Name": str,
        "Tags": TextMap,
        "Tier": str,
        "Type": one_of("String", "StringList"),
        "Value": str,
    }
    required = frozenset({"Type", "Value"})
    create_only = frozenset({"Name"})
    name_property = "Name"

    def typed(self, properties: Any, stack_tags: Any) -> Properties:
        """Merges the stack's tags into the object of tags."""
        result = super().typed(properties, {})
        tags = {**stack_tags, **result.get("Tags", {})}
        return result | {"Tags": tags} if tags else result

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the parameter; a taken name is an error."""
        name = str(properties.get("Name") or place.generated_name(128))
        self._put(place, name, properties, overwrite=False)
        return name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Writes a new version if there is one to write, and the tags."""
        if previous and properties != previous:
            self._put(place, physical_id, properties, overwrite=True)
        backend = _backend(place)
        current = backend.list_tags_for_resource("Parameter", physical_id)
        backend.remove_tags_from_resource("Parameter", physical_id, list(current))
        backend.add_tags_to_resource("Parameter", physical_id, properties.get("Tags", {}))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the parameter."""
        backend = _backend(place)
        if backend.get_parameter(physical_id):
            backend.delete_parameter(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Value, type and tags; what is encrypted stays so."""
        backend = _backend(place)
        found = backend.get_parameter(physical_id)
        if found is None:
            return None
        return {
            "DataType": found.data_type,
            "Name": found.name,
            "Tags": backend.list_tags_for_resource("Parameter", physical_id),
            "Type": found.parameter_type,
            "Value": found.value,
        }

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Type and Value."""
        return {"Type": properties["Type"], "Value": properties["Value"]}

    @staticmethod
    def _put(place: Placement, name: str, properties: Properties, *, overwrite: bool) -> None:
        _backend(place).put_parameter(
            name=name,
            description=properties.get("Description", ""),
            value=properties["Value"],
            parameter_type=properties["Type"],
            allowed_pattern=properties.get("AllowedPattern", ""),
            keyid="",
            overwrite=overwrite,
            tags=[],
            data_type=properties.get("DataType", "text"),
            tier=properties.get("Tier", "Standard"),
            policies=None,
        )


def _backend(place: Placement) -> SimpleSystemManagerBackend:
    return ssm_backends[place.account][place.region]
