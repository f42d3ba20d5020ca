"""Requests to SQS, EventBridge, CloudWatch Logs and S3's notifications that AWS refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

ARN = "arn:aws:sqs:eu-central-1:123456789012"
PATTERN = json.dumps({"source": ["aws.s3"]})
QUEUE = {"Id": "one", "Arn": f"{ARN}:acme"}
SEND = {
    "Effect": "Allow",
    "Principal": {"AWS": "123456789012"},
    "Action": "sqs:SendMessage",
    "Resource": f"{ARN}:acme",
}


def policy(**changes: Any) -> dict[str, str]:
    document = {"Version": "2012-10-17", "Statement": [{**SEND, **changes}]}
    return {"Policy": json.dumps(document)}


# Call, accepted parameters, refused ones, the error's code and a word of its text.
REFUSED = [
    (
        "sqs.create_queue",
        {"QueueName": "acme"},
        {"QueueName": "acme.fifo"},
        "InvalidParameterValue",
        "acme.fifo",
    ),
    (
        "sqs.create_queue",
        {"QueueName": "acme", "Attributes": {"VisibilityTimeout": "43200"}},
        {"Attributes": {"VisibilityTimeout": "43201"}},
        "InvalidAttributeValue",
        "VisibilityTimeout",
    ),
    (
        "sqs.create_queue",
        {"QueueName": "acme", "Attributes": {"KmsMasterKeyId": "alias/aws/sqs"}},
        {"Attributes": {"FifoQueue": "true"}},
        "InvalidAttributeValue",
        "FifoQueue",
    ),
    (
        "sqs.create_queue",
        {"QueueName": "acme", "tags": {"Team": "A and B"}},
        {"tags": {"Team": "A & B"}},
        "InvalidParameterValue",
        "A & B",
    ),
    (
        "sqs.create_queue",
        {"QueueName": "acme", "Attributes": policy()},
        {"Attributes": policy(Action="s3:GetObject")},
        "InvalidAttributeValue",
        "s3:GetObject",
    ),
    (
        "sqs.create_queue",
        {"QueueName": "acme", "Attributes": policy()},
        {"Attributes": policy(Principal={"AWS": "arn:aws:iam::123456789012:role/nobody"})},
        "InvalidAttributeValue",
        "nobody",
    ),
    (
        "events.put_rule",
        {"Name": "acme", "EventPattern": PATTERN},
        {"EventPattern": '{"source":["aws.s3",{"starts":"x"}]}'},
        "InvalidEventPatternException",
        "starts",
    ),
    (
        "events.put_rule",
        {"Name": "acme", "EventPattern": PATTERN},
        {"EventPattern": "{"},
        "InvalidEventPatternException",
        "not JSON",
    ),
    (
        "events.put_targets",
        {"Rule": "acme", "Targets": [QUEUE]},
        {"Targets": [{**QUEUE, "Arn": "arn:aws:lambda:eu-central-1:123456789012:function:a"}]},
        "ValidationException",
        "function:a",
    ),
    (
        "events.put_targets",
        {"Rule": "acme", "Targets": [QUEUE]},
        {"Targets": [{**QUEUE, "InputPath": "detail"}]},
        "ValidationException",
        "InputPath",
    ),
    (
        "logs.create_log_group",
        {"logGroupName": "/acme"},
        {"kmsKeyId": "arn:aws:kms:eu-central-1:123456789012:key/none"},
        "InvalidParameterException",
        "there is no such key",
    ),
    (
        "logs.create_log_group",
        {"logGroupName": "/acme"},
        {"logGroupName": "a b"},
        "InvalidParameterException",
        "a b",
    ),
    (
        "s3.put_bucket_notification_configuration",
        {"Bucket": "raw", "NotificationConfiguration": {"EventBridgeConfiguration": {}}},
        {
            "NotificationConfiguration": {
                "QueueConfigurations": [
                    {"QueueArn": f"{ARN}:acme", "Events": ["s3:ObjectCreated:*"]}
                ]
            }
        },
        "InvalidArgument",
        "QueueConfigurations",
    ),
]


@pytest.mark.parametrize(
    ("call", "good", "bad", "code", "word"), REFUSED, ids=lambda value: str(value)[:40]
)
def test_refused_beside_its_twin(client, endpoint, call, good, bad, code, word):
    service, operation = call.split(".")
    if operation == "put_targets":
        client("events").put_rule(Name="acme", EventPattern=PATTERN)
    if service == "s3":
        where = {"LocationConstraint": "eu-central-1"}
        client("s3").create_bucket(Bucket="raw", CreateBucketConfiguration=where)
    with pytest.raises(ClientError) as error:
        getattr(client(service), operation)(**{**good, **bad})
    refusal = error.value.response["Error"]
    assert (refusal["Code"], word in refusal["Message"]) == (code, True), refusal
    getattr(client(service), operation)(**good)
