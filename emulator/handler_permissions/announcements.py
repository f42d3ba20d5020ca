"""SNS topics with their policies and subscriptions, and resource policies of CloudWatch Logs."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.handler_permissions.requests import (
    HandlerRequests,
    Needed,
    calls,
    changed_tags,
)
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.messaging_handler_calls import subscription_calls, topic_calls
from emulator.validation.planned_call import PlannedCall


def _new_topic(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("TopicName") or place.generated_name(256)
    return topic_calls({**properties, "TopicName": name}, None)


def _changed_topic(
    place: Placement, arn: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    new, old = ({k: v for k, v in one.items() if k != "Tags"} for one in (properties, previous))
    if new != old:
        yield from calls("sns", "SetTopicAttributes", TopicArn=arn)
    tags = tag_map(properties), tag_map(previous)
    yield from changed_tags("sns:TagResource", "sns:UntagResource", arn, *tags)


def _read_topic(place: Placement, arn: str, properties: Properties) -> Iterator[Needed]:
    yield from calls("sns", "ListSubscriptionsByTopic", TopicArn=arn)
    yield from calls("sns", "GetDataProtectionPolicy", ResourceArn=arn)


def _gone_topic(place: Placement, arn: str, properties: Properties) -> Iterator[Needed]:
    return calls("sns", "GetTopicAttributes DeleteTopic", TopicArn=arn)


def _new_policies(place: Placement, properties: Properties) -> Iterator[Needed]:
    for arn in properties["Topics"]:
        yield from calls("sns", "SetTopicAttributes", TopicArn=arn)


def _changed_policies(
    place: Placement, physical_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    yield from _new_policies(place, properties)
    gone = [arn for arn in previous["Topics"] if arn not in properties["Topics"]]
    yield from _new_policies(place, {"Topics": gone})


def _gone_policies(place: Placement, physical_id: str, properties: Properties) -> Iterator[Needed]:
    return _new_policies(place, properties)


def _new_policy(place: Placement, properties: Properties) -> Iterator[Needed]:
    arn = properties["TopicArn"]
    return calls("sns", "GetTopicAttributes SetTopicAttributes", TopicArn=arn)


def _changed_policy(
    place: Placement, physical_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    return _new_policy(place, properties)


def _gone_policy(place: Placement, physical_id: str, properties: Properties) -> Iterator[Needed]:
    return _new_policy(place, properties)


def _new_subscription(place: Placement, properties: Properties) -> Iterator[Needed]:
    return subscription_calls(properties, None)


def _changed_subscription(
    place: Placement, arn: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    return calls("sns", "SetSubscriptionAttributes", SubscriptionArn=arn)


def _gone_subscription(place: Placement, arn: str, properties: Properties) -> Iterator[Needed]:
    return calls("sns", "GetSubscriptionAttributes Unsubscribe", SubscriptionArn=arn)


def _new_resource_policy(place: Placement, properties: Properties) -> Iterator[Needed]:
    yield PlannedCall("logs", "PutResourcePolicy", {"policyName": properties["PolicyName"]})


def _changed_resource_policy(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    return _new_resource_policy(place, properties)


def _gone_resource_policy(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("logs", "DeleteResourcePolicy", policyName=name)


REQUESTS = {
    "AWS::Logs::ResourcePolicy": HandlerRequests(
        _new_resource_policy, _changed_resource_policy, _gone_resource_policy
    ),
    "AWS::SNS::Subscription": HandlerRequests(
        _new_subscription, _changed_subscription, _gone_subscription
    ),
    "AWS::SNS::Topic": HandlerRequests(_new_topic, _changed_topic, _gone_topic, read=_read_topic),
    "AWS::SNS::TopicInlinePolicy": HandlerRequests(_new_policy, _changed_policy, _gone_policy),
    "AWS::SNS::TopicPolicy": HandlerRequests(_new_policies, _changed_policies, _gone_policies),
}
