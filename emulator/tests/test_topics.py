"""Who may publish to topics, with which key, and who gets what is published."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from typing import Any

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import ROOT_ARN, allow, deny, document

ARN = f"arn:aws:sns:{REGION}:{ACCOUNT}"
QUEUES = f"arn:aws:sqs:{REGION}:{ACCOUNT}"
SNS = {"Service": "sns.amazonaws.com"}
FROM_TOPIC = {"Condition": {"ArnEquals": {"aws:SourceArn": f"{ARN}:acme"}}}
FROM_OTHER_TOPIC = {"Condition": {"ArnEquals": {"aws:SourceArn": f"{ARN}:acme-eu"}}}
THROUGH_SNS = {"StringEquals": {"kms:ViaService": f"sns.{REGION}.amazonaws.com"}}
OF_TOPIC = {"StringEquals": {"kms:EncryptionContext:aws:sns:topicArn": f"{ARN}:acme"}}
OTHER_TOPIC = {"StringEquals": {"kms:EncryptionContext:aws:sns:topicArn": f"{ARN}:acme-eu"}}


@pytest.fixture
def topics(tenants):
    """A topic of each organization under its key."""
    sns = tenants.root("sns")
    return {
        slug: sns.create_topic(Name=slug, Attributes={"KmsMasterKeyId": tenants.keys[slug]})[
            "TopicArn"
        ]
        for slug in ("acme", "acme-eu")
    }


def caller(tenants, *statements, slug: str | None = "acme"):
    role = tenants.role(f"caller-{slug}", *statements, slug=slug)
    return tenants.client(tenants.session(role), "sns")


def use_of_key(tenants, *actions, condition: Any = THROUGH_SNS, slug="acme"):
    return allow([f"kms:{one}" for one in actions], tenants.keys[slug], Condition=condition)


def publish(sns, arn, message="opened"):
    return sns.publish(TopicArn=arn, Message=message, Subject="break-glass")


def denied(call, *arguments, **named):
    with pytest.raises(ClientError) as error:
        call(*arguments, **named)
    assert error.value.response["Error"]["Code"] in ("AccessDenied", "AuthorizationError")
    return error.value.response["Error"]["Message"]


def messages(endpoint, arn):
    asked = urllib.parse.urlencode({"topicArn": arn})
    with urllib.request.urlopen(f"{endpoint}/emulator-api/sns/messages?{asked}") as answer:
        return json.load(answer)["messages"]


def plain_topic(tenants, name="acme"):
    return tenants.root("sns").create_topic(Name=name)["TopicArn"]


def set_policy(tenants, arn, *statements):
    tenants.root("sns").set_topic_attributes(
        TopicArn=arn, AttributeName="Policy", AttributeValue=document(*statements)
    )


def test_publishing_is_for_one_topic(tenants, topics):
    key = use_of_key(tenants, "GenerateDataKey", "Decrypt")
    sns = caller(tenants, allow("sns:Publish", f"{ARN}:acme"), key)
    publish(sns, topics["acme"])
    assert "sns:Publish" in denied(publish, sns, topics["acme-eu"])
    batch = {"PublishBatchRequestEntries": [{"Id": "a", "Message": "b"}]}
    sns.publish_batch(TopicArn=topics["acme"], **batch)
    assert "sns:Publish" in denied(sns.publish_batch, TopicArn=topics["acme-eu"], **batch)
    assert "telephones" in denied(sns.publish, PhoneNumber="+491711234567", Message="x")


@pytest.mark.parametrize("missing", ["GenerateDataKey", "Decrypt"])
def test_publishing_needs_both_uses_of_the_key(tenants, topics, missing):
    both = {"GenerateDataKey", "Decrypt"}
    may_publish = allow("sns:Publish", f"{ARN}:acme")
    sns = caller(tenants, may_publish, use_of_key(tenants, *(both - {missing})))
    assert f"kms:{missing}" in denied(publish, sns, topics["acme"])


@pytest.mark.parametrize(
    ("condition", "is_allowed"), [(THROUGH_SNS, True), (OF_TOPIC, True), (OTHER_TOPIC, False)]
)
def test_the_key_is_used_as_sns_uses_it(tenants, topics, condition, is_allowed):
    key = use_of_key(tenants, "GenerateDataKey", "Decrypt", condition=condition)
    sns = caller(tenants, allow("sns:Publish", f"{ARN}:acme"), key)
    if is_allowed:
        publish(sns, topics["acme"])
    else:
        assert "kms:GenerateDataKey" in denied(publish, sns, topics["acme"])


def test_the_policy_that_a_topic_starts_with_opens_it_to_nobody(tenants, endpoint):
    arn = plain_topic(tenants)
    assert "sns:Publish" in denied(publish, caller(tenants), arn)
    publish(tenants.root("sns"), arn)


def test_a_topics_policy_allows_and_denies(tenants, endpoint):
    arn, sns = plain_topic(tenants), caller(tenants)
    role = f"arn:aws:iam::{ACCOUNT}:role/caller-acme"
    set_policy(tenants, arn, allow("sns:Publish", arn, Principal={"AWS": role}))
    publish(sns, arn)
    set_policy(
        tenants,
        arn,
        allow("sns:*", arn, Principal={"AWS": ROOT_ARN}),
        deny("Closed", "sns:Publish", arn, Principal="*"),
    )
    assert "explicit deny" in denied(publish, tenants.root("sns"), arn)


def test_administration_by_topic(tenants, topics):
    sns = caller(
        tenants, allow(["sns:GetTopicAttributes", "sns:ListTagsForResource"], f"{ARN}:acme")
    )
    sns.get_topic_attributes(TopicArn=topics["acme"])
    sns.list_tags_for_resource(ResourceArn=topics["acme"])
    denied(sns.get_topic_attributes, TopicArn=topics["acme-eu"])
    denied(sns.delete_topic, TopicArn=topics["acme"])
    denied(sns.list_topics)
    opened = {"AttributeName": "Policy", "AttributeValue": "{}"}
    denied(sns.set_topic_attributes, TopicArn=topics["acme"], **opened)


def test_subscribing_can_be_limited_to_a_protocol_and_an_endpoint(tenants, topics):
    only = {"StringEquals": {"sns:Protocol": "email"}, "StringLike": {"sns:Endpoint": "*@acme.com"}}
    sns = caller(tenants, allow("sns:Subscribe", f"{ARN}:acme", Condition=only))
    mine = {"TopicArn": topics["acme"], "Protocol": "email", "Endpoint": "ops@acme.com"}
    sns.subscribe(**mine)
    denied(sns.subscribe, **{**mine, "Endpoint": "ops@elsewhere.com"})
    denied(sns.subscribe, **{**mine, "TopicArn": topics["acme-eu"]})


def test_an_address_has_to_confirm_and_what_it_would_get_is_kept(tenants, endpoint):
    arn, sns = plain_topic(tenants), tenants.root("sns")
    sns.subscribe(TopicArn=arn, Protocol="email", Endpoint="ops@example.com")
    (listed,) = sns.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]
    assert listed["SubscriptionArn"] == "PendingConfirmation"
    shown = sns.get_topic_attributes(TopicArn=arn)["Attributes"]
    assert (shown["SubscriptionsPending"], shown["SubscriptionsConfirmed"]) == ("1", "0")
    publish(sns, arn)
    (message,) = messages(endpoint, arn)
    assert (message["subject"], message["message"]) == ("break-glass", "opened")
    assert message["deliveries"] == [
        {"protocol": "email", "endpoint": "ops@example.com", "outcome": "pendingConfirmation"}
    ]


def test_messages_of_a_topic_that_is_not_there(endpoint):
    with pytest.raises(urllib.error.HTTPError) as error:
        messages(endpoint, f"{ARN}:acme")
    assert f"there is no topic '{ARN}:acme'" in json.load(error.value)["message"]


def subscribed_queue(tenants, *statements, key: str | None = None):
    """A queue with a policy that is subscribed to the topic."""
    sqs, arn = tenants.root("sqs"), plain_topic(tenants)
    attributes = {"KmsMasterKeyId": key} if key else {}
    url = sqs.create_queue(QueueName="alarms", Attributes=attributes)["QueueUrl"]
    if statements:
        policy = {"Policy": document(*statements)}
        sqs.set_queue_attributes(QueueUrl=url, Attributes=policy)
    tenants.root("sns").subscribe(TopicArn=arn, Protocol="sqs", Endpoint=f"{QUEUES}:alarms")
    return arn


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        ([allow("sqs:SendMessage", f"{QUEUES}:alarms", Principal=SNS, **FROM_TOPIC)], None),
        ([], "sqs:SendMessage"),
        ([allow("sqs:SendMessage", f"{QUEUES}:alarms", Principal=SNS, **FROM_OTHER_TOPIC)], "sqs:"),
    ],
    ids=["allowed", "no policy", "for another topic"],
)
def test_a_queue_gets_what_its_policy_lets_sns_send(tenants, endpoint, statements, reason):
    arn = subscribed_queue(tenants, *statements)
    publish(tenants.root("sns"), arn)
    (message,) = messages(endpoint, arn)
    (delivery,) = message["deliveries"]
    url = tenants.root("sqs").get_queue_url(QueueName="alarms")["QueueUrl"]
    received = tenants.root("sqs").receive_message(QueueUrl=url).get("Messages", [])
    if reason is None:
        assert delivery["outcome"] == "delivered"
        body = json.loads(received[0]["Body"])
        assert (body["Message"], body["TopicArn"]) == ("opened", arn)
    else:
        assert (delivery["outcome"], received) == ("failed", [])
        assert reason in delivery["reason"]


@pytest.mark.parametrize("actions", [("GenerateDataKey", "Decrypt"), ("Decrypt",)])
def test_an_encrypted_queue_needs_its_key_for_sns(tenants, endpoint, actions):
    policy = document(
        allow("kms:*", Principal={"AWS": ROOT_ARN}),
        allow([f"kms:{one}" for one in actions], Principal=SNS, **FROM_TOPIC),
    )
    key = tenants.root("kms").create_key(Policy=policy)["KeyMetadata"]["Arn"]
    send = allow("sqs:SendMessage", f"{QUEUES}:alarms", Principal=SNS, **FROM_TOPIC)
    arn = subscribed_queue(tenants, send, key=key)
    publish(tenants.root("sns"), arn)
    (delivery,) = messages(endpoint, arn)[0]["deliveries"]
    assert delivery["outcome"] == ("delivered" if len(actions) == 2 else "failed")
    assert len(actions) == 2 or "kms:GenerateDataKey" in delivery["reason"]
