"""Receiving: a message goes to one consumer at a time, and an old one to none.

moto's queues are lists that several requests change at once: two consumers can get one message, and
a message that is sent while another is deleted can be lost. Here each operation has the queue for
itself. A message that is older than the retention period is dropped, where moto stops at it.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
"""

from __future__ import annotations

import time
from typing import Any

from moto.core.utils import unix_time_millis
from moto.sqs.models import Message, Queue, SQSBackend

from emulator.moto_changes import replace_attribute

# How soon a message that becomes visible again is seen by a consumer that waits.
_LONGEST_NAP_SECONDS = 0.1
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces what reads and changes the messages of a queue."""
    _ORIGINAL["receive"] = replace_attribute(SQSBackend, "receive_message", _receive_message)
    _ORIGINAL["visibility"] = replace_attribute(
        SQSBackend, "change_message_visibility", _change_message_visibility
    )
    _ORIGINAL["purge"] = replace_attribute(SQSBackend, "purge_queue", _purge_queue)
    _ORIGINAL["delete"] = replace_attribute(Queue, "delete_message", _delete_message)


def source_of(message: Message) -> str | None:
    """The ARN of the queue that a dead letter was moved from."""
    return getattr(message, "dead_letter_source_arn", None)


def _drop_expired(queue: Queue) -> None:
    """Removes the messages that were sent longer ago than the retention period."""
    oldest = unix_time_millis() - 1000 * int(queue.attributes["MessageRetentionPeriod"])
    # Typed as None, which it is only until the message is sent.
    sent: list[Any] = list(queue._messages)
    for message in [one for one in sent if one.sent_timestamp <= oldest]:
        queue._messages.remove(message)
        queue.pending_messages.discard(message)


def _receive_message(
    backend: SQSBackend,
    queue_name: str,
    count: int,
    wait_seconds_timeout: int,
    visibility_timeout: int,
    message_attribute_names: list[str] | None = None,
) -> list[Message]:
    queue = backend.get_queue(queue_name)
    end = time.monotonic() + wait_seconds_timeout
    with queue._messages_lock:
        while True:
            _drop_expired(queue)
            _mark_dead_letters(queue)
            found: list[Message] = _ORIGINAL["receive"](
                backend, queue_name, count, 0, visibility_timeout, message_attribute_names
            )
            left = end - time.monotonic()
            if found or left <= 0:
                return found
            # Lets go of the lock meanwhile.
            queue._messages_lock.wait(min(left, _LONGEST_NAP_SECONDS))


def _change_message_visibility(
    backend: SQSBackend, queue_name: str, receipt_handle: str, visibility_timeout: int
) -> None:
    with backend.get_queue(queue_name)._messages_lock:
        _ORIGINAL["visibility"](backend, queue_name, receipt_handle, visibility_timeout)


def _purge_queue(backend: SQSBackend, queue_name: str) -> None:
    with backend.get_queue(queue_name)._messages_lock:
        _ORIGINAL["purge"](backend, queue_name)


def _delete_message(queue: Queue, receipt_handle: str) -> None:
    with queue._messages_lock:
        _ORIGINAL["delete"](queue, receipt_handle)


def _mark_dead_letters(queue: Queue) -> None:
    """Those that moto is about to move; SQS remembers where dead letters come from."""
    policy: Any = queue.redrive_policy
    if queue.dead_letter_queue is None or not policy:
        return
    for message in queue.messages:
        if message.approximate_receive_count >= policy["maxReceiveCount"]:
            message.dead_letter_source_arn = queue.queue_arn  # type: ignore[attr-defined]
