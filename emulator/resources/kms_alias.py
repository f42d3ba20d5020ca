"""AWS::KMS::Alias.

moto accepts a second alias of the same name and fails with a KeyError on an unknown key.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html
"""

from __future__ import annotations

from moto.core.exceptions import JsonRESTError
from moto.kms.models import KmsBackend, kms_backends

from emulator.resources.resource_type import Placement, Properties, ResourceType


class KmsAlias(ResourceType):
    """A name for a key."""

    type_name = "AWS::KMS::Alias"
    schema = {"AliasName": str, "TargetKeyId": str}
    required = frozenset({"AliasName", "TargetKeyId"})
    create_only = frozenset({"AliasName"})
    name_property = "AliasName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the alias; its name is its id."""
        backend, name = _backend(place), properties["AliasName"]
        if backend.alias_exists(name):
            arn = place.arn("kms", name)
            raise JsonRESTError(
                "AlreadyExistsException", f"An alias with the name {arn} already exists"
            )
        backend.create_alias(_existing_key(backend, properties), name)
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Points the alias to the key."""
        backend = _backend(place)
        backend.update_alias(_existing_key(backend, properties), physical_id)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the alias, not the key."""
        _backend(place).delete_alias(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The key that the alias leads to, named as the template names it."""
        backend = _backend(place)
        key_id = backend.get_key_id_from_alias(physical_id)
        if key_id is None:
            return None
        is_arn = str(properties["TargetKeyId"]).startswith("arn:")
        target = backend.keys[key_id].arn if is_arn and key_id in backend.keys else key_id
        return {"AliasName": physical_id, "TargetKeyId": target}


def _existing_key(backend: KmsBackend, properties: Properties) -> str:
    key_id = backend.get_key_id(properties["TargetKeyId"])
    if key_id not in backend.keys:
        raise JsonRESTError("NotFoundException", f"Key '{properties['TargetKeyId']}' not found")
    return key_id


def _backend(place: Placement) -> KmsBackend:
    return kms_backends[place.account][place.region]
