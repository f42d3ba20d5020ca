"""Requests to SQS, SNS, EventBridge, Scheduler and CloudWatch Logs for a template's resources."""

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


def topic_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateTopic, or SetTopicAttributes of each attribute."""
    attributes = {
        name: str(value) for name, value in properties.items() if name not in ("TopicName", "Tags")
    }
    if physical_id is not None:
        for name, value in attributes.items():
            yield _attribute(physical_id, name, value)
        return
    name = properties.get("TopicName", GENERATED_NAME)
    new = {"Name": name, "Attributes": attributes, "Tags": properties.get("Tags")}
    yield PlannedCall("sns", "CreateTopic", without_none(new))


def topic_policy_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """SetTopicAttributes of each topic."""
    for arn in properties["Topics"]:
        yield _attribute(arn, "Policy", document_text(properties["PolicyDocument"]))


def topic_inline_policy_calls(
    properties: Properties, physical_id: str | None
) -> Iterator[PlannedCall]:
    """SetTopicAttributes."""
    text = document_text(properties["PolicyDocument"])
    yield _attribute(properties["TopicArn"], "Policy", text)


def subscription_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """Subscribe, or SetSubscriptionAttributes of each attribute."""
    asked = {name: properties[name] for name in ("Endpoint", "Protocol", "TopicArn")}
    attributes = {name: _text(value) for name, value in properties.items() if name not in asked}
    if physical_id is None:
        yield PlannedCall("sns", "Subscribe", {**asked, "Attributes": attributes})
        return
    for name, value in attributes.items():
        given = {"SubscriptionArn": physical_id, "AttributeName": name, "AttributeValue": value}
        yield PlannedCall("sns", "SetSubscriptionAttributes", given)


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


def schedule_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateSchedule or UpdateSchedule."""
    given = {"Name": physical_id or GENERATED_NAME, **properties}
    yield PlannedCall(
        "scheduler", "CreateSchedule" if physical_id is None else "UpdateSchedule", given
    )


def schedule_group_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateScheduleGroup, or TagResource."""
    if physical_id is None:
        given = {"Name": properties.get("Name", GENERATED_NAME), "Tags": properties.get("Tags")}
        yield PlannedCall("scheduler", "CreateScheduleGroup", without_none(given))


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


def resource_policy_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """PutResourcePolicy."""
    given = {
        "policyName": properties["PolicyName"],
        "policyDocument": properties["PolicyDocument"],
    }
    yield PlannedCall("logs", "PutResourcePolicy", given)


def _attribute(topic_arn: str, name: str, value: str) -> PlannedCall:
    given = {"TopicArn": topic_arn, "AttributeName": name, "AttributeValue": value}
    return PlannedCall("sns", "SetTopicAttributes", given)


def _policy(url: str, properties: Properties) -> PlannedCall:
    text = document_text(properties["PolicyDocument"])
    return PlannedCall(
        "sqs", "SetQueueAttributes", {"QueueUrl": url, "Attributes": {"Policy": text}}
    )


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else document_text(_plain(value))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, int) else value
