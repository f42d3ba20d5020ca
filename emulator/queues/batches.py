"""Messages of a batch that SQS refuses one by one: the others are sent.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_BatchResultErrorEntry.html
"""

from __future__ import annotations

from typing import Any

from moto.sqs.models import SQSBackend

from emulator.moto_changes import replace_attribute
from emulator.validation.rules.messages import refusals_of_a_message

_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces what sends a batch."""
    name = "send_message_batch"
    _ORIGINAL[name] = replace_attribute(SQSBackend, name, _send_message_batch)


def _send_message_batch(
    backend: SQSBackend, queue_name: str, entries: dict[str, dict[str, Any]]
) -> tuple[list[Any], list[dict[str, Any]]]:
    failed = []
    good = {}
    for number, entry in entries.items():
        refusal = next(refusals_of_a_message(entry), None)
        if refusal is None:
            good[number] = entry
            continue
        failed.append(
            {
                "Id": entry["Id"],
                "SenderFault": True,
                "Code": refusal.code,
                "Message": refusal.message,
            }
        )
    sent, refused = _ORIGINAL["send_message_batch"](backend, queue_name, good)
    return sent, failed + refused
