"""AWS::IAM::RolePolicy: one inline policy of one role, apart from the role's own properties.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html
"""

from __future__ import annotations

from emulator.resources.iam_principals import (
    existing_principals,
    iam_backend,
    set_inline_policies,
)
from emulator.resources.properties import Document
from emulator.resources.resource_type import Placement, Properties, ResourceType


class IamRolePolicy(ResourceType):
    """An inline policy of one role."""

    type_name = "AWS::IAM::RolePolicy"
    schema = {"PolicyDocument": Document, "PolicyName": str, "RoleName": str}
    required = frozenset({"PolicyDocument", "PolicyName", "RoleName"})
    create_only = frozenset({"PolicyName", "RoleName"})

    def create(self, place: Placement, properties: Properties) -> str:
        """There is nothing to create apart from the role's policies; ``Ref`` names both."""
        role = iam_backend(place).get_role(properties["RoleName"])
        return f"{properties['PolicyName']}|{role.name}"

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Puts the policy under its name, whatever somebody else has put there."""
        role = iam_backend(place).get_role(properties["RoleName"])
        set_inline_policies(role, [properties], [])

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the policy by its name, whatever somebody else has put there."""
        for role in existing_principals(iam_backend(place), {"Roles": [properties["RoleName"]]}):
            set_inline_policies(role, [], [properties])

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The policy under its name; None if it or its role is gone."""
        named = {"Roles": [properties["RoleName"]]}
        for role in existing_principals(iam_backend(place), named):
            document = role.policies.get(properties["PolicyName"])
            if document is not None:
                return {**properties, "PolicyDocument": document}
        return None
