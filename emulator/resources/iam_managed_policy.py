"""AWS::IAM::ManagedPolicy.

moto has no update for it, so new documents and changed attachments are lost.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html
"""

from __future__ import annotations

from typing import Any

from moto.iam.exceptions import DeleteConflictException
from moto.iam.models import IAMBackend

from emulator.resources.iam_principals import (
    attach,
    detach,
    existing_principals,
    iam_backend,
    is_in_use,
    named_principals,
)
from emulator.resources.properties import Document
from emulator.resources.resource_type import Placement, Properties, ResourceType, document_text

_MAX_VERSIONS = 5


class IamManagedPolicy(ResourceType):
    """A customer managed policy. CloudFormation has no tags for it."""

    type_name = "AWS::IAM::ManagedPolicy"
    schema = {
        "Description": str,
        "Groups": [str],
        "ManagedPolicyName": str,
        "Path": str,
        "PolicyDocument": Document,
        "Roles": [str],
        "Users": [str],
    }
    required = frozenset({"PolicyDocument"})
    create_only = frozenset({"Description", "ManagedPolicyName", "Path"})
    name_property = "ManagedPolicyName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the policy; ``Ref`` is its ARN."""
        policy = iam_backend(place).create_policy(
            description=properties.get("Description", ""),
            path=properties.get("Path", "/"),
            policy_document=document_text(properties["PolicyDocument"]),
            policy_name=properties.get("ManagedPolicyName") or place.generated_name(128),
            tags=[],
        )
        return policy.arn

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Adds a version for a new document; attaches and detaches."""
        backend = iam_backend(place)
        document = properties["PolicyDocument"]
        if previous and document != previous["PolicyDocument"]:
            _make_room_for_version(backend, physical_id)
            backend.create_policy_version(physical_id, document_text(document), True)
        wanted = list(named_principals(backend, properties))
        for principal in existing_principals(backend, previous):
            if principal not in wanted:
                detach(backend, principal, physical_id)
        for principal in wanted:
            attach(backend, principal, physical_id)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the policy; attachments that the template does not list make it fail."""
        backend = iam_backend(place)
        if physical_id not in backend.managed_policies:
            return
        for principal in existing_principals(backend, properties):
            detach(backend, principal, physical_id)
        if is_in_use(backend, physical_id):
            raise DeleteConflictException("Cannot delete a policy attached to entities.")
        backend.delete_policy(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The default version, and to whom the policy is attached."""
        backend = iam_backend(place)
        policy: Any = backend.managed_policies.get(physical_id)
        if policy is None:
            return None
        default = next(version for version in policy.versions if version.is_default)
        groups: list[Any] = [backend.groups, backend.users]
        group_names, user_names = (
            [name for name, one in found.items() if physical_id in one.managed_policies]
            for found in groups
        )
        roles = [role for role in backend.roles.values() if physical_id in role.managed_policies]
        return {
            "Description": policy.description,
            "Groups": group_names,
            "ManagedPolicyName": policy.name,
            "Path": policy.path,
            "PolicyDocument": default.document,
            "Roles": [role.name for role in roles],
            "Users": user_names,
        }

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """PolicyArn and PolicyId."""
        policy = iam_backend(place).get_policy(physical_id)
        return {"PolicyArn": policy.arn, "PolicyId": policy.id}


def _make_room_for_version(backend: IAMBackend, arn: str) -> None:
    """CloudFormation deletes the oldest version that is not the default."""
    policy = backend.get_policy(arn)
    if len(policy.versions) >= _MAX_VERSIONS:
        oldest = next(v for v in policy.versions if not v.is_default)
        backend.delete_policy_version(arn, oldest.version_id)
