"""What other resources of the same template attach to a resource, which is no drift of it.

A role that lists inline policies of its own may get others from AWS::IAM::RolePolicy. AWS looks for
such attachments within the template, and not in other stacks.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html#drift-considerations
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from emulator.cloudformation.stack import Resource
from emulator.resources.resource_type import Properties

# Under which property policies name them.
_PRINCIPALS = {"AWS::IAM::Role": "Roles", "AWS::IAM::User": "Users"}
_MANAGED_POLICY = "AWS::IAM::ManagedPolicy"


def without_attachments(
    resource: Resource, actual: Properties, others: Iterable[Resource]
) -> Properties:
    """The actual properties without what the other resources have attached."""
    result = dict(actual)
    for name, attached in _attached(resource, list(others)).items():
        own = {_key(item) for item in resource.properties.get(name, [])}
        found = actual.get(name, [])
        result[name] = [one for one in found if _key(one) in own or _key(one) not in attached]
    return result


def _attached(resource: Resource, others: list[Resource]) -> dict[str, set[str]]:
    """Names of policies or principals, by the property that shows them."""
    kind = _PRINCIPALS.get(resource.type_name)
    if kind:
        mine = [one for one in others if resource.physical_id in _named(one, kind)]
        managed = {one.physical_id for one in mine if one.type_name == _MANAGED_POLICY}
        inline = {one.properties["PolicyName"] for one in mine if one.type_name != _MANAGED_POLICY}
        return {"ManagedPolicyArns": managed, "Policies": inline}
    if resource.type_name == _MANAGED_POLICY:
        using = [
            one
            for one in others
            if resource.physical_id in one.properties.get("ManagedPolicyArns", [])
        ]
        return {
            kind: {one.physical_id for one in using if one.type_name == type_name}
            for type_name, kind in _PRINCIPALS.items()
        }
    return {}


def _named(policy: Resource, kind: str) -> list[str]:
    """The principals that a policy resource puts itself on."""
    if policy.type_name == "AWS::IAM::RolePolicy":
        return [policy.properties["RoleName"]] if kind == "Roles" else []
    is_policy = policy.type_name in (_MANAGED_POLICY, "AWS::IAM::Policy")
    return policy.properties.get(kind, []) if is_policy else []


def _key(item: Any) -> str:
    return str(item["PolicyName"] if isinstance(item, dict) else item)
