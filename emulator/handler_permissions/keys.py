"""AWS::KMS::Key, whose own policy decides once it has one, and AWS::KMS::Alias.

https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emulator.handler_permissions.requests import HandlerRequests, Needed, calls, changed
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.planned_call import PlannedCall


def _new_key(place: Placement, properties: Properties) -> Iterator[Needed]:
    tags = _tags(tag_map(properties))
    yield PlannedCall("kms", "CreateKey", {"Tags": tags} if tags else {})


def _made_key(place: Placement, key_id: str, properties: Properties) -> Iterator[Needed]:
    """The tags of CreateKey, before the key's own policy is in force: IAM's decide."""
    tags = _tags(tag_map(properties))
    if tags:
        yield PlannedCall("kms", "TagResource", {"KeyId": key_id, "Tags": tags})


def _settled_key(place: Placement, key_id: str, properties: Properties) -> Iterator[Needed]:
    if "KeyPolicy" in properties and not properties.get("BypassPolicyLockoutSafetyCheck"):
        yield from calls("kms", "PutKeyPolicy", KeyId=key_id)
    if properties.get("EnableKeyRotation"):
        yield from calls("kms", "EnableKeyRotation", KeyId=key_id)
    if not properties.get("Enabled", True):
        yield from calls("kms", "DisableKey", KeyId=key_id)


def _changed_key(
    place: Placement, key_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    """The policy last: the other requests are judged by the one that is in force."""
    yield from calls("kms", "DescribeKey ListResourceTags", KeyId=key_id)
    if changed(properties, previous, "Description"):
        yield from calls("kms", "UpdateKeyDescription", KeyId=key_id)
    if changed(properties, previous, "Enabled"):
        state = "EnableKey" if properties.get("Enabled", True) else "DisableKey"
        yield from calls("kms", state, KeyId=key_id)
    if changed(properties, previous, "EnableKeyRotation", "RotationPeriodInDays"):
        rotates = properties.get("EnableKeyRotation")
        rotation = "EnableKeyRotation" if rotates else "DisableKeyRotation"
        yield from calls("kms", rotation, KeyId=key_id)
    new, old = tag_map(properties), tag_map(previous)
    added = _tags({key: value for key, value in new.items() if old.get(key) != value})
    if added:
        yield PlannedCall("kms", "TagResource", {"KeyId": key_id, "Tags": added})
    removed = [key for key in old if key not in new]
    if removed:
        yield PlannedCall("kms", "UntagResource", {"KeyId": key_id, "TagKeys": removed})
    if changed(properties, previous, "KeyPolicy"):
        yield from calls("kms", "PutKeyPolicy", KeyId=key_id)


def _gone_key(place: Placement, key_id: str, properties: Properties) -> Iterator[Needed]:
    return calls("kms", "DescribeKey ScheduleKeyDeletion", KeyId=key_id)


def _new_alias(place: Placement, properties: Properties) -> Iterator[Needed]:
    return calls("kms", "CreateAlias", **properties)


def _changed_alias(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    return calls("kms", "UpdateAlias", **properties)


def _gone_alias(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("kms", "DeleteAlias", AliasName=name)


def _tags(tags: dict[str, str]) -> list[dict[str, Any]]:
    return [{"TagKey": key, "TagValue": value} for key, value in tags.items()]


REQUESTS = {
    "AWS::KMS::Alias": HandlerRequests(_new_alias, _changed_alias, _gone_alias),
    "AWS::KMS::Key": HandlerRequests(
        _new_key, _changed_key, _gone_key, made=_made_key, settled=_settled_key
    ),
}
