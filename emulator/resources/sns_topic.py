"""AWS::SNS::Topic: standard topics; their subscriptions are resources of their own.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html
"""

from __future__ import annotations

from typing import Any

from moto.sns.models import SNSBackend, Topic, sns_backends

from emulator.cloudformation.errors import ValidationError
from emulator.resources.properties import TAGS, one_of
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    present,
    tag_map,
    tags_of,
)

# By property: moto's attribute, and what SNS has where a template says nothing.
_ATTRIBUTES = {
    "DisplayName": ("display_name", ""),
    "KmsMasterKeyId": ("kms_master_key_id", ""),
    "SignatureVersion": ("signature_version", ""),
    "TracingConfig": ("tracing_config", ""),
}


class SnsTopic(ResourceType):
    """A standard topic; FIFO topics are refused."""

    type_name = "AWS::SNS::Topic"
    schema = {
        "DisplayName": str,
        "KmsMasterKeyId": str,
        "SignatureVersion": one_of("1", "2"),
        "Tags": TAGS,
        "TopicName": str,
        "TracingConfig": one_of("Active", "PassThrough"),
    }
    create_only = frozenset({"TopicName"})
    name_property = "TopicName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the topic; ``Ref`` is its ARN."""
        name = properties.get("TopicName") or place.generated_name(256)
        backend = _backend(place)
        arn = place.arn("sns", name)
        # SNS would answer with the topic that there is.
        if arn in backend.topics:
            raise ValidationError(f"Topic {name} already exists")
        backend.create_topic(name)
        return arn

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets every attribute but the policy, which other types set, and the tags."""
        topic = _backend(place).get_topic(physical_id)
        for name, (attribute, default) in _ATTRIBUTES.items():
            setattr(topic, attribute, properties.get(name, default))
        topic._tags = tag_map(properties)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the topic with its subscriptions."""
        _backend(place).delete_topic(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Attributes and tags."""
        topic: Topic | None = _backend(place).topics.get(physical_id)
        if topic is None:
            return None
        shown = {
            name: getattr(topic, attribute, "") for name, (attribute, _) in _ATTRIBUTES.items()
        }
        return present({**shown, "TopicName": topic.name, "Tags": tags_of(topic._tags)})

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """TopicArn and TopicName."""
        return {"TopicArn": physical_id, "TopicName": physical_id.rsplit(":", 1)[-1]}


def _backend(place: Placement) -> SNSBackend:
    return sns_backends[place.account][place.region]
