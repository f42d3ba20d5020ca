"""A bucket policy is about its bucket, and its actions fit its resources.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from emulator.authorization.actions.s3 import BUCKET_ACTIONS, OBJECT_ACTIONS
from emulator.validation.api_call import ApiCall, Refusal, shown
from emulator.validation.rules.policy_documents import listed, malformed, policy_of


def about_its_bucket(call: ApiCall) -> Iterator[Refusal]:
    """Every resource is the bucket or something in it, and every action has one it applies to."""
    policy, bucket = policy_of(call), call.parameters["Bucket"]
    if policy is None:
        return
    for statement in policy.statements():
        element = "Resource" if "Resource" in statement else "NotResource"
        resources = listed(statement[element])
        for resource in resources:
            if not _is_of_bucket(resource, bucket):
                message = f"Policy has invalid resource: {element} {shown(resource)!r} "
                yield malformed(call, f"{message}is not of bucket {bucket}")
        if element == "Resource":
            for action in listed(statement.get("Action", [])):
                if not _applies(action, resources):
                    message = "Action does not apply to any resource(s) in statement: "
                    yield malformed(call, f"{message}{action} on {shown(', '.join(resources))}")


def _is_of_bucket(resource: str, bucket: str) -> bool:
    parts = resource.split(":", 5)
    named = parts[5].split("/", 1)[0] if len(parts) == 6 and parts[2] == "s3" else ""
    return fnmatchcase(bucket, named)


def _applies(action: str, resources: list[str]) -> bool:
    """Actions with wildcards, and those that nobody here knows, apply to something."""
    name = action.partition(":")[2]
    if name in OBJECT_ACTIONS and name not in BUCKET_ACTIONS:
        return any("/" in resource or resource.endswith("*") for resource in resources)
    if name in BUCKET_ACTIONS and name not in OBJECT_ACTIONS:
        return any("/" not in resource for resource in resources)
    return True
