"""SQS: queues, whose own policies count too, and the keys that they are encrypted under.

SQS calls KMS in the name of who sends or receives.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.sqs.models import Queue

from emulator.authorization.actions.check import (
    Check,
    names,
    not_in_table,
    request_tags,
    tag_context,
)
from emulator.authorization.actions.kms import find_key, key_arn
from emulator.authorization.calls import Call
from emulator.queues.attributes import queue_at
from emulator.queues.move_tasks import default_destinations, source_of_task
from emulator.queues.urls import queue_name

_BY_URL = names(
    """
    AddPermission ChangeMessageVisibility DeleteMessage DeleteQueue GetQueueAttributes
    ListDeadLetterSourceQueues ListQueueTags PurgeQueue ReceiveMessage RemovePermission SendMessage
    SetQueueAttributes TagQueue UntagQueue
    """
)
_BY_NAME = frozenset({"CreateQueue", "GetQueueUrl"})
# A batch is authorized as the single operation.
_BATCHES = {
    "ChangeMessageVisibilityBatch": "ChangeMessageVisibility",
    "DeleteMessageBatch": "DeleteMessage",
    "SendMessageBatch": "SendMessage",
}
_SENDING = ("kms:GenerateDataKey", "kms:Decrypt")
_RECEIVING = ("kms:Decrypt",)


def checks(call: Call) -> Iterator[Check]:
    """What a call to SQS needs."""
    parameters = call.parameters
    operation = _BATCHES.get(call.operation, call.operation)
    if operation == "ListQueues":
        yield Check("sqs:ListQueues", "*")
    elif operation in _BY_NAME:
        arn = call.arn(parameters["QueueName"])
        tags = request_tags(parameters.get("tags"))
        yield Check(f"sqs:{operation}", arn, tags)
        if tags:
            yield Check("sqs:TagQueue", arn, tags)
    elif operation in _BY_URL:
        arn = call.arn(queue_name(parameters["QueueUrl"]))
        yield Check(f"sqs:{operation}", arn, tag_context(parameters))
        if operation == "SendMessage":
            yield from _key_checks(call, arn, _SENDING)
        elif operation == "ReceiveMessage":
            yield from _key_checks(call, arn, _RECEIVING)
    elif operation == "StartMessageMoveTask":
        yield from _move_checks(call)
    elif operation == "ListMessageMoveTasks":
        yield Check(call.action, parameters["SourceArn"])
    elif operation == "CancelMessageMoveTask":
        yield Check(call.action, source_of_task(parameters["TaskHandle"]))
    else:
        raise not_in_table(call)


def _move_checks(call: Call) -> Iterator[Check]:
    """SQS receives and deletes at one queue and sends to the other, in the caller's name.

    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
    """
    source = call.parameters["SourceArn"]
    for action in (
        call.action,
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
    ):
        yield Check(action, source)
    yield from _key_checks(call, source, _RECEIVING)
    target = call.parameters.get("DestinationArn")
    for arn in [target] if target else default_destinations(source):
        yield Check("sqs:SendMessage", arn)
        yield from _key_checks(call, arn, _SENDING)


def _key_checks(call: Call, queue_arn: str, actions: tuple[str, ...]) -> Iterator[Check]:
    key_id = _encryption_key_of(queue_at(queue_arn))
    if key_id is None:
        return
    context = {
        "kms:ViaService": (f"sqs.{call.region}.amazonaws.com",),
        "kms:CallerAccount": (call.account,),
        "kms:EncryptionContext:aws:sqs:arn": (queue_arn,),
        "kms:EncryptionContextKeys": ("aws:sqs:arn",),
        "aws:ViaAWSService": ("true",),
        "aws:CalledVia": ("sqs.amazonaws.com",),
    }
    for action in actions:
        yield Check(action, key_arn(call, key_id), context)


def _encryption_key_of(queue: Queue | None) -> str | None:
    """The KMS key that a queue is encrypted under, as its attribute writes it."""
    found = queue.attributes.get("KmsMasterKeyId") if queue else None
    return str(found) if found else None


def encryption_key_arn(queue: Queue) -> str | None:
    """The same as an ARN, whether the key exists or not."""
    key_id = _encryption_key_of(queue)
    key = find_key(queue.account_id, queue.region, key_id) if key_id else None
    return str(key.arn) if key else key_id
