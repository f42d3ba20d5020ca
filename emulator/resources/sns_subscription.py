"""AWS::SNS::Subscription of queues and e-mail addresses.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html
"""

from __future__ import annotations

from typing import Any

from moto.sns.models import SNSBackend, Subscription, sns_backends

from emulator.resources.properties import Document, one_of
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    document_text,
    present,
)

_SCOPE, _DEFAULT_SCOPE = "FilterPolicyScope", "MessageAttributes"


class SnsSubscription(ResourceType):
    """A subscription; other protocols, delivery policies and dead-letter queues are refused."""

    type_name = "AWS::SNS::Subscription"
    schema = {
        "Endpoint": str,
        "FilterPolicy": Document,
        "FilterPolicyScope": one_of("MessageAttributes", "MessageBody"),
        "Protocol": one_of("email", "email-json", "sqs"),
        "RawMessageDelivery": bool,
        "TopicArn": str,
    }
    required = frozenset({"Endpoint", "Protocol", "TopicArn"})
    create_only = frozenset({"Endpoint", "Protocol", "TopicArn"})

    def create(self, place: Placement, properties: Properties) -> str:
        """Subscribes; ``Ref`` is the subscription's ARN."""
        made = _backend(place).subscribe(
            properties["TopicArn"], properties["Endpoint"], properties["Protocol"]
        )
        return str(made.arn)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets what is filtered and how it is wrapped."""
        backend = _backend(place)
        policy = properties.get("FilterPolicy")
        given = {
            _SCOPE: properties.get(_SCOPE, _DEFAULT_SCOPE),
            "FilterPolicy": document_text(policy) if policy else "",
            "RawMessageDelivery": properties.get("RawMessageDelivery", False),
        }
        for name, value in given.items():
            backend.set_subscription_attributes(physical_id, name, value)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Unsubscribes."""
        _backend(place).unsubscribe(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Who is subscribed to what, and what is filtered."""
        found: Subscription | None = _backend(place).subscriptions.get(physical_id)
        if found is None:
            return None
        shown = found.attributes
        raw = str(shown.get("RawMessageDelivery")).lower() == "true"
        return present(
            {
                "Endpoint": found.endpoint,
                "FilterPolicy": shown.get("FilterPolicy"),
                "FilterPolicyScope": shown.get(_SCOPE) if shown.get("FilterPolicy") else None,
                "Protocol": found.protocol,
                "RawMessageDelivery": raw,
                "TopicArn": found.topic_arn,
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn."""
        return {"Arn": physical_id}


def _backend(place: Placement) -> SNSBackend:
    return sns_backends[place.account][place.region]
