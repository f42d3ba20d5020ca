"""Delivery of events to targets, by a thread of its own, as the service that EventBridge is.

The target's policy and its key's policy have to allow ``events.amazonaws.com`` what it does for the
rule. What it may not do is not tried again: the event goes to the dead-letter queue of the target,
under the same conditions, or is lost.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any

from emulator.authorization import judged_checks
from emulator.authorization.actions.check import Check
from emulator.authorization.deployed_principals import service_principal
from emulator.authorization.judged_checks import JudgedCheck
from emulator.authorization.judgement import judge_use, time_facts
from emulator.authorization.on_behalf import call_of
from emulator.authorization.request_context import RequestContext
from emulator.cloudtrail import recording
from emulator.events.delivery_counts import COUNTS
from emulator.events.destinations import Sender, destination
from emulator.events.undeliverable import NO_PERMISSIONS, UndeliverableError
from emulator.queues.urls import queue_url

_SERVICE = "events.amazonaws.com"
_LOG = logging.getLogger("events")


@dataclass(frozen=True)
class Delivery:
    """One event for one target of one rule."""

    sender: Sender
    target_arn: str
    dead_letter_arn: str | None
    event: dict[str, Any]
    text: str
    """What the target gets of the event."""


_WAITING: SimpleQueue[tuple[int, Delivery]] = SimpleQueue()


def start() -> None:
    """Begins to deliver."""
    Thread(target=_deliver_all, name="event deliveries", daemon=True).start()


def deliver_soon(delivery: Delivery) -> None:
    """Returns at once; COUNTS knows of the delivery from here on."""
    _WAITING.put((COUNTS.begun(), delivery))


def _deliver_all() -> None:
    while True:
        account_number, delivery = _WAITING.get()
        # What was on its way when the account was emptied concerns nobody.
        if account_number != COUNTS.account_number:
            continue
        outcome = "lost"
        try:
            outcome = _deliver(delivery)
        except Exception:
            _LOG.exception("delivery of %s failed", delivery.event.get("id"))
        COUNTS.ended(account_number, outcome)


def _deliver(delivery: Delivery) -> str:
    try:
        _send(delivery.sender, delivery.target_arn, delivery.text, {})
        return "delivered"
    except UndeliverableError as error:
        reason, code = str(error), error.code
    where = f"rule {delivery.sender.rule_arn}, target {delivery.target_arn}: {reason}"
    if delivery.dead_letter_arn is None:
        _LOG.warning("lost: %s; the target has no dead-letter queue", where)
        return "lost"
    attributes = {
        "ERROR_CODE": code,
        "ERROR_MESSAGE": reason,
        "RULE_ARN": delivery.sender.rule_arn,
        "TARGET_ARN": delivery.target_arn,
    }
    # The dead letter is the event, whatever the target would have got of it.
    event = json.dumps(delivery.event, separators=(",", ":"))
    try:
        _send(delivery.sender, delivery.dead_letter_arn, event, attributes)
    except UndeliverableError as error:
        _LOG.warning("lost: %s; dead-letter queue %s: %s", where, delivery.dead_letter_arn, error)
        return "lost"
    _LOG.warning("dead letter: %s", where)
    return "deadLettered"


def _send(sender: Sender, arn: str, text: str, attributes: Mapping[str, str]) -> None:
    found = destination(sender, arn)
    with judged_checks.collecting() as judged:
        try:
            for check in found.checks:
                _require(sender.account, check)
        finally:
            _record(sender, arn, judged)
    found.send(text, attributes)


def _require(account: str, check: Check) -> None:
    principal = service_principal(_SERVICE, account)
    shared = RequestContext({**time_facts(), **principal.facts})
    decision = judge_use(principal, check, shared, account)
    if decision.is_allowed:
        judged_checks.note(check, None)
        return
    denial = (
        f"{_SERVICE} is not authorized to perform: {check.action} on resource: "
        f"{check.resource} {decision.reason}"
    )
    judged_checks.note(check, denial)
    statements = "; ".join(f"{d.statement.sid} of {d.policy}" for d in decision.deciders)
    raise UndeliverableError(NO_PERMISSIONS, f"{denial} [{statements}]" if statements else denial)


def _record(sender: Sender, arn: str, judged: list[JudgedCheck]) -> None:
    """What EventBridge sends to queues and topics; CloudTrail has no events of log entries."""
    service, operation = judged[0].check.action.split(":", 1)
    if service == "logs":
        return
    principal = service_principal(_SERVICE, sender.account)
    named = {"QueueUrl": queue_url(sender.account, arn.rpartition(":")[2])}
    parameters = {"TopicArn": arn} if service == "sns" else named
    call = call_of(principal, sender.account, sender.region, service, operation, parameters)
    recording.record_made(call, judged)
