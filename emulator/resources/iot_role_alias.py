"""AWS::IoT::RoleAlias.

moto gives it no physical id (``Ref`` fails) and no tags.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-rolealias.html
"""

from __future__ import annotations

from typing import Any

from moto.iot.models import IoTBackend, iot_backends

from emulator.cloudformation.errors import ValidationError
from emulator.read_apis.iot_tags import replace_tags
from emulator.read_apis.iot_tags import tags_of as iot_tags_of
from emulator.resources.properties import TAGS
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    tag_map,
    tags_of,
)

_DEFAULT_SECONDS = 3600
_SECONDS = range(900, 43201)


class IotRoleAlias(ResourceType):
    """The name under which devices ask for a role's credentials."""

    type_name = "AWS::IoT::RoleAlias"
    schema = {
        "CredentialDurationSeconds": int,
        "RoleAlias": str,
        "RoleArn": str,
        "Tags": TAGS,
    }
    required = frozenset({"RoleArn"})
    create_only = frozenset({"RoleAlias"})
    name_property = "RoleAlias"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the alias; ``Ref`` is its name."""
        name = str(properties.get("RoleAlias") or place.generated_name(128))
        _backend(place).create_role_alias(name, properties["RoleArn"])
        return name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets role, duration and tags."""
        seconds = properties.get("CredentialDurationSeconds", _DEFAULT_SECONDS)
        if seconds not in _SECONDS:
            raise ValidationError(
                f"CredentialDurationSeconds must be from 900 to 43200 seconds, not {seconds}"
            )
        backend = _backend(place)
        alias = backend.update_role_alias(physical_id, properties["RoleArn"], seconds)
        replace_tags(backend, alias.arn, tag_map(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the alias."""
        backend = _backend(place)
        alias = backend.role_aliases.get(physical_id)
        if alias:
            backend.delete_role_alias(physical_id)
            replace_tags(backend, alias.arn, {})

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Role, duration and tags."""
        backend = _backend(place)
        alias = backend.role_aliases.get(physical_id)
        if alias is None:
            return None
        return {
            "CredentialDurationSeconds": alias.credential_duration_seconds,
            "RoleAlias": alias.role_alias,
            "RoleArn": alias.role_arn,
            "Tags": tags_of(iot_tags_of(backend, alias.arn)),
        }

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """RoleAliasArn."""
        return {"RoleAliasArn": _backend(place).describe_role_alias(physical_id).arn}


def _backend(place: Placement) -> IoTBackend:
    return iot_backends[place.account][place.region]
