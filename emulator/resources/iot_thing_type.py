"""AWS::IoT::ThingType.

moto gives it no physical id (``Ref`` fails), keeps CloudFormation's spelling of the properties,
overwrites an existing type of the same name, and has no tags.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-thingtype.html
"""

from __future__ import annotations

from typing import Any

from moto.iot.exceptions import ResourceAlreadyExistsException
from moto.iot.models import IoTBackend, iot_backends

from emulator.read_apis.iot_tags import replace_tags
from emulator.read_apis.iot_tags import tags_of as iot_tags_of
from emulator.resources.properties import TAGS
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    present,
    tag_map,
    tags_of,
)


class IotThingType(ResourceType):
    """A kind of thing, with the attributes that can be searched."""

    type_name = "AWS::IoT::ThingType"
    schema = {
        "DeprecateThingType": bool,
        "Tags": TAGS,
        "ThingTypeName": str,
        "ThingTypeProperties": {
            "SearchableAttributes": [str],
            "ThingTypeDescription": str,
        },
    }
    create_only = frozenset({"ThingTypeName"})
    name_property = "ThingTypeName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the type; ``Ref`` is its name."""
        backend = _backend(place)
        name = str(properties.get("ThingTypeName") or place.generated_name(128))
        arn = place.arn("iot", f"thingtype/{name}")
        if arn in backend.thing_types:
            raise ResourceAlreadyExistsException(f"Thing type {name} already exists", name, arn)
        backend.create_thing_type(name, {})
        return name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets properties, deprecation and tags."""
        backend = _backend(place)
        thing_type = backend.describe_thing_type(physical_id)
        wanted = properties.get("ThingTypeProperties", {})
        thing_type.thing_type_properties = {
            "thingTypeDescription": wanted.get("ThingTypeDescription"),
            "searchableAttributes": list(wanted.get("SearchableAttributes", [])),
        }
        thing_type.metadata["deprecated"] = properties.get("DeprecateThingType", False)
        replace_tags(backend, thing_type.arn, tag_map(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the type at once; AWS deprecates it and waits five minutes."""
        backend = _backend(place)
        arn = place.arn("iot", f"thingtype/{physical_id}")
        if arn in backend.thing_types:
            backend.delete_thing_type(physical_id)
            replace_tags(backend, arn, {})

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Properties, deprecation and tags."""
        backend = _backend(place)
        thing_type = backend.thing_types.get(place.arn("iot", f"thingtype/{physical_id}"))
        if thing_type is None:
            return None
        found = thing_type.thing_type_properties or {}
        return {
            "DeprecateThingType": thing_type.metadata["deprecated"],
            "Tags": tags_of(iot_tags_of(backend, thing_type.arn)),
            "ThingTypeName": thing_type.thing_type_name,
            "ThingTypeProperties": present(
                {
                    "SearchableAttributes": found.get("searchableAttributes"),
                    "ThingTypeDescription": found.get("thingTypeDescription"),
                }
            ),
        }

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn and Id."""
        thing_type = _backend(place).describe_thing_type(physical_id)
        return {"Arn": thing_type.arn, "Id": thing_type.thing_type_id}


def _backend(place: Placement) -> IoTBackend:
    return iot_backends[place.account][place.region]
