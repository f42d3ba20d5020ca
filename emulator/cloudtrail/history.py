"""Event history: the latest management events, for LookupEvents; bounded in number, not in time.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from emulator.cloudtrail.records import Record, Recorded

MOST_EVENTS = 10_000
"""AWS keeps ninety days."""


@dataclass(frozen=True)
class Event:
    """A record as text, and what events are looked up by."""

    account: str
    region: str
    time: float
    text: str
    attributes: dict[str, str]
    resources: tuple[tuple[str, str], ...]

    def has(self, key: str, value: str) -> bool:
        """Whether an attribute of LookupEvents has the value."""
        if key == "ResourceName":
            return any(name == value for _, name in self.resources)
        if key == "ResourceType":
            return any(kind == value for kind, _ in self.resources)
        return self.attributes.get(key) == value


_EVENTS: deque[Event] = deque(maxlen=MOST_EVENTS)


def remember(account: str, recorded: Recorded) -> None:
    """Adds a management event; data events are in no history."""
    if recorded.data_type is None:
        _EVENTS.append(_event(account, recorded.record))


def forget_all() -> None:
    """The account is emptied."""
    _EVENTS.clear()


def events_of(account: str, region: str) -> Iterator[Event]:
    """The newest first."""
    for event in reversed(list(_EVENTS)):
        if event.account == account and event.region == region:
            yield event


def _event(account: str, record: Record) -> Event:
    identity = record["userIdentity"]
    found = {
        "AccessKeyId": identity.get("accessKeyId", ""),
        "EventId": record["eventID"],
        "EventName": record["eventName"],
        "EventSource": record["eventSource"],
        "ReadOnly": str(record["readOnly"]).lower(),
        "Username": _user_name(identity),
    }
    return Event(
        account,
        record["awsRegion"],
        time.time(),
        json.dumps(record, separators=(",", ":")),
        found,
        tuple(_resources(record)),
    )


def _resources(record: Record) -> Iterator[tuple[str, str]]:
    for one in record.get("resources", []):
        yield one.get("type", ""), one.get("ARN", "")


def _user_name(identity: dict[str, Any]) -> str:
    """A user's name, or that of a session."""
    if "userName" in identity:
        return str(identity["userName"])
    if identity["type"] == "Root":
        return "root"
    return str(identity.get("principalId", "")).partition(":")[2]
