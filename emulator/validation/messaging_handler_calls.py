"""Requests to SQS, EventBridge and CloudWatch Logs for the resources of a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emulator.resources.resource_type import Properties, document_text, tag_map
from emulator.validation.planned_call import GENERATED_NAME, PlannedCall, without_none


def queue_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateQueue or SetQueueAttributes, whose attributes are all texts."""
    attributes = {
        name: _text(value)
        for name, value in properties.items()
        if name not in ("QueueName", "Tags")
    }
    if physical_id is not None:
        given = {"QueueUrl": physical_id, "Attributes": attributes}
        yield PlannedCall("sqs", "SetQueueAttributes", given)
        return
    name = properties.get("QueueName", GENERATED_NAME)
    tags = tag_map(properties) or None
    new: dict[str, Any] = {"QueueName": name, "Attributes": attributes, "tags": tags}
    yield PlannedCall("sqs", "CreateQueue", without_none(new))


def queue_policy_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """SetQueueAttributes of each queue."""
    for url in properties["Queues"]:
        yield _policy(url, properties)


def queue_inline_policy_calls(
    properties: Properties, physical_id: str | None
) -> Iterator[PlannedCall]:
    """SetQueueAttributes."""
    yield _policy(properties["Queue"], properties)


def rule_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """PutRule, and PutTargets if there are targets."""
    name = properties.get("Name") or physical_id or GENERATED_NAME
    given = {
        "Name": name,
        "EventPattern": document_text(properties["EventPattern"]),
        "State": properties.get("State"),
        "Description": properties.get("Description"),
        "Tags": properties.get("Tags"),
    }
    yield PlannedCall("events", "PutRule", without_none(given))
    if properties.get("Targets"):
        targets = {"Rule": name, "Targets": properties["Targets"]}
        yield PlannedCall("events", "PutTargets", targets)


def log_group_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateLogGroup or AssociateKmsKey, and PutRetentionPolicy."""
    name = physical_id or properties.get("LogGroupName", GENERATED_NAME)
    key = properties.get("KmsKeyId")
    if physical_id is None:
        given = {"logGroupName": name, "kmsKeyId": key, "tags": tag_map(properties) or None}
        yield PlannedCall("logs", "CreateLogGroup", without_none(given))
    elif key is not None:
        yield PlannedCall("logs", "AssociateKmsKey", {"logGroupName": name, "kmsKeyId": key})
    days = properties.get("RetentionInDays")
    if days is not None:
        given = {"logGroupName": name, "retentionInDays": days}
        yield PlannedCall("logs", "PutRetentionPolicy", given)


def _policy(url: str, properties: Properties) -> PlannedCall:
    text = document_text(properties["PolicyDocument"])
    return PlannedCall(
        "sqs", "SetQueueAttributes", {"QueueUrl": url, "Attributes": {"Policy": text}}
    )


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else document_text(_plain(value))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, int) else value
