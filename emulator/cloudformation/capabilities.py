"""Templates with IAM resources are deployed only by whoever says that they know it.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html#using-iam-capabilities
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from emulator.cloudformation.errors import InsufficientCapabilitiesError

# The property with which a resource gets a name of its own; None if it cannot have one.
_IAM = {
    "AWS::IAM::AccessKey": None,
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Policy": None,
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
    "AWS::IAM::UserToGroupAddition": None,
}
_ANY_NAME, _GENERATED_NAMES = "CAPABILITY_NAMED_IAM", "CAPABILITY_IAM"


def require_capabilities(document: Mapping[str, Any], given: Collection[str]) -> None:
    """InsufficientCapabilitiesError if the template has more than is acknowledged."""
    found = [entry for entry in document["Resources"].values() if entry["Type"] in _IAM]
    if any(_IAM[entry["Type"]] in (entry.get("Properties") or {}) for entry in found):
        needed, accepted = _ANY_NAME, {_ANY_NAME}
    else:
        needed, accepted = _GENERATED_NAMES, {_ANY_NAME, _GENERATED_NAMES}
    if found and not accepted & set(given):
        raise InsufficientCapabilitiesError(f"Requires capabilities : [{needed}]")
