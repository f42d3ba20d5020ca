"""AWS::IAM::Role.

moto drops ManagedPolicyArns, loses MaxSessionDuration on updates, and deletes a role together with
policies that somebody else put on it, where AWS refuses.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
"""

from __future__ import annotations

from typing import Any

from emulator.resources.iam_principals import (
    boundary_policy,
    detach,
    iam_backend,
    inline_policies,
    set_inline_policies,
    set_managed_policies,
)
from emulator.resources.properties import TAGS, Document
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    document_text,
    present,
    tag_list,
)

INLINE_POLICIES = [{"PolicyDocument": Document, "PolicyName": str}]
_DEFAULT_SESSION_SECONDS = 3600


class IamRole(ResourceType):
    """A role with its trust, boundary and policies."""

    type_name = "AWS::IAM::Role"
    schema = {
        "AssumeRolePolicyDocument": Document,
        "Description": str,
        "ManagedPolicyArns": [str],
        "MaxSessionDuration": int,
        "Path": str,
        "PermissionsBoundary": str,
        "Policies": INLINE_POLICIES,
        "RoleName": str,
        "Tags": TAGS,
    }
    required = frozenset({"AssumeRolePolicyDocument"})
    create_only = frozenset({"Path", "RoleName"})
    name_property = "RoleName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the role; ``Ref`` is its name."""
        role = iam_backend(place).create_role(
            role_name=properties.get("RoleName") or place.generated_name(),
            assume_role_policy_document=document_text(properties["AssumeRolePolicyDocument"]),
            path=properties.get("Path", "/"),
            permissions_boundary=None,
            description="",
            tags=[],
            max_session_duration=None,
        )
        return role.name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets everything but name and path."""
        backend = iam_backend(place)
        role: Any = backend.get_role(physical_id)
        role.assume_role_policy_document = document_text(properties["AssumeRolePolicyDocument"])
        role.description = properties.get("Description", "")
        role.max_session_duration = properties.get("MaxSessionDuration", _DEFAULT_SESSION_SECONDS)
        role.permissions_boundary_arn = boundary_policy(backend, properties)
        role.tags = tag_list(properties)
        set_managed_policies(
            backend,
            role,
            properties.get("ManagedPolicyArns", []),
            previous.get("ManagedPolicyArns", []),
        )
        set_inline_policies(role, properties.get("Policies", []), previous.get("Policies", []))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the role with the template's policies; anybody else's make it fail."""
        backend = iam_backend(place)
        found = [role for role in backend.roles.values() if role.name == physical_id]
        for role in found:
            for arn in properties.get("ManagedPolicyArns", []):
                detach(backend, role, arn)
            set_inline_policies(role, [], properties.get("Policies", []))
            backend.delete_role(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Trust, boundary, policies and tags."""
        backend = iam_backend(place)
        role: Any = next((r for r in backend.roles.values() if r.name == physical_id), None)
        if role is None:
            return None
        return present(
            {
                "AssumeRolePolicyDocument": role.assume_role_policy_document,
                "Description": role.description,
                "ManagedPolicyArns": list(role.managed_policies),
                "MaxSessionDuration": role.max_session_duration or _DEFAULT_SESSION_SECONDS,
                "Path": role.path,
                "PermissionsBoundary": role.permissions_boundary_arn,
                "Policies": inline_policies(role),
                "RoleName": role.name,
                "Tags": role.tags,
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn and RoleId."""
        role = iam_backend(place).get_role(physical_id)
        return {"Arn": role.arn, "RoleId": role.id}
