"""Attributes of topics that moto keeps and does not show, those that it shows wrongly, and lists.

moto's lists end early: each page of the emulator is cut from the whole list.

https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.sns.models import SNSBackend, Subscription, Topic, sns_backends
from moto.sns.responses import SNSResponse

from emulator.moto_changes import replace_attribute

# By the name of moto's attribute, which it makes of the name in the request.
_KEPT = {"signature_version": "SignatureVersion", "tracing_config": "TracingConfig"}
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces how topics are shown and listed."""
    replace_attribute(SNSBackend, "_get_values_nexttoken", _everything)
    name = "get_topic_attributes"
    _ORIGINAL[name] = replace_attribute(SNSResponse, name, _get_topic_attributes)


def topic_at(arn: str) -> Topic | None:
    """The topic with this ARN, if there is one."""
    parts = arn.split(":")
    if len(parts) != 6 or parts[2] != "sns":
        return None
    topic: Topic | None = sns_backends[parts[4]][parts[3]].topics.get(arn)
    return topic


def subscriptions_of(topic: Topic) -> list[Subscription]:
    """All of them, confirmed or not."""
    found = topic.sns_backend.subscriptions.values()
    return [one for one in found if one.topic_arn == topic.arn]


def is_pending(subscription: Subscription) -> bool:
    """Whether the endpoint has not confirmed that it wants what is published."""
    return str(subscription.attributes.get("PendingConfirmation", "")).lower() == "true"


def _everything(
    backend: SNSBackend, values: dict[str, Any], next_token: str | None = None
) -> tuple[list[Any], None]:
    return list(values.values()), None


def _get_topic_attributes(response: SNSResponse) -> ActionResult:
    answer: ActionResult = _ORIGINAL["get_topic_attributes"](response)
    topic = topic_at(response._get_param("TopicArn"))
    if topic is None:
        return answer
    shown: Any = answer.result
    found: dict[str, Any] = shown["Attributes"]
    for name, label in _KEPT.items():
        value = getattr(topic, name, None)
        if value:
            found[label] = value
    pending = [is_pending(one) for one in subscriptions_of(topic)]
    found["SubscriptionsPending"] = str(pending.count(True))
    found["SubscriptionsConfirmed"] = str(pending.count(False))
    return ActionResult(
        {"Attributes": {name: text for name, text in found.items() if text not in ("", None)}}
    )
