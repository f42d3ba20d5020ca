"""Requests to deploy that contradict themselves, and topics that are to be told of it."""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, REGION

TEMPLATE = json.dumps(
    {
        "Parameters": {"P": {"Type": "String", "Default": "p"}},
        "Resources": {"R": {"Type": "AWS::CDK::Metadata", "Properties": {}}},
    }
)
PARAMETER = {"ParameterKey": "P", "ParameterValue": "q"}
TOPICS = f"arn:aws:sns:{REGION}:{ACCOUNT}"


@pytest.fixture
def cloudformation(kept, client):
    """Of an account with a topic, in which every stack is refused."""
    kept(lambda: client("sns").create_topic(Name="stacks"))
    return client("cloudformation")


@pytest.mark.parametrize(
    "given",
    [
        {"TemplateURL": "https://templates.s3.eu-central-1.amazonaws.com/acme.json"},
        {"OnFailure": "DELETE", "DisableRollback": True},
        {"Parameters": [PARAMETER, PARAMETER]},
        {"StackPolicyBody": "{}"},
        {"NotificationARNs": [f"{TOPICS}:stacks", f"{TOPICS}:none"]},
        {"NotificationARNs": ["stacks"]},
        {"NotificationARNs": [f"{TOPICS}:stacks".replace(REGION, "eu-west-1")]},
    ],
)
def test_refused(cloudformation, given):
    create = {"StackName": "acme", "TemplateBody": TEMPLATE, **given}
    assert outcome(cloudformation.create_stack, **create) == "ValidationError"


def test_accepted(cloudformation):
    """And nothing that was refused has left a stack."""
    given = {
        "OnFailure": "DELETE",
        "Parameters": [PARAMETER],
        "NotificationARNs": [f"{TOPICS}:stacks"],
    }
    create = {"StackName": "acme", "TemplateBody": TEMPLATE, **given}
    assert outcome(cloudformation.create_stack, **create) == "allowed"
