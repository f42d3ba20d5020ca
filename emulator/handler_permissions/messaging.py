"""SQS queues with their policies, EventBridge rules and log groups."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check
from emulator.handler_permissions.requests import (
    HandlerRequests,
    Needed,
    calls,
    changed,
    changed_tags,
    new_tags,
    on,
)
from emulator.queues.urls import queue_name
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.messaging_handler_calls import (
    log_group_calls,
    queue_calls,
    rule_calls,
)
from emulator.validation.planned_call import PlannedCall

# Reading a log group asks for these, also where no template sets what they are about.
_GROUP_READS = "DescribeIndexPolicies GetDataProtectionPolicy"


def _new_queue(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("QueueName") or place.generated_name(80)
    yield from queue_calls({**properties, "QueueName": name}, None)
    yield PlannedCall("sqs", "GetQueueUrl", {"QueueName": name})


def _changed_queue(
    place: Placement, url: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    new, old = ({k: v for k, v in one.items() if k != "Tags"} for one in (properties, previous))
    if new != old:
        yield from calls("sqs", "SetQueueAttributes", QueueUrl=url)
    arn = place.arn("sqs", queue_name(url))
    yield from changed_tags(
        "sqs:TagQueue", "sqs:UntagQueue", arn, tag_map(properties), tag_map(previous)
    )


def _gone_queue(place: Placement, url: str, properties: Properties) -> Iterator[Needed]:
    return calls("sqs", "GetQueueAttributes DeleteQueue", QueueUrl=url)


def _new_policies(place: Placement, properties: Properties) -> Iterator[Needed]:
    for url in properties["Queues"]:
        yield from calls("sqs", "SetQueueAttributes", QueueUrl=url)


def _changed_policies(
    place: Placement, physical_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    yield from _new_policies(place, properties)
    gone = [url for url in previous["Queues"] if url not in properties["Queues"]]
    yield from _new_policies(place, {"Queues": gone})


def _gone_policies(place: Placement, physical_id: str, properties: Properties) -> Iterator[Needed]:
    return _new_policies(place, properties)


def _new_policy(place: Placement, properties: Properties) -> Iterator[Needed]:
    url = properties["Queue"]
    yield PlannedCall("sqs", "GetQueueUrl", {"QueueName": queue_name(url)})
    yield from calls("sqs", "GetQueueAttributes SetQueueAttributes", QueueUrl=url)


def _changed_policy(
    place: Placement, physical_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    return _new_policy(place, properties)


def _gone_policy(place: Placement, physical_id: str, properties: Properties) -> Iterator[Needed]:
    return calls("sqs", "GetQueueAttributes SetQueueAttributes", QueueUrl=properties["Queue"])


def _new_rule(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("Name") or place.generated_name()
    yield PlannedCall("events", "DescribeRule", {"Name": name})
    yield from rule_calls({**properties, "Name": name}, None)
    yield from new_tags("events:TagResource", place.arn("events", f"rule/{name}"), properties)


def _changed_rule(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    yield from rule_calls({**properties, "Name": name}, name)
    kept = {one["Id"] for one in properties.get("Targets", [])}
    if {one["Id"] for one in previous.get("Targets", [])} - kept:
        yield PlannedCall("events", "RemoveTargets", {"Rule": name})
    arn = place.arn("events", f"rule/{name}")
    tags = tag_map(properties), tag_map(previous)
    yield from changed_tags("events:TagResource", "events:UntagResource", arn, *tags)


def _gone_rule(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    yield PlannedCall("events", "DescribeRule", {"Name": name})
    yield from calls("events", "ListTargetsByRule RemoveTargets", Rule=name)
    yield PlannedCall("events", "DeleteRule", {"Name": name})


def _new_group(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("LogGroupName") or place.generated_name(512)
    yield from log_group_calls({**properties, "LogGroupName": name}, None)


def _read_group(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    # As actions on a group are written: see authorization/actions/logs.py.
    yield from on(place.arn("logs", f"log-group:{name}:log-stream:"), "logs", _GROUP_READS)
    yield Check("logs:DescribeResourcePolicies", "*")


def _changed_group(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    if changed(properties, previous, "KmsKeyId"):
        operation = "AssociateKmsKey" if "KmsKeyId" in properties else "DisassociateKmsKey"
        yield PlannedCall("logs", operation, {"logGroupName": name})
    if changed(properties, previous, "RetentionInDays"):
        kept = "RetentionInDays" in properties
        operation = "PutRetentionPolicy" if kept else "DeleteRetentionPolicy"
        yield PlannedCall("logs", operation, {"logGroupName": name})
    arn = place.arn("logs", f"log-group:{name}")
    tags = tag_map(properties), tag_map(previous)
    yield from changed_tags("logs:TagResource", "logs:UntagResource", arn, *tags)


def _gone_group(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    yield PlannedCall("logs", "DescribeLogGroups", {"logGroupNamePrefix": name})
    yield PlannedCall("logs", "DeleteLogGroup", {"logGroupName": name})


REQUESTS = {
    "AWS::Events::Rule": HandlerRequests(_new_rule, _changed_rule, _gone_rule),
    "AWS::Logs::LogGroup": HandlerRequests(
        _new_group, _changed_group, _gone_group, read=_read_group
    ),
    "AWS::SQS::Queue": HandlerRequests(_new_queue, _changed_queue, _gone_queue),
    "AWS::SQS::QueueInlinePolicy": HandlerRequests(_new_policy, _changed_policy, _gone_policy),
    "AWS::SQS::QueuePolicy": HandlerRequests(_new_policies, _changed_policies, _gone_policies),
}
