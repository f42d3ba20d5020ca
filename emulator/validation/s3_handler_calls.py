"""Requests to S3 for the resources of a template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from emulator.resources.resource_type import Properties, document_text
from emulator.resources.s3_bucket import canned_acl
from emulator.resources.s3_bucket_lifecycle import lifecycle_rules
from emulator.validation.planned_call import GENERATED_NAME, PlannedCall

# Lists, which the S3 API's XML has as elements of these names.
_LISTS = {
    "Tag": "Tags",
    "Transition": "Transitions",
    "NoncurrentVersionTransition": "NoncurrentVersionTransitions",
}


def bucket_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateBucket, and what sets tags, locks and lifecycle rules."""
    name = properties.get("BucketName", GENERATED_NAME)
    yield PlannedCall("s3", "CreateBucket", {"Bucket": name, **_ownership(properties)})
    if properties.get("Tags"):
        tagging = {"TagSet": properties["Tags"]}
        yield PlannedCall("s3", "PutBucketTagging", {"Bucket": name, "Tagging": tagging})
    lock = properties.get("ObjectLockConfiguration")
    if lock is not None:
        given = {"Bucket": name, "ObjectLockConfiguration": lock}
        yield PlannedCall("s3", "PutObjectLockConfiguration", given)
    rules = properties.get("LifecycleConfiguration", {}).get("Rules")
    if rules is not None:
        configuration = {"Rules": [_as_parameters(rule) for rule in lifecycle_rules(rules)]}
        yield PlannedCall(
            "s3",
            "PutBucketLifecycleConfiguration",
            {"Bucket": name, "LifecycleConfiguration": configuration},
        )


def _ownership(properties: Properties) -> dict[str, str]:
    rules = properties.get("OwnershipControls", {}).get("Rules", [])
    return {
        **({"ACL": canned_acl(properties)} if "AccessControl" in properties else {}),
        **({"ObjectOwnership": rules[0]["ObjectOwnership"]} if rules else {}),
    }


def bucket_policy_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """PutBucketPolicy."""
    text = document_text(properties["PolicyDocument"])
    yield PlannedCall("s3", "PutBucketPolicy", {"Bucket": properties["Bucket"], "Policy": text})


def _as_parameters(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule by the names of botocore's model."""
    given = {_LISTS.get(name, name): value for name, value in rule.items() if name != "Filter"}
    found = dict(rule["Filter"])
    if "And" in found:
        found["And"] = {_LISTS.get(name, name): value for name, value in found["And"].items()}
    return {**given, "Filter": found}
