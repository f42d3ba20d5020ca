"""The lifecycle rules of a bucket, from CloudFormation's shape to that of the S3 API.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html
"""

from __future__ import annotations

from collections.abc import Mapping
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


def template_rule(rule: Mapping[str, Any]) -> Properties:
    """A rule as GetBucketLifecycleConfiguration returns it, in the template's words."""
    expiration = rule.get("Expiration") or {}
    return _without_none(
        {
            "AbortIncompleteMultipartUpload": rule.get("AbortIncompleteMultipartUpload"),
            "ExpirationDate": expiration.get("Date"),
            "ExpirationInDays": expiration.get("Days"),
            "ExpiredObjectDeleteMarker": expiration.get("ExpiredObjectDeleteMarker"),
            "Id": rule.get("ID"),
            "NoncurrentVersionExpiration": rule.get("NoncurrentVersionExpiration"),
            "NoncurrentVersionTransitions": _template_transitions(
                rule.get("NoncurrentVersionTransitions"), "NoncurrentDays"
            ),
            "Status": rule.get("Status"),
            "Transitions": _template_transitions(rule.get("Transitions"), "Days"),
            **_template_filter(rule.get("Filter") or {}),
        }
    )


def _template_transitions(
    transitions: list[dict[str, Any]] | None, days: str
) -> list[Properties] | None:
    names = {days: "TransitionInDays", "Date": "TransitionDate"}
    found = transitions or []
    return [{names.get(name, name): v for name, v in one.items()} for one in found] or None


def _template_filter(conditions: Mapping[str, Any]) -> Properties:
    parts = {**conditions, **(conditions.get("And") or {})}
    tags = parts.get("Tags") or ([parts["Tag"]] if "Tag" in parts else None)
    names = ("ObjectSizeGreaterThan", "ObjectSizeLessThan", "Prefix")
    return {**{name: parts.get(name) for name in names}, "TagFilters": tags}


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
