"""AWS::SQS::Queue, QueuePolicy and QueueInlinePolicy."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
ARN = "arn:aws:sqs:eu-central-1:123456789012"
TAGS = [{"Key": "orgSlug", "Value": "acme"}]
OF_ACME = {"redrivePermission": "byQueue", "sourceQueueArns": [f"{ARN}:acme-arrivals"]}


def queue(name="acme-arrivals", **properties):
    return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name, **properties}}


def document(arn, action="sqs:SendMessage"):
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": action,
        "Resource": arn,
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def url_of(client, name="acme-arrivals"):
    return client("sqs").get_queue_url(QueueName=name)["QueueUrl"]


def attributes(client, name="acme-arrivals"):
    found = client("sqs").get_queue_attributes(
        QueueUrl=url_of(client, name), AttributeNames=["All"]
    )
    return found["Attributes"]


def test_queue_round_trip(deployer, client, ready):
    dead_letters = queue("acme-dead", RedriveAllowPolicy=OF_ACME)
    redrive = {
        "deadLetterTargetArn": {"Fn::GetAtt": ["DeadLetters", "Arn"]},
        "maxReceiveCount": "5",
    }
    outputs = deployer.succeed(
        {
            "DeadLetters": dead_letters,
            "Queue": queue(
                DelaySeconds=1,
                KmsDataKeyReusePeriodSeconds="600",
                KmsMasterKeyId=KEY,
                MaximumMessageSize=2048,
                MessageRetentionPeriod="1209600",
                ReceiveMessageWaitTimeSeconds=20,
                RedrivePolicy=redrive,
                Tags=TAGS,
                VisibilityTimeout=900,
            ),
        },
        sections={
            "Outputs": {
                "Url": {"Value": {"Ref": "Queue"}},
                "Arn": {"Value": {"Fn::GetAtt": ["Queue", "Arn"]}},
                "Name": {"Value": {"Fn::GetAtt": ["Queue", "QueueName"]}},
            }
        },
    )
    assert outputs == {
        "Url": f"{ready['secureEndpoint']}/123456789012/acme-arrivals",
        "Arn": f"{ARN}:acme-arrivals",
        "Name": "acme-arrivals",
    }
    found = attributes(client)
    assert json.loads(found["RedrivePolicy"]) == {
        "deadLetterTargetArn": f"{ARN}:acme-dead",
        "maxReceiveCount": 5,
    }
    assert json.loads(attributes(client, "acme-dead")["RedriveAllowPolicy"]) == OF_ACME
    expected = {
        "DelaySeconds": "1",
        "KmsDataKeyReusePeriodSeconds": "600",
        "KmsMasterKeyId": KEY,
        "MaximumMessageSize": "2048",
        "MessageRetentionPeriod": "1209600",
        "ReceiveMessageWaitTimeSeconds": "20",
        "SqsManagedSseEnabled": "false",
        "VisibilityTimeout": "900",
    }
    assert {name: found[name] for name in expected} == expected
    tags = client("sqs").list_queue_tags(QueueUrl=url_of(client))["Tags"]
    assert tags == {"orgSlug": "acme"}


def test_queue_update_goes_back_to_defaults_and_keeps_policy_and_messages(deployer, client):
    resources = {
        "Queue": queue(KmsMasterKeyId=KEY, VisibilityTimeout=900, Tags=TAGS),
        "Policy": {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {
                "Queues": [{"Ref": "Queue"}],
                "PolicyDocument": document(f"{ARN}:acme-arrivals"),
            },
        },
    }
    deployer.succeed(resources)
    resources["Queue"] = queue()
    deployer.succeed({**resources, "Other": queue("acme-other")})
    client("sqs").send_message(QueueUrl=url_of(client), MessageBody="kept")
    deployer.succeed({**resources, "Other": queue("acme-other", VisibilityTimeout=5)})
    found = attributes(client)
    assert "KmsMasterKeyId" not in found
    assert (found["SqsManagedSseEnabled"], found["VisibilityTimeout"]) == ("true", "30")
    assert json.loads(found["Policy"]) == document(f"{ARN}:acme-arrivals")
    assert found["ApproximateNumberOfMessages"] == "1"
    assert client("sqs").list_queue_tags(QueueUrl=url_of(client))["Tags"] == {}


def test_queue_replacement_and_deletion(deployer, client):
    deployer.succeed({"Queue": queue("acme-one")})
    deployer.succeed({"Queue": queue("acme-two")})
    assert [url.rsplit("/", 1)[1] for url in client("sqs").list_queues()["QueueUrls"]] == [
        "acme-two"
    ]
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match="NonExistentQueue"):
        url_of(client, "acme-two")


def test_a_queue_of_another_stack_is_not_taken_over(deployer):
    deployer.succeed({"Queue": queue()}, "acme")
    stack = deployer.deploy({"Queue": queue()}, "acme-eu")
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "already exists" in deployer.reasons("acme-eu")["Queue"]


@pytest.mark.parametrize("policy_type", ["AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy"])
def test_policy_round_trip_update_and_delete(deployer, client, policy_type):
    def policy(action):
        target = {"Ref": "Queue"}
        of_queue = (
            {"Queues": [target]} if policy_type.endswith("QueuePolicy") else {"Queue": target}
        )
        given = {**of_queue, "PolicyDocument": document(f"{ARN}:acme-arrivals", action)}
        return {"Queue": queue(), "Policy": {"Type": policy_type, "Properties": given}}

    for action in ("sqs:SendMessage", "sqs:ReceiveMessage"):
        deployer.succeed(policy(action))
        found = json.loads(attributes(client)["Policy"])
        assert found == document(f"{ARN}:acme-arrivals", action)
    deployer.succeed({"Queue": queue()})
    assert "Policy" not in attributes(client)


def test_a_queue_that_a_policy_names_no_longer_loses_it(deployer, client):
    def resources(*names):
        queues = {"A": queue("acme-a"), "B": queue("acme-b")}
        given = {
            "Queues": [{"Ref": name} for name in names],
            "PolicyDocument": document(f"{ARN}:*"),
        }
        return {**queues, "Policy": {"Type": "AWS::SQS::QueuePolicy", "Properties": given}}

    deployer.succeed(resources("A", "B"))
    deployer.succeed(resources("B"))
    assert "Policy" not in attributes(client, "acme-a")
    assert "Policy" in attributes(client, "acme-b")


def test_a_dead_letter_queue_decides_whose_dead_letters_it_takes(deployer):
    def other(name):
        redrive = {"deadLetterTargetArn": f"{ARN}:acme-dead", "maxReceiveCount": 3}
        return {"Queue": queue(name, RedrivePolicy=redrive)}

    deployer.succeed({"DeadLetters": queue("acme-dead", RedriveAllowPolicy=OF_ACME)}, "dead")
    deployer.succeed(other("acme-arrivals"), "acme")
    assert deployer.deploy(other("acme-eu-arrivals"), "acme-eu")["StackStatus"] == (
        "ROLLBACK_COMPLETE"
    )
    assert "RedriveAllowPolicy" in deployer.reasons("acme-eu")["Queue"]


def test_a_dead_letter_queue_has_to_exist(deployer):
    redrive = {"deadLetterTargetArn": f"{ARN}:missing", "maxReceiveCount": 3}
    stack = deployer.deploy({"Queue": queue(RedrivePolicy=redrive)})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert f"{ARN}:missing" in deployer.reasons("acme")["Queue"]
