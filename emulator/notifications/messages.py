"""GET /emulator-api/sns/messages?topicArn=…: what was published, and what became of it.

A mail cannot be sent from here, so this is where it can be read. A message is here once, with one
outcome for each subscription that the topic had.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from moto.sns.models import Subscription, Topic

from emulator.emulator_api import InvalidSettingError
from emulator.topics.attributes import topic_at


@dataclass(frozen=True)
class Message:
    """One publication."""

    topic_arn: str
    message_id: str
    subject: str | None
    text: str


def keep(message: Message, subscription: Subscription, outcome: str, reason: str = "") -> None:
    """Notes what became of a message at one subscription."""
    topic = topic_at(message.topic_arn)
    if topic is None:
        return
    entry = _kept(topic).setdefault(message.message_id, {"deliveries": []})
    entry["time"] = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    given = {
        "protocol": subscription.protocol,
        "endpoint": subscription.endpoint,
        "outcome": outcome,
    }
    entry["deliveries"].append({**given, **({"reason": reason} if reason else {})})


def show(asked: Any) -> dict[str, Any]:
    """Every message of one topic, in the order in which they were published."""
    given = asked if isinstance(asked, Mapping) else {}
    arn = given.get("topicArn")
    topic = topic_at(str(arn)) if arn else None
    if topic is None:
        raise InvalidSettingError([f"there is no topic {arn!r}; say topicArn=<ARN>"])
    kept = _kept(topic)
    return {
        "messages": [
            {
                "messageId": message_id,
                "subject": subject,
                "message": text,
                "deliveries": [],
                **kept.get(message_id, {}),
            }
            for message_id, text, subject, _, _ in topic.sent_notifications
        ]
    }


def _kept(topic: Topic) -> dict[str, dict[str, Any]]:
    """On the topic, so that they end with it and with moto's reset."""
    found: dict[str, dict[str, Any]] = vars(topic).setdefault("emulator_deliveries", {})
    return found
