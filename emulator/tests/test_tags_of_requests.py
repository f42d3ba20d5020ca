"""What policies are told of the tags that a request sets or takes off, without a server."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.authorization.actions import (
    access_analyzer,
    athena,
    ecr,
    events,
    glue,
    iam,
    iot,
    kms,
    logs,
    scheduler,
    sns,
    sqs,
    ssm,
)
from emulator.authorization.deployed_principals import root_user
from emulator.authorization.on_behalf import call_of
from emulator.tests.conftest import ACCOUNT, REGION

ARN = f"arn:aws:x:{REGION}:{ACCOUNT}:some/thing"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/some"
QUEUE = f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/some"
PAIRS = [{"Key": "team", "Value": "a"}, {"Key": "cost", "Value": "b"}]
TAGS = {"team": "a", "cost": "b"}
KMS_PAIRS = [{"TagKey": key, "TagValue": value} for key, value in TAGS.items()]
KEYS = ["team", "cost"]
PARAMETER = {"ResourceType": "Parameter", "ResourceId": "/some"}


def told(module: Any, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """The condition keys of tags in the first check of a call."""
    service = module.__name__.rsplit(".", 1)[-1].replace("_", "-")
    call = call_of(root_user(ACCOUNT), ACCOUNT, REGION, service, operation, parameters)
    context = next(iter(module.checks(call))).context
    return {key: value for key, value in context.items() if key.startswith("aws:")}


@pytest.mark.parametrize(
    ("module", "operation", "about", "tags"),
    [
        (access_analyzer, "TagResource", {"resourceArn": ARN}, {"tags": TAGS}),
        (athena, "TagResource", {"ResourceARN": ARN}, {"Tags": PAIRS}),
        (ecr, "TagResource", {"resourceArn": ARN}, {"tags": PAIRS}),
        (events, "TagResource", {"ResourceARN": ARN}, {"Tags": PAIRS}),
        (glue, "TagResource", {"ResourceArn": ARN}, {"TagsToAdd": TAGS}),
        (iam, "TagRole", {"RoleName": "some"}, {"Tags": PAIRS}),
        (iot, "TagResource", {"resourceArn": ARN}, {"tags": PAIRS}),
        (kms, "TagResource", {"KeyId": KEY}, {"Tags": KMS_PAIRS}),
        (logs, "TagResource", {"resourceArn": ARN}, {"tags": TAGS}),
        (scheduler, "TagResource", {"ResourceArn": ARN}, {"Tags": PAIRS}),
        (sns, "TagResource", {"ResourceArn": ARN}, {"Tags": PAIRS}),
        (ssm, "AddTagsToResource", PARAMETER, {"Tags": PAIRS}),
        (sqs, "TagQueue", {"QueueUrl": QUEUE}, {"Tags": TAGS}),
        (sqs, "CreateQueue", {"QueueName": "some"}, {"tags": TAGS}),
    ],
)
def test_tags_that_are_set(module, operation, about, tags):
    assert told(module, operation, {**about, **tags}) == {
        "aws:RequestTag/team": ("a",),
        "aws:RequestTag/cost": ("b",),
        "aws:TagKeys": ("team", "cost"),
    }
    assert told(module, operation, about) == {}


@pytest.mark.parametrize(
    ("module", "operation", "parameters"),
    [
        (access_analyzer, "UntagResource", {"resourceArn": ARN, "tagKeys": KEYS}),
        (athena, "UntagResource", {"ResourceARN": ARN, "TagKeys": KEYS}),
        (ecr, "UntagResource", {"resourceArn": ARN, "tagKeys": KEYS}),
        (events, "UntagResource", {"ResourceARN": ARN, "TagKeys": KEYS}),
        (glue, "UntagResource", {"ResourceArn": ARN, "TagsToRemove": KEYS}),
        (iam, "UntagRole", {"RoleName": "some", "TagKeys": KEYS}),
        (iot, "UntagResource", {"resourceArn": ARN, "tagKeys": KEYS}),
        (kms, "UntagResource", {"KeyId": KEY, "TagKeys": KEYS}),
        (logs, "UntagResource", {"resourceArn": ARN, "tagKeys": KEYS}),
        (scheduler, "UntagResource", {"ResourceArn": ARN, "TagKeys": KEYS}),
        (sns, "UntagResource", {"ResourceArn": ARN, "TagKeys": KEYS}),
        (ssm, "RemoveTagsFromResource", {**PARAMETER, "TagKeys": KEYS}),
        (sqs, "UntagQueue", {"QueueUrl": QUEUE, "TagKeys": KEYS}),
    ],
)
def test_tags_that_are_taken_off(module, operation, parameters):
    assert told(module, operation, parameters) == {"aws:TagKeys": ("team", "cost")}
