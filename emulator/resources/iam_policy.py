"""AWS::IAM::Policy: one inline policy on several principals.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
"""

from __future__ import annotations

from emulator.cloudformation.errors import ValidationError
from emulator.resources.iam_principals import (
    existing_principals,
    iam_backend,
    named_principals,
    set_inline_policies,
)
from emulator.resources.properties import Document
from emulator.resources.resource_type import Placement, Properties, ResourceType


class IamPolicy(ResourceType):
    """An inline policy with a life of its own."""

    type_name = "AWS::IAM::Policy"
    schema = {
        "Groups": [str],
        "PolicyDocument": Document,
        "PolicyName": str,
        "Roles": [str],
        "Users": [str],
    }
    required = frozenset({"PolicyDocument", "PolicyName"})

    def create(self, place: Placement, properties: Properties) -> str:
        """There is nothing to create apart from the principals' policies."""
        if not any(properties.get(kind) for kind in ("Groups", "Roles", "Users")):
            raise ValidationError("At least one of [Groups, Roles, Users] must be non-empty.")
        return place.generated_name(128)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Puts the policy where it belongs and removes it from where it no longer does."""
        backend = iam_backend(place)
        wanted = list(named_principals(backend, properties))
        for principal in existing_principals(backend, previous):
            renamed = properties["PolicyName"] != previous["PolicyName"]
            if principal not in wanted or renamed:
                set_inline_policies(principal, [], [previous])
        for principal in wanted:
            set_inline_policies(principal, [properties], [])

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Removes the policy from its principals."""
        for principal in existing_principals(iam_backend(place), properties):
            set_inline_policies(principal, [], [properties])
