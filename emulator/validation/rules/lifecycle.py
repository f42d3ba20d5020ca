"""Lifecycle rules of buckets, as PutBucketLifecycleConfiguration has them.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from emulator.validation.api_call import ApiCall, Refusal, shown

_MOST_RULES, _LONGEST_ID, _MOST_VERSIONS = 1_000, 255, 100
# Days that an object stays in STANDARD before it may go there.
_DAYS_BEFORE = {"STANDARD_IA": 30, "ONEZONE_IA": 30}
_ACTIONS = (
    "AbortIncompleteMultipartUpload",
    "Expiration",
    "NoncurrentVersionExpiration",
    "NoncurrentVersionTransitions",
    "Transitions",
)


def lifecycle_rules(call: ApiCall) -> Iterator[Refusal]:
    """Each rule by itself, and that no two have the same name."""
    configuration = call.parameters.get("LifecycleConfiguration") or {}
    rules = configuration.get("Rules") or []
    if not 1 <= len(rules) <= _MOST_RULES:
        yield Refusal("MalformedXML", f"Rules: from 1 to {_MOST_RULES}, not {len(rules)}")
    names: set[str] = set()
    for rule in rules:
        name = rule.get("ID", "")
        if name and name in names:
            message = f"Rule ID must be unique. Found same ID for more than one rule: {name!r}"
            yield Refusal("InvalidArgument", message)
        names.add(name)
        for problem in _problems(rule):
            yield Refusal("InvalidArgument", f"Lifecycle rule {shown(name)!r}: {problem}")


def _problems(rule: Mapping[str, Any]) -> Iterator[str]:
    if len(rule.get("ID", "")) > _LONGEST_ID:
        yield f"ID length should not exceed allowed limit of {_LONGEST_ID}"
    if not any(rule.get(action) for action in _ACTIONS):
        yield "At least one action needs to be specified in a rule"
    yield from _days(rule)
    by_tag = _has_tags(rule.get("Filter") or {})
    expiration = rule.get("Expiration") or {}
    if by_tag and "AbortIncompleteMultipartUpload" in rule:
        yield "AbortIncompleteMultipartUpload cannot be specified with Tags"
    if by_tag and "ExpiredObjectDeleteMarker" in expiration:
        yield "ExpiredObjectDeleteMarker cannot be specified with Tags"
    if len({"Days", "Date", "ExpiredObjectDeleteMarker"} & expiration.keys()) > 1:
        yield "Expiration has more than one of Days, Date and ExpiredObjectDeleteMarker"
    for transition in rule.get("Transitions") or ():
        least = _DAYS_BEFORE.get(transition.get("StorageClass"), 0)
        days = transition.get("Days")
        if days is not None and days < least:
            yield (
                f"'Days' in Transition action must be greater than or equal to {least} for "
                f"storageClass '{transition['StorageClass']}', not {days}"
            )
        end = expiration.get("Days")
        if days is not None and end is not None and end <= days:
            yield f"'Days' in the Expiration action ({end}) must exceed Transition ({days})"


def _days(rule: Mapping[str, Any]) -> Iterator[str]:
    expiration = rule.get("Expiration") or {}
    noncurrent = rule.get("NoncurrentVersionExpiration") or {}
    abort = rule.get("AbortIncompleteMultipartUpload") or {}
    for action, name, value in (
        ("Expiration", "Days", expiration.get("Days")),
        ("NoncurrentVersionExpiration", "NoncurrentDays", noncurrent.get("NoncurrentDays")),
        ("AbortIncompleteMultipartUpload", "DaysAfterInitiation", abort.get("DaysAfterInitiation")),
    ):
        if value is not None and value < 1:
            yield f"'{name}' for {action} action must be a positive integer, not {value}"
    kept = noncurrent.get("NewerNoncurrentVersions")
    if kept is not None and not 1 <= kept <= _MOST_VERSIONS:
        yield f"NewerNoncurrentVersions has to be from 1 to {_MOST_VERSIONS}, not {kept}"


def _has_tags(rule_filter: Mapping[str, Any]) -> bool:
    return "Tag" in rule_filter or bool((rule_filter.get("And") or {}).get("Tags"))
