"""Attributes of queues that moto drops or gets wrong.

SetQueueAttributes without a policy takes the queue's policy away in moto; RedriveAllowPolicy is
neither kept nor obeyed; and a queue under a KMS key still says that SQS's own key encrypts it.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.sqs.exceptions import SQSException
from moto.sqs.models import Queue, sqs_backends

from emulator.moto_changes import replace_attribute

_REDRIVE_ALLOW = "RedriveAllowPolicy"
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces how a queue takes attributes and how it shows them."""
    _ORIGINAL["set"] = replace_attribute(Queue, "_set_attributes", _set_attributes)
    shown: Any = replace_attribute(Queue, "attributes", property(_attributes))
    _ORIGINAL["get"] = shown.fget
    names = replace_attribute(Queue, "BASE_ATTRIBUTES", [*Queue.BASE_ATTRIBUTES, _REDRIVE_ALLOW])
    if _REDRIVE_ALLOW in names:
        raise RuntimeError(f"moto has {_REDRIVE_ALLOW} now; remove ours")


def queue_at(arn: str) -> Queue | None:
    """The queue with this ARN, if there is one."""
    parts = arn.split(":")
    if len(parts) != 6 or parts[2] != "sqs":
        return None
    queue: Queue | None = sqs_backends[parts[4]][parts[3]].queues.get(parts[5])
    return queue


def _set_attributes(queue: Queue, attributes: dict[str, Any], now: float | None = None) -> None:
    given = dict(attributes)
    if "Policy" not in given and hasattr(queue, "_policy_json"):
        given["Policy"] = queue.policy
    allowed = given.pop(_REDRIVE_ALLOW, getattr(queue, "redrive_allow_policy", None)) or None
    _require_dead_letters_allowed(queue, given.get("RedrivePolicy"))
    _ORIGINAL["set"](queue, given, now)
    # moto's queues have no such attribute.
    queue.redrive_allow_policy = allowed  # type: ignore[attr-defined]


def _attributes(queue: Queue) -> dict[str, Any]:
    found: dict[str, Any] = _ORIGINAL["get"](queue)
    if found.get("KmsMasterKeyId"):
        found["SqsManagedSseEnabled"] = "false"
    return found


def _require_dead_letters_allowed(queue: Queue, redrive: Any) -> None:
    """A dead-letter queue can say whose dead letters it takes."""
    policy = json.loads(redrive) if isinstance(redrive, str) and redrive else redrive
    target = queue_at(str(policy.get("deadLetterTargetArn"))) if policy else None
    text = getattr(target, "redrive_allow_policy", None)
    if text is None:
        return
    allow = json.loads(text)
    permission = allow.get("redrivePermission", "allowAll")
    named = permission == "byQueue" and queue.queue_arn in allow.get("sourceQueueArns", [])
    if permission != "allowAll" and not named:
        raise SQSException(
            "InvalidParameterValue",
            "Value for parameter RedrivePolicy is invalid. Reason: the RedriveAllowPolicy of"
            f" {policy['deadLetterTargetArn']} does not allow {queue.queue_arn}.",
        )
