"""Who may send to, receive from and administer queues, and with which key."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import ROOT_ARN, allow, deny, document

ARN = f"arn:aws:sqs:{REGION}:{ACCOUNT}"
CONSUMER = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]
THROUGH_SQS = {"StringEquals": {"kms:ViaService": f"sqs.{REGION}.amazonaws.com"}}
THROUGH_S3 = {"StringEquals": {"kms:ViaService": f"s3.{REGION}.amazonaws.com"}}
OF_QUEUE = {"StringEquals": {"kms:EncryptionContext:aws:sqs:arn": f"{ARN}:acme"}}
OTHER_QUEUE = {"StringEquals": {"kms:EncryptionContext:aws:sqs:arn": f"{ARN}:acme-eu"}}


@pytest.fixture
def queues(tenants):
    """A queue of each organization under its key, which the root user cannot use."""
    sqs, urls = tenants.root("sqs"), {}
    for slug in ("acme", "acme-eu"):
        key = {"KmsMasterKeyId": tenants.keys[slug]}
        urls[slug] = sqs.create_queue(QueueName=slug, Attributes=key)["QueueUrl"]
    return urls


def caller(tenants, *statements, slug: str | None = "acme"):
    """A client of a role with these permissions."""
    role = tenants.role(f"caller-{slug}", *statements, slug=slug)
    return tenants.client(tenants.session(role), "sqs")


def use_of_key(tenants, *actions, condition: Any = THROUGH_SQS, slug="acme"):
    return allow([f"kms:{one}" for one in actions], tenants.keys[slug], Condition=condition)


def send(sqs, url):
    return sqs.send_message(QueueUrl=url, MessageBody="file")


def receive(sqs, url):
    return sqs.receive_message(QueueUrl=url).get("Messages", [])


def denied(call, *arguments, **named):
    with pytest.raises(ClientError) as error:
        call(*arguments, **named)
    assert "AccessDenied" in error.value.response["Error"]["Code"]
    return error.value.response["Error"]["Message"]


def test_a_consumer_receives_and_deletes_at_its_own_queue_alone(tenants, queues):
    sqs = caller(tenants, allow(CONSUMER, f"{ARN}:acme"), use_of_key(tenants, "Decrypt"))
    producer_keys = use_of_key(tenants, "GenerateDataKey", "Decrypt", slug="acme-eu")
    producer = caller(
        tenants, allow("sqs:SendMessage", f"{ARN}:acme-eu"), producer_keys, slug="acme-eu"
    )
    send(producer, queues["acme-eu"])
    assert receive(sqs, queues["acme"]) == []
    assert "sqs:ReceiveMessage" in denied(receive, sqs, queues["acme-eu"])
    assert "sqs:SendMessage" in denied(send, sqs, queues["acme"])
    assert "sqs:SendMessage" in denied(send, sqs, queues["acme-eu"])
    assert "sqs:PurgeQueue" in denied(sqs.purge_queue, QueueUrl=queues["acme"])


@pytest.mark.parametrize("missing", ["GenerateDataKey", "Decrypt"])
def test_sending_needs_both_uses_of_the_key(tenants, queues, missing):
    may_send = allow("sqs:SendMessage", f"{ARN}:acme")
    both = {"GenerateDataKey", "Decrypt"}
    sqs = caller(tenants, may_send, use_of_key(tenants, *(both - {missing})))
    assert f"kms:{missing}" in denied(send, sqs, queues["acme"])
    tenants.iam.put_role_policy(
        RoleName="caller-acme",
        PolicyName="more",
        PolicyDocument=document(use_of_key(tenants, missing)),
    )
    send(sqs, queues["acme"])


@pytest.mark.parametrize(
    ("condition", "is_allowed"),
    [(THROUGH_SQS, True), (OF_QUEUE, True), (THROUGH_S3, False), (OTHER_QUEUE, False)],
    ids=["through SQS", "for the queue", "through S3", "for another queue"],
)
def test_receiving_needs_the_key_as_sqs_uses_it(tenants, queues, condition, is_allowed):
    key = use_of_key(tenants, "Decrypt", condition=condition)
    sqs = caller(tenants, allow(CONSUMER, f"{ARN}:acme"), key)
    if is_allowed:
        assert receive(sqs, queues["acme"]) == []
    else:
        assert "kms:Decrypt" in denied(receive, sqs, queues["acme"])


def test_the_keys_own_policy_counts(tenants, queues):
    """Whoever carries another organization's tag, or none, cannot read the messages."""
    everything = [allow("sqs:*"), allow("kms:*")]
    for slug in ("acme-eu", None):
        sqs = caller(tenants, *everything, slug=slug)
        assert "kms:Decrypt" in denied(receive, sqs, queues["acme"])
        assert "kms:GenerateDataKey" in denied(send, sqs, queues["acme"])
        # Counting messages needs no key.
        sqs.get_queue_attributes(QueueUrl=queues["acme"], AttributeNames=["All"])


def test_a_batch_is_judged_as_its_operation(tenants, queues):
    actions = ["sqs:SendMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"]
    entries = {"QueueUrl": queues["acme"], "Entries": [{"Id": "a", "ReceiptHandle": "x"}]}
    visible = {"QueueUrl": queues["acme"], "Entries": [{**entries["Entries"][0]}]}
    visible["Entries"][0]["VisibilityTimeout"] = 0
    sent = {"QueueUrl": queues["acme"], "Entries": [{"Id": "a", "MessageBody": "file"}]}
    key = use_of_key(tenants, "GenerateDataKey", "Decrypt")
    sqs = caller(tenants, allow(actions, f"{ARN}:acme"), key)
    assert sqs.send_message_batch(**sent)["Successful"]
    sqs.delete_message_batch(**entries)
    sqs.change_message_visibility_batch(**visible)
    other = caller(tenants, allow("sqs:GetQueueUrl", f"{ARN}:*"), slug="acme-eu")
    assert "sqs:SendMessage" in denied(other.send_message_batch, **sent)
    assert "sqs:DeleteMessage" in denied(other.delete_message_batch, **entries)
    assert "sqs:ChangeMessageVisibility" in denied(other.change_message_visibility_batch, **visible)


def set_policy(tenants, url, *statements):
    policy = {"Policy": document(*statements)}
    tenants.root("sqs").set_queue_attributes(QueueUrl=url, Attributes=policy)


def plain_queue(tenants, name="plain", **tags):
    return tenants.root("sqs").create_queue(QueueName=name, tags=tags)["QueueUrl"]


def test_a_queues_policy_allows_by_itself_and_denies_everybody(tenants, endpoint):
    url, sqs = plain_queue(tenants), caller(tenants)
    assert "sqs:SendMessage" in denied(send, sqs, url)
    arn = f"arn:aws:iam::{ACCOUNT}:role/caller-acme"
    mine = allow("sqs:SendMessage", f"{ARN}:plain", Principal={"AWS": arn})
    set_policy(tenants, url, mine)
    send(sqs, url)
    without_tls = {"Bool": {"aws:SecureTransport": "false"}}
    guard = deny("PlainHttp", "sqs:*", f"{ARN}:plain", Principal="*", Condition=without_tls)
    set_policy(tenants, url, mine, guard)
    send(sqs, url)
    role = f"arn:aws:iam::{ACCOUNT}:role/caller-acme"
    plain = tenants.client(tenants.session(role), "sqs", plain=True)
    assert "explicit deny in a resource-based policy" in denied(send, plain, url)


def test_a_queues_policy_can_tell_organizations_apart(tenants, endpoint):
    url = plain_queue(tenants)
    others = {"StringNotEquals": {"aws:PrincipalTag/orgSlug": "acme"}}
    guard = deny("Others", "sqs:*", f"{ARN}:plain", Principal="*", Condition=others)
    set_policy(tenants, url, guard)
    permission = allow("sqs:SendMessage", f"{ARN}:plain")
    send(caller(tenants, permission), url)
    assert "explicit deny" in denied(send, caller(tenants, permission, slug="acme-eu"), url)


def test_tags_of_a_queue_are_resource_tags(tenants, endpoint):
    urls = [plain_queue(tenants, slug, orgSlug=slug) for slug in ("acme", "acme-eu")]
    own = {"StringEquals": {"aws:ResourceTag/orgSlug": "${aws:PrincipalTag/orgSlug}"}}
    sqs = caller(tenants, allow("sqs:SendMessage", f"{ARN}:*", Condition=own))
    send(sqs, urls[0])
    assert "sqs:SendMessage" in denied(send, sqs, urls[1])


def test_a_queue_with_tags_needs_permission_for_both(tenants, endpoint):
    create = allow("sqs:CreateQueue", f"{ARN}:new")
    sqs = caller(tenants, create)
    assert "sqs:TagQueue" in denied(sqs.create_queue, QueueName="new", tags={"orgSlug": "acme"})
    tagging = {"StringEquals": {"aws:RequestTag/orgSlug": "acme"}}
    sqs = caller(tenants, create, allow("sqs:TagQueue", f"{ARN}:new", Condition=tagging), slug=None)
    assert "sqs:TagQueue" in denied(sqs.create_queue, QueueName="new", tags={"orgSlug": "other"})
    sqs.create_queue(QueueName="new", tags={"orgSlug": "acme"})


def test_administration_by_queue(tenants, queues):
    reads = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"]
    sqs = caller(tenants, allow(reads, f"{ARN}:acme"))
    for call in (sqs.get_queue_attributes, sqs.list_queue_tags):
        call(QueueUrl=queues["acme"])
        denied(call, QueueUrl=queues["acme-eu"])
    sqs.get_queue_url(QueueName="acme")
    denied(sqs.get_queue_url, QueueName="acme-eu")
    denied(sqs.list_queues)
    denied(sqs.delete_queue, QueueUrl=queues["acme"])
    policy = {"Policy": document(allow("sqs:*", f"{ARN}:acme", Principal={"AWS": ROOT_ARN}))}
    denied(sqs.set_queue_attributes, QueueUrl=queues["acme"], Attributes=policy)


REPLAY = {
    "sqs:StartMessageMoveTask": f"{ARN}:dead",
    "sqs:ReceiveMessage": f"{ARN}:dead",
    "sqs:DeleteMessage": f"{ARN}:dead",
    "sqs:GetQueueAttributes": f"{ARN}:dead",
    "sqs:SendMessage": f"{ARN}:acme",
}


@pytest.mark.parametrize("missing", [*REPLAY, "kms:Decrypt", "kms:GenerateDataKey", None])
def test_a_replay_needs_what_its_steps_need(tenants, queues, missing):
    sqs = tenants.root("sqs")
    key = {"KmsMasterKeyId": tenants.keys["acme"]}
    sqs.create_queue(QueueName="dead", Attributes=key)
    redrive = json.dumps({"deadLetterTargetArn": f"{ARN}:dead", "maxReceiveCount": 2})
    sqs.set_queue_attributes(QueueUrl=queues["acme"], Attributes={"RedrivePolicy": redrive})
    statements = [allow(action, arn) for action, arn in REPLAY.items() if action != missing]
    uses = [use for use in ("Decrypt", "GenerateDataKey") if f"kms:{use}" != missing]
    operator = caller(tenants, *statements, use_of_key(tenants, *uses))
    if missing is None:
        operator.start_message_move_task(SourceArn=f"{ARN}:dead")
    else:
        message = denied(operator.start_message_move_task, SourceArn=f"{ARN}:dead")
        assert f"perform: {missing}" in message
