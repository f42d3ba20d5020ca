"""The lifecycle rules of a bucket, from CloudFormation's shape to that of the S3 API.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html
"""

from __future__ import annotations

from typing import Any

from emulator.resources.properties import TAGS, one_of
from emulator.resources.resource_type import Properties

_TRANSITION = {"StorageClass": str, "TransitionInDays": int, "TransitionDate": str}
_NONCURRENT_TRANSITION = {
    "NewerNoncurrentVersions": int,
    "StorageClass": str,
    "TransitionInDays": int,
}

LIFECYCLE_SCHEMA = {
    "Rules": [
        {
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": int},
            "ExpirationDate": str,
            "ExpirationInDays": int,
            "ExpiredObjectDeleteMarker": bool,
            "Id": str,
            "NoncurrentVersionExpiration": {"NewerNoncurrentVersions": int, "NoncurrentDays": int},
            "NoncurrentVersionExpirationInDays": int,
            "NoncurrentVersionTransitions": [_NONCURRENT_TRANSITION],
            "ObjectSizeGreaterThan": int,
            "ObjectSizeLessThan": int,
            "Prefix": str,
            "Status": one_of("Enabled", "Disabled"),
            "TagFilters": TAGS,
            "Transitions": [_TRANSITION],
        }
    ]
}


def lifecycle_rules(rules: list[Properties]) -> list[dict[str, Any]]:
    """The rules as a parsed PutBucketLifecycleConfiguration request holds them."""
    return [_rule(rule, f"rule-{number}") for number, rule in enumerate(rules, 1)]


def _rule(rule: Properties, default_id: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ID": rule.get("Id", default_id),
        "Status": rule["Status"],
        "Filter": _filter(rule),
    }
    expiration = {
        "Days": rule.get("ExpirationInDays"),
        "Date": rule.get("ExpirationDate"),
        "ExpiredObjectDeleteMarker": rule.get("ExpiredObjectDeleteMarker"),
    }
    noncurrent = rule.get("NoncurrentVersionExpiration") or {
        "NoncurrentDays": rule.get("NoncurrentVersionExpirationInDays")
    }
    optional = {
        "Expiration": _without_none(expiration),
        "NoncurrentVersionExpiration": _without_none(noncurrent),
        "AbortIncompleteMultipartUpload": rule.get("AbortIncompleteMultipartUpload"),
        "Transition": [_transition(t) for t in rule.get("Transitions", [])],
        "NoncurrentVersionTransition": [
            _noncurrent_transition(t) for t in rule.get("NoncurrentVersionTransitions", [])
        ],
    }
    return result | {key: value for key, value in optional.items() if value}


def _filter(rule: Properties) -> dict[str, Any]:
    tags = [dict(tag) for tag in rule.get("TagFilters", [])]
    parts = _without_none(
        {
            "Prefix": rule.get("Prefix"),
            "ObjectSizeGreaterThan": rule.get("ObjectSizeGreaterThan"),
            "ObjectSizeLessThan": rule.get("ObjectSizeLessThan"),
        }
    )
    if len(parts) + len(tags) > 1:
        return {"And": parts | ({"Tag": tags} if tags else {})}
    if tags:
        return {"Tag": tags[0]}
    return parts or {"Prefix": ""}


def _transition(transition: Properties) -> dict[str, Any]:
    return _without_none(
        {
            "Days": transition.get("TransitionInDays"),
            "Date": transition.get("TransitionDate"),
            "StorageClass": transition["StorageClass"],
        }
    )


def _noncurrent_transition(transition: Properties) -> dict[str, Any]:
    return _without_none(
        {
            "NoncurrentDays": transition["TransitionInDays"],
            "NewerNoncurrentVersions": transition.get("NewerNoncurrentVersions"),
            "StorageClass": transition["StorageClass"],
        }
    )


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
