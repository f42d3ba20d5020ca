"""Subscriptions: an e-mail address has to confirm its own, and a queue gets what it may get.

moto confirms every subscription at once, and sends to queues as nobody in particular.
https://docs.aws.amazon.com/sns/latest/dg/SendMessageToSQS.html
https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.sns.models import SNSBackend, Subscription
from moto.sns.responses import SNSResponse

from emulator.moto_changes import replace_attribute
from emulator.notifications.deliveries import UndeliveredError, require_queue_takes
from emulator.notifications.messages import Message, keep
from emulator.topics.attributes import is_pending

_PENDING = "PendingConfirmation"
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces how subscriptions begin, how they are listed, and how they get messages."""
    _ORIGINAL["subscribe"] = replace_attribute(SNSBackend, "subscribe", _subscribe)
    _ORIGINAL["publish"] = replace_attribute(Subscription, "publish", _publish)
    for name in ("list_subscriptions", "list_subscriptions_by_topic"):
        original = replace_attribute(SNSResponse, name, None)
        setattr(SNSResponse, name, _listing(original))


def _subscribe(backend: SNSBackend, topic_arn: str, endpoint: str, protocol: str) -> Subscription:
    subscription: Subscription = _ORIGINAL["subscribe"](backend, topic_arn, endpoint, protocol)
    if protocol != "sqs":
        # Nobody here reads the mail in which AWS asks whether the endpoint wants it.
        subscription.attributes["PendingConfirmation"] = True
        subscription.attributes["ConfirmationWasAuthenticated"] = False
    return subscription


def _listing(original: Any) -> Any:
    """The same list, in which a subscription that is not confirmed has no ARN to show."""

    def listed(response: SNSResponse) -> ActionResult:
        answer: ActionResult = original(response)
        shown: Any = answer.result
        found = [_entry(one) for one in shown["Subscriptions"]]
        return ActionResult({**shown, "Subscriptions": found})

    return listed


def _entry(subscription: Subscription) -> dict[str, str]:
    return {
        "SubscriptionArn": _PENDING if is_pending(subscription) else subscription.arn,
        "Owner": subscription.owner,
        "Protocol": subscription.protocol,
        "Endpoint": subscription.endpoint,
        "TopicArn": subscription.topic_arn,
    }


def _publish(subscription: Subscription, message: str, message_id: str, **options: Any) -> None:
    """Sends to a queue what its policies allow; notes what every subscription got or did not."""
    about = Message(subscription.topic_arn, message_id, options.get("subject"), message)
    matcher = subscription._filter_policy_matcher
    if matcher is not None and not matcher.matches(options.get("message_attributes"), message):
        keep(about, subscription, "filtered")
    elif is_pending(subscription):
        keep(about, subscription, "pendingConfirmation")
    elif subscription.protocol == "sqs":
        try:
            require_queue_takes(subscription)
        except UndeliveredError as error:
            keep(about, subscription, "failed", str(error))
            return
        _ORIGINAL["publish"](subscription, message, message_id, **options)
        keep(about, subscription, "delivered")
    else:
        keep(about, subscription, "notEmulated")
