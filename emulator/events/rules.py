"""Which rules an event concerns; their targets get it from another thread.

moto sends to the targets of disabled rules too, and of rules without a pattern (which are
schedules), and as nobody in particular.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from moto.events.models import Rule, events_backends

from emulator.events.delivery import Delivery, deliver_soon
from emulator.events.destinations import Sender
from emulator.events.inputs import text_for
from emulator.moto_changes import replace_attribute

_ENABLED = "ENABLED"
_ENABLED_FOR_ALL = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"


def install() -> None:
    """Replaces how events that somebody puts on a bus get to the targets of its rules."""
    replace_attribute(Rule, "send_to_targets", _send_to_targets)


def offer(account: str, region: str, event: dict[str, Any]) -> None:
    """Offers an event of an AWS service to the rules of the default bus."""
    for rule in list(events_backends[account][region].event_buses["default"].rules.values()):
        _offer_to(rule, event)


def _send_to_targets(rule: Rule, original_event: Any, transform_input: bool = True) -> None:
    """An event of PutEvents, whose time moto keeps as a number beside one of its own."""
    event = {name: value for name, value in original_event.items() if name != "ingestion-time"}
    moment = datetime.fromtimestamp(float(event["time"]), timezone.utc)
    event["time"] = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    _offer_to(rule, event)


def _offer_to(rule: Rule, event: dict[str, Any]) -> None:
    # Typed as the event of its own making.
    matches: Any = rule.event_pattern.matches_event
    if not _is_for(rule.state, event) or not rule.event_pattern.get_pattern() or not matches(event):
        return
    sender = Sender(rule.account_id, rule.region_name, rule.arn)
    for target in rule.targets:
        deliver_soon(
            Delivery(
                sender=sender,
                target_arn=target["Arn"],
                dead_letter_arn=target.get("DeadLetterConfig", {}).get("Arn"),
                event=event,
                text=text_for(target, event, rule.arn),
            )
        )


def _is_for(state: str, event: dict[str, Any]) -> bool:
    """Read-only management events are for rules that ask for all of them, and for no others.

    By the record's own word: AWS says both that rules without it get none, and that they get those
    whose names do not begin with Describe, Get or List, such as AssumeRole.
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
    """
    if state == _ENABLED_FOR_ALL:
        return True
    detail = event.get("detail")
    is_recorded = str(event.get("detail-type")).endswith(" via CloudTrail")
    is_read = (
        is_recorded
        and isinstance(detail, dict)
        and detail.get("readOnly") is True
        and detail.get("managementEvent") is not False
    )
    return state == _ENABLED and not is_read
