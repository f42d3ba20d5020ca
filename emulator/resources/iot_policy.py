"""AWS::IoT::Policy.

moto gives it no physical id (``Ref`` fails), keeps the document as an object where GetPolicy
returns text, cannot delete a policy that was updated, and has no tags.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-policy.html
"""

from __future__ import annotations

from typing import Any

from moto.iot.models import FakePolicy, IoTBackend, iot_backends

from emulator.read_apis.iot_tags import replace_tags
from emulator.read_apis.iot_tags import tags_of as iot_tags_of
from emulator.resources.properties import TAGS, Document
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    document_text,
    tag_map,
    tags_of,
)

_MAX_VERSIONS = 5


class IotPolicy(ResourceType):
    """A policy for certificates."""

    type_name = "AWS::IoT::Policy"
    schema = {"PolicyDocument": Document, "PolicyName": str, "Tags": TAGS}
    required = frozenset({"PolicyDocument"})
    create_only = frozenset({"PolicyName"})
    name_property = "PolicyName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the policy; ``Ref`` is its name."""
        name = str(properties.get("PolicyName") or place.generated_name(128))
        # moto calls the parameter a dict; the API passes text.
        document: Any = document_text(properties["PolicyDocument"])
        _backend(place).create_policy(name, document)
        return name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Adds a default version for a new document; at most five are kept."""
        backend = _backend(place)
        policy = backend.get_policy(physical_id)
        document: Any = document_text(properties["PolicyDocument"])
        if document != policy.document:
            if len(policy.versions) >= _MAX_VERSIONS:
                _delete_versions(backend, policy, keep=_MAX_VERSIONS - 1)
            backend.create_policy_version(physical_id, document, set_as_default=True)
        replace_tags(backend, policy.arn, tag_map(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the policy with its versions; one that is attached makes it fail."""
        backend = _backend(place)
        policy = backend.policies.get(physical_id)
        if policy is None:
            return
        _delete_versions(backend, policy, keep=1)
        backend.delete_policy(physical_id)
        replace_tags(backend, policy.arn, {})

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The default version and tags."""
        backend = _backend(place)
        policy = backend.policies.get(physical_id)
        if policy is None:
            return None
        return {
            "PolicyDocument": policy.document,
            "PolicyName": policy.name,
            "Tags": tags_of(iot_tags_of(backend, policy.arn)),
        }

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn and Id."""
        policy = _backend(place).get_policy(physical_id)
        return {"Arn": policy.arn, "Id": f"{physical_id}_{policy.default_version_id}"}


def _delete_versions(backend: IoTBackend, policy: FakePolicy, keep: int) -> None:
    for version in list(policy.versions):
        if len(policy.versions) > keep and version.version_id != policy.default_version_id:
            backend.delete_policy_version(policy.name, version.version_id)


def _backend(place: Placement) -> IoTBackend:
    return iot_backends[place.account][place.region]
