"""AWS::SQS::QueuePolicy and AWS::SQS::QueueInlinePolicy: a queue has one policy, whoever sets it.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queueinlinepolicy.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from moto.sqs.models import SQSBackend, sqs_backends

from emulator.queues.urls import queue_name
from emulator.resources.properties import Document
from emulator.resources.resource_type import Placement, Properties, ResourceType, document_text


class SqsQueuePolicy(ResourceType):
    """The policy of one or more queues."""

    type_name = "AWS::SQS::QueuePolicy"
    schema = {"PolicyDocument": Document, "Queues": [str]}
    required = frozenset({"PolicyDocument", "Queues"})

    def create(self, place: Placement, properties: Properties) -> str:
        """A name that CloudFormation makes up; the policies are set by ``apply``."""
        return place.generated_name()

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets the policy of each queue, and takes it from those that are named no longer."""
        text, queues = document_text(properties["PolicyDocument"]), properties["Queues"]
        _remove(place, set(previous.get("Queues", [])) - set(queues))
        for url in queues:
            _backend(place).set_queue_attributes(queue_name(url), {"Policy": text})

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Takes the policy from the queues that are still there."""
        _remove(place, properties["Queues"])


class SqsQueueInlinePolicy(ResourceType):
    """The policy of one queue."""

    type_name = "AWS::SQS::QueueInlinePolicy"
    schema = {"PolicyDocument": Document, "Queue": str}
    required = frozenset({"PolicyDocument", "Queue"})
    create_only = frozenset({"Queue"})

    def create(self, place: Placement, properties: Properties) -> str:
        """``Ref`` is the queue's URL."""
        return str(properties["Queue"])

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets the policy."""
        text = document_text(properties["PolicyDocument"])
        _backend(place).set_queue_attributes(queue_name(physical_id), {"Policy": text})

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Takes the policy from the queue if that is still there."""
        _remove(place, [physical_id])

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """The queue's policy; None if it or its queue is gone."""
        queue: Any = _backend(place).queues.get(queue_name(physical_id))
        if queue is None or not queue.policy:
            return None
        return {"PolicyDocument": queue.policy, "Queue": physical_id}


def _remove(place: Placement, urls: Iterable[str]) -> None:
    backend = _backend(place)
    for url in urls:
        if queue_name(url) in backend.queues:
            backend.set_queue_attributes(queue_name(url), {"Policy": ""})


def _backend(place: Placement) -> SQSBackend:
    return sqs_backends[place.account][place.region]
