"""AWS::SQS::Queue: standard queues.

moto's handler updates two attributes and drops the others.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html
"""

from __future__ import annotations

from typing import Any

from moto.sqs.exceptions import QueueAlreadyExists
from moto.sqs.models import SQSBackend, sqs_backends

from emulator.queues.urls import queue_name, queue_url
from emulator.resources.properties import TAGS, Document
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    document_text,
    present,
    tag_map,
    tags_of,
)

# What SQS has where a template says nothing.
_DEFAULTS: dict[str, Any] = {
    "DelaySeconds": 0,
    "KmsDataKeyReusePeriodSeconds": 300,
    "KmsMasterKeyId": "",
    "MaximumMessageSize": 1_048_576,
    "MessageRetentionPeriod": 345_600,
    "ReceiveMessageWaitTimeSeconds": 0,
    "SqsManagedSseEnabled": True,
    "VisibilityTimeout": 30,
}
_POLICIES = ("RedriveAllowPolicy", "RedrivePolicy")


class SqsQueue(ResourceType):
    """A standard queue; FIFO queues are refused."""

    type_name = "AWS::SQS::Queue"
    schema = {
        **{name: type(value) for name, value in _DEFAULTS.items()},
        "QueueName": str,
        "RedriveAllowPolicy": Document,
        "RedrivePolicy": Document,
        "Tags": TAGS,
    }
    create_only = frozenset({"QueueName"})
    name_property = "QueueName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the queue; ``Ref`` is its URL."""
        name = properties.get("QueueName") or place.generated_name(80)
        backend = _backend(place)
        if name in backend.queues:
            raise QueueAlreadyExists(f"A queue named {name} already exists.")
        backend.create_queue(name)
        return queue_url(place.account, name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets every attribute but the policy, which other types set, and the tags."""
        name = queue_name(physical_id)
        attributes = {key: properties.get(key, value) for key, value in _DEFAULTS.items()}
        for key in _POLICIES:
            policy = properties.get(key)
            attributes[key] = document_text(policy) if policy else ""
        backend = _backend(place)
        backend.set_queue_attributes(name, attributes)
        backend.get_queue(name).tags = tag_map(properties)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the queue with its messages."""
        _backend(place).queues.pop(queue_name(physical_id), None)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Attributes, both redrive policies and tags."""
        queue: Any = _backend(place).queues.get(queue_name(physical_id))
        if queue is None:
            return None
        shown = queue.attributes
        return present(
            {
                **{name: shown.get(name) for name in (*_DEFAULTS, *_POLICIES)},
                "QueueName": queue.name,
                "Tags": tags_of(queue.tags),
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn, QueueName and QueueUrl."""
        queue = _backend(place).get_queue(queue_name(physical_id))
        return {"Arn": queue.queue_arn, "QueueName": queue.name, "QueueUrl": physical_id}


def _backend(place: Placement) -> SQSBackend:
    return sqs_backends[place.account][place.region]
