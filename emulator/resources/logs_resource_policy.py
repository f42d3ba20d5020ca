"""AWS::Logs::ResourcePolicy: what services may do with the log groups of a Region.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-resourcepolicy.html
"""

from __future__ import annotations

from moto.logs.models import LogsBackend, logs_backends

from emulator.cloudformation.errors import ValidationError
from emulator.resources.resource_type import Placement, Properties, ResourceType


class LogsResourcePolicy(ResourceType):
    """One of the ten that a Region can have."""

    type_name = "AWS::Logs::ResourcePolicy"
    # The document is text in templates, too.
    schema = {"PolicyDocument": str, "PolicyName": str}
    required = frozenset({"PolicyDocument", "PolicyName"})
    create_only = frozenset({"PolicyName"})
    name_property = "PolicyName"

    def create(self, place: Placement, properties: Properties) -> str:
        """``Ref`` is the name."""
        name = str(properties["PolicyName"])
        backend = _backend(place)
        # PutResourcePolicy would replace the one that there is.
        if name in backend.resource_policies:
            raise ValidationError(f"Resource policy {name} already exists")
        backend.put_resource_policy(name, properties["PolicyDocument"])
        return name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets the document."""
        _backend(place).put_resource_policy(physical_id, properties["PolicyDocument"])

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the policy."""
        _backend(place).resource_policies.pop(physical_id, None)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The document."""
        found = _backend(place).resource_policies.get(physical_id)
        if found is None:
            return None
        return {"PolicyDocument": found.policy_document, "PolicyName": found.policy_name}


def _backend(place: Placement) -> LogsBackend:
    return logs_backends[place.account][place.region]
