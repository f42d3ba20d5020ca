"""Events of objects that EventBridge may not deliver: the queue or its key does not allow it."""

from __future__ import annotations

import pytest

from emulator.tests.arrivals import (
    EVENTS,
    deliveries,
    keys_of,
    queue_arn,
    received,
    rule_arn,
    upload,
)
from emulator.tests.twins import allow, without

KEY_USE = ["kms:GenerateDataKey", "kms:Decrypt"]
OTHER_RULE = {"ArnEquals": {"aws:SourceArn": rule_arn("acme-eu")}}
OTHER_ACCOUNT = {"StringEquals": {"aws:SourceAccount": "210987654321"}}
OTHER_QUEUE = {"StringEquals": {"kms:EncryptionContext:aws:sqs:arn": queue_arn("acme-eu")}}
REFUSED = {
    "no statement of the queue": ("queue_use", None),
    "another rule": ("queue_use", allow("sqs:SendMessage", Principal=EVENTS, Condition=OTHER_RULE)),
    "another account": (
        "queue_use",
        allow("sqs:SendMessage", Principal=EVENTS, Condition=OTHER_ACCOUNT),
    ),
    "another service": (
        "queue_use",
        allow("sqs:SendMessage", Principal={"Service": "sns.amazonaws.com"}),
    ),
}


@pytest.mark.parametrize(("name", "statement"), REFUSED.values(), ids=REFUSED)
def test_what_the_queue_does_not_allow_is_a_dead_letter(
    platform_of, client, endpoint, name, statement
):
    platform_of(**{name: statement})
    upload(client)
    assert deliveries(endpoint) == {"delivered": 0, "deadLettered": 1, "lost": 0, "pending": 0}
    assert received(client("sqs"), "acme-arrivals") == []
    (letter,) = received(client("sqs"), "acme-arrivals-dead")
    assert keys_of([letter]) == ["acme/file.csv"]
    told = {k: v["StringValue"] for k, v in letter["MessageAttributes"].items()}
    assert told.pop("ERROR_MESSAGE").startswith(
        "events.amazonaws.com is not authorized to perform: sqs:SendMessage"
    )
    assert told == {
        "ERROR_CODE": "NO_PERMISSIONS",
        "RULE_ARN": rule_arn("acme"),
        "TARGET_ARN": queue_arn("acme"),
    }


@pytest.mark.parametrize(
    "use",
    [
        None,
        allow(["kms:GenerateDataKey"], Principal=EVENTS),
        allow(["kms:Decrypt"], Principal=EVENTS),
        allow(KEY_USE, Principal=EVENTS, Condition=OTHER_RULE),
        allow(KEY_USE, Principal=EVENTS, Condition=OTHER_ACCOUNT),
        allow(KEY_USE, Principal=EVENTS, Condition=OTHER_QUEUE),
    ],
    ids=["nothing", "no Decrypt", "no GenerateDataKey", "other rule", "other account", "queue"],
)
def test_what_the_key_does_not_allow_is_lost(platform_of, client, endpoint, use):
    """The dead-letter queue is under the same key."""
    platform_of(key_use=without(use, "Resource") if use else None)
    upload(client)
    upload(client, "acme-eu/file.csv")
    assert deliveries(endpoint) == {"delivered": 1, "deadLettered": 0, "lost": 1, "pending": 0}


def test_without_a_dead_letter_queue_it_is_lost(platform_of, client, endpoint):
    platform_of(queue_use=None, target={"DeadLetterConfig": None})
    upload(client)
    assert deliveries(endpoint)["lost"] == 1
    assert received(client("sqs"), "acme-arrivals-dead") == []


def test_a_queue_that_is_gone(platform_of, client, endpoint):
    platform_of()
    sqs = client("sqs")
    sqs.delete_queue(QueueUrl=sqs.get_queue_url(QueueName="acme-arrivals")["QueueUrl"])
    upload(client)
    assert deliveries(endpoint)["deadLettered"] == 1
    (letter,) = received(sqs, "acme-arrivals-dead")
    assert letter["MessageAttributes"]["ERROR_CODE"]["StringValue"] == "NO_RESOURCE"
