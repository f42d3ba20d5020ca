"""Moving messages from a dead-letter queue back, which moto does not have.

A task is finished when StartMessageMoveTask returns; on AWS it runs on.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
"""

from __future__ import annotations

import base64
import json
from typing import Any
from uuid import uuid4

from moto.core.responses import ActionResult
from moto.core.utils import unix_time_millis
from moto.sqs.exceptions import SQSException
from moto.sqs.models import Message, Queue, SQSBackend, sqs_backends
from moto.sqs.responses import SQSResponse

from emulator.moto_changes import add_method
from emulator.queues.attributes import queue_at
from emulator.queues.receiving import source_of

_NO_SOURCE = "CouldNotDetermineMessageSource"


def install() -> None:
    """Adds the three operations."""
    add_method(SQSResponse, "start_message_move_task", _start)
    add_method(SQSResponse, "list_message_move_tasks", _list)
    add_method(SQSResponse, "cancel_message_move_task", _cancel)


def default_destinations(source_arn: str) -> list[str]:
    """Where messages go if no destination is given: the queues whose dead letters they are."""
    source = queue_at(source_arn)
    return [queue.queue_arn for queue in _sources_of(source)] if source else []


def source_of_task(handle: str) -> str:
    """The queue that a task moves messages from; an empty text for what is no handle."""
    try:
        return str(json.loads(base64.b64decode(handle))["sourceArn"])
    except (ValueError, KeyError, TypeError):
        return ""


def _start(response: SQSResponse) -> ActionResult:
    backend = response.sqs_backend
    source_arn, target_arn = response._get_param("SourceArn"), response._get_param("DestinationArn")
    source = _existing(source_arn)
    if not _sources_of(source):
        raise SQSException(
            "InvalidParameterValue",
            "Source queue must be configured as a Dead Letter Queue.",
        )
    target = _existing(target_arn) if target_arn else None
    task_id = str(uuid4())
    handle = json.dumps({"taskId": task_id, "sourceArn": source_arn})
    with source._messages_lock:
        waiting = list(source.messages)
        moved, failure = _move(backend, source, waiting, target)
    task = {
        "Status": "FAILED" if failure else "COMPLETED",
        "SourceArn": source_arn,
        "DestinationArn": target_arn,
        "MaxNumberOfMessagesPerSecond": response._get_param("MaxNumberOfMessagesPerSecond"),
        "ApproximateNumberOfMessagesMoved": moved,
        "ApproximateNumberOfMessagesToMove": len(waiting),
        "FailureReason": failure,
        "StartedTimestamp": int(unix_time_millis()),
    }
    given = {name: value for name, value in task.items() if value is not None}
    _tasks(backend, source_arn).insert(0, given)
    return ActionResult({"TaskHandle": base64.b64encode(handle.encode()).decode()})


def _move(
    backend: SQSBackend, source: Queue, waiting: list[Message], target: Queue | None
) -> tuple[int, str | None]:
    """How many were moved, and why not all of them."""
    moved = 0
    for message in waiting:
        home = target or queue_at(source_of(message) or "")
        if home is None:
            return moved, _NO_SOURCE
        # A message that is moved is a new one, with an id and a time of its own.
        backend.send_message(home.name, message.body, message.message_attributes)
        source._messages.remove(message)
        source.pending_messages.discard(message)
        moved += 1
    return moved, None


def _list(response: SQSResponse) -> ActionResult:
    source_arn = response._get_param("SourceArn")
    _existing(source_arn)
    count = int(response._get_param("MaxResults") or 1)
    return ActionResult({"Results": _tasks(response.sqs_backend, source_arn)[: min(count, 10)]})


def _cancel(response: SQSResponse) -> ActionResult:
    raise SQSException("ResourceNotFoundException", "There is no such task that is still running.")


def _sources_of(dead_letters: Queue) -> list[Queue]:
    backend = sqs_backends[dead_letters.account_id][dead_letters.region]
    return backend.list_dead_letter_source_queues(dead_letters.name)


def _existing(arn: str) -> Queue:
    queue = queue_at(arn)
    if queue is None:
        raise SQSException(
            "ResourceNotFoundException",
            "The resource that you specified for the SourceArn or DestinationArn parameter"
            f" doesn't exist: {arn}",
        )
    return queue


def _tasks(backend: SQSBackend, source_arn: str) -> list[dict[str, Any]]:
    """Newest first; kept on the backend so that moto's reset clears them."""
    stores: dict[str, list[dict[str, Any]]] = vars(backend).setdefault("emulator_move_tasks", {})
    return stores.setdefault(source_arn, [])
