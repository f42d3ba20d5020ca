"""AWS::SNS::TopicPolicy and AWS::SNS::TopicInlinePolicy: a topic has one policy, whoever sets it.

One that is taken away leaves the policy that every topic starts with.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicinlinepolicy.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from moto.sns.models import Topic, sns_backends

from emulator.resources.properties import Document
from emulator.resources.resource_type import Placement, Properties, ResourceType, document_text


class SnsTopicPolicy(ResourceType):
    """The policy of one or more topics."""

    type_name = "AWS::SNS::TopicPolicy"
    schema = {"PolicyDocument": Document, "Topics": [str]}
    required = frozenset({"PolicyDocument", "Topics"})

    def create(self, place: Placement, properties: Properties) -> str:
        """A name that CloudFormation makes up; the policies are set by ``apply``."""
        return place.generated_name()

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets the policy of each topic, and takes it from those that are named no longer."""
        text, topics = document_text(properties["PolicyDocument"]), properties["Topics"]
        _reset(place, set(previous.get("Topics", [])) - set(topics))
        for arn in topics:
            _set(place, arn, text)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Takes the policy from the topics that are still there."""
        _reset(place, properties["Topics"])

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Id."""
        return {"Id": physical_id}


class SnsTopicInlinePolicy(ResourceType):
    """The policy of one topic."""

    type_name = "AWS::SNS::TopicInlinePolicy"
    schema = {"PolicyDocument": Document, "TopicArn": str}
    required = frozenset({"PolicyDocument", "TopicArn"})
    create_only = frozenset({"TopicArn"})

    def create(self, place: Placement, properties: Properties) -> str:
        """``Ref`` is the topic's ARN."""
        return str(properties["TopicArn"])

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets the policy."""
        _set(place, physical_id, document_text(properties["PolicyDocument"]))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Takes the policy from the topic if that is still there."""
        _reset(place, [physical_id])

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The topic's policy; None if its topic is gone or has the policy that it started with."""
        topic = _topics(place).get(physical_id)
        if topic is None or topic._policy_json == _first_policy(place, topic):
            return None
        return {"PolicyDocument": topic.policy, "TopicArn": physical_id}


def _set(place: Placement, arn: str, text: str) -> None:
    backend = sns_backends[place.account][place.region]
    backend.set_topic_attribute(arn, "policy", text)


def _reset(place: Placement, arns: Iterable[str]) -> None:
    for arn in arns:
        topic = _topics(place).get(arn)
        if topic is not None:
            topic.policy = json.dumps(_first_policy(place, topic))


def _first_policy(place: Placement, topic: Topic) -> dict[str, Any]:
    return topic._create_default_topic_policy(place.region, place.account, topic.name)


def _topics(place: Placement) -> dict[str, Topic]:
    found: dict[str, Topic] = sns_backends[place.account][place.region].topics
    return found
