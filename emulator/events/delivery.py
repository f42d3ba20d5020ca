"""Delivery of events to queues, by a thread of its own, as the service that EventBridge is.

The queue's policy and its key's policy have to allow ``events.amazonaws.com`` what it does for the
rule. What it may not do is not tried again: the event goes to the dead-letter queue of the target,
under the same conditions, or is lost.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any

from moto.sqs.models import Queue, sqs_backends

from emulator.authorization.actions.check import Check
from emulator.authorization.actions.sqs import encryption_key_arn
from emulator.authorization.deployed_principals import service_principal
from emulator.authorization.guardrails import organization_facts
from emulator.authorization.judgement import judge, time_facts
from emulator.authorization.request_context import RequestContext
from emulator.events.delivery_counts import COUNTS
from emulator.queues.attributes import queue_at

_SERVICE = "events.amazonaws.com"
_NO_PERMISSIONS, _NO_RESOURCE = "NO_PERMISSIONS", "NO_RESOURCE"
_LOG = logging.getLogger("events")


@dataclass(frozen=True)
class Delivery:
    """One event for one target of one rule."""

    account: str
    region: str
    rule_arn: str
    target_arn: str
    dead_letter_arn: str | None
    event: dict[str, Any]


class _UndeliverableError(Exception):
    """Why a queue does not get an event; ``code`` as in dead letters."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


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
    body = json.dumps(delivery.event, separators=(",", ":"))
    try:
        _send(delivery, delivery.target_arn, body, {})
        return "delivered"
    except _UndeliverableError as error:
        reason, code = str(error), error.code
    where = f"rule {delivery.rule_arn}, target {delivery.target_arn}: {reason}"
    if delivery.dead_letter_arn is None:
        _LOG.warning("lost: %s; the target has no dead-letter queue", where)
        return "lost"
    attributes = {
        "ERROR_CODE": code,
        "ERROR_MESSAGE": reason,
        "RULE_ARN": delivery.rule_arn,
        "TARGET_ARN": delivery.target_arn,
    }
    try:
        _send(delivery, delivery.dead_letter_arn, body, attributes)
    except _UndeliverableError as error:
        _LOG.warning("lost: %s; dead-letter queue %s: %s", where, delivery.dead_letter_arn, error)
        return "lost"
    _LOG.warning("dead letter: %s", where)
    return "deadLettered"


def _send(delivery: Delivery, queue_arn: str, body: str, attributes: dict[str, str]) -> None:
    queue = queue_at(queue_arn)
    if queue is None:
        raise _UndeliverableError(_NO_RESOURCE, "the queue does not exist")
    for check in _checks(delivery, queue):
        _require(delivery, check)
    sqs_backends[queue.account_id][queue.region].send_message(
        queue.name,
        body,
        {name: {"DataType": "String", "StringValue": text} for name, text in attributes.items()},
    )


def _checks(delivery: Delivery, queue: Queue) -> list[Check]:
    source = {
        "aws:SourceAccount": (delivery.account,),
        **organization_facts("aws:SourceOrgID", "aws:ResourceOrgID"),
        "aws:SourceArn": (delivery.rule_arn,),
        "aws:SecureTransport": ("true",),
        "aws:ViaAWSService": ("false",),
        "aws:RequestedRegion": (delivery.region,),
    }
    found = [Check("sqs:SendMessage", queue.queue_arn, source)]
    key_arn = encryption_key_arn(queue)
    if key_arn is not None:
        # That KMS is told kms:ViaService for a service that acts by itself is not documented, so
        # that it is absent; see docs/auditor/unconfirmed.md.
        encryption = {
            "kms:EncryptionContext:aws:sqs:arn": (queue.queue_arn,),
            "kms:EncryptionContextKeys": ("aws:sqs:arn",),
        }
        for action in ("kms:GenerateDataKey", "kms:Decrypt"):
            found.append(Check(action, key_arn, {**source, **encryption}))
    return found


def _require(delivery: Delivery, check: Check) -> None:
    principal = service_principal(_SERVICE, delivery.account)
    shared = RequestContext({**time_facts(), **principal.facts})
    decision = judge(principal, check, shared, delivery.account)
    if not decision.is_allowed:
        statements = "; ".join(f"{d.statement.sid} of {d.policy}" for d in decision.deciders)
        shown = f" [{statements}]" if statements else ""
        raise _UndeliverableError(
            _NO_PERMISSIONS,
            f"{_SERVICE} is not authorized to perform: {check.action} on resource: "
            f"{check.resource} {decision.reason}{shown}",
        )
