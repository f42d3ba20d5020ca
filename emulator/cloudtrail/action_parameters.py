"""The parameter of a request that names its resource, where only action and resource are known."""

from __future__ import annotations

from typing import Any

from moto.core.utils import get_service_model

from emulator.authorization.calls import model_name

# By what the resource begins with: the parameters that hold its name, and those that hold its ARN.
_BY_NAME: dict[str, dict[str, tuple[str, ...]]] = {
    "iam": {
        "group/": ("GroupName",),
        "instance-profile/": ("InstanceProfileName",),
        "role/": ("RoleName",),
        "user/": ("UserName",),
    },
    "athena": {"workgroup/": ("WorkGroup", "Name")},
    "events": {"rule/": ("Name", "Rule")},
    "iot": {
        "policy/": ("policyName",),
        "rolealias/": ("roleAlias",),
        "thingtype/": ("thingTypeName",),
    },
    "logs": {"log-group:": ("logGroupName",)},
    "s3": {"": ("Bucket",)},
    "ssm": {"parameter": ("Name", "ResourceId")},
}
_BY_ARN = ("PolicyArn", "KeyId", "TopicArn", "ResourceARN", "resourceArn", "ResourceArn")


def parameters_of(service: str, operation: str, resource_arn: str) -> dict[str, Any]:
    """As far as the resource says them."""
    shape = get_service_model(model_name(service)).operation_model(operation).input_shape
    members = shape.members if shape else {}
    rest = resource_arn.split(":", 5)[-1]
    found: dict[str, Any] = {}
    for prefix, names in _BY_NAME.get(service, {}).items():
        if rest.startswith(prefix):
            name = rest.removeprefix(prefix).split(":", 1)[0]
            found |= {one: _plain(service, name) for one in names if one in members}
    if not found and resource_arn.startswith("arn:"):
        found = {one: resource_arn for one in _BY_ARN if one in members}
    return found


def _plain(service: str, name: str) -> str:
    """Without the path of an entity of IAM, or the key of an object."""
    if service == "iam":
        return name.rpartition("/")[2]
    return name.partition("/")[0] if service == "s3" else name
