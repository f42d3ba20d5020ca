"""The resources that a record names, as far as the service names any.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from emulator.authorization.actions.check import Check
from emulator.authorization.calls import Call

_BUCKET, _OBJECT = "AWS::S3::Bucket", "AWS::S3::Object"
# By the service of an action, and what the name of its resource begins with.
_TYPES = {
    ("ecr", "repository/"): None,
    ("iot", "rolealias/"): "AWS::IoT::RoleAlias",
    ("iot", "thing/"): "AWS::IoT::Thing",
    ("kms", "key/"): "AWS::KMS::Key",
    ("sns", ""): "AWS::SNS::Topic",
    ("sqs", ""): "AWS::SQS::Queue",
    ("ssm", "parameter/"): None,
    ("sts", "role/"): "AWS::IAM::Role",
}


def named_resources(call: Call, checks: Iterable[Check]) -> list[dict[str, Any]]:
    """For a bucket or an object, by the request; else by what the call was judged for."""
    if call.service == "s3":
        return _of_s3(call)
    found: list[dict[str, Any]] = []
    for check in checks:
        named = named_resource(check, call.account)
        own = check.action.split(":", 1)[0] in (call.service, call.service.removesuffix("data"))
        if named is not None and own and named not in found:
            found.append(named)
    return found


def named_resource(check: Check, account: str) -> dict[str, Any] | None:
    """What one check is about, with its owner; None if records name no resource of that kind."""
    parts = check.resource.split(":", 5)
    if len(parts) < 6:
        return None
    service, owner, rest = check.action.split(":", 1)[0], parts[4], parts[5]
    for (of_service, prefix), kind in _TYPES.items():
        if service == of_service and rest.startswith(prefix):
            typed = {"type": kind} if kind else {}
            return {"accountId": owner or account, **typed, "ARN": check.resource}
    return None


def _of_s3(call: Call) -> list[dict[str, Any]]:
    bucket, key = call.parameters.get("Bucket"), call.parameters.get("Key")
    if not bucket:
        return []
    arn = f"arn:{call.partition}:s3:::{bucket}"
    found = [{"accountId": call.account, "type": _BUCKET, "ARN": arn}]
    if key:
        found.insert(0, {"type": _OBJECT, "ARN": f"{arn}/{key}"})
    elif call.operation in ("ListObjects", "ListObjectsV2", "DeleteObjects"):
        # A listing is about the objects below its prefix.
        prefix = call.request.query.get("prefix", "")
        found.append({"type": _OBJECT, "ARNPrefix": f"{arn}/{prefix}"})
    return found
