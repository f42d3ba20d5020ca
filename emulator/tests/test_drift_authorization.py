"""Drift is detected with the caller's own permissions.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html#drift-considerations
"""

from __future__ import annotations

import pytest

from emulator.tests.callers import message, outcome
from emulator.tests.conftest import ACCOUNT, REGION, trust
from emulator.tests.drift import detect
from emulator.tests.tenants import allow

STACK = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/acme/*"
DETECT = allow(
    ["cloudformation:DetectStackDrift", "cloudformation:DetectStackResourceDrift"], STACK
)
FOLLOW = allow("cloudformation:DescribeStackDriftDetectionStatus")
SHOW = allow("cloudformation:DescribeStackResourceDrifts", STACK)
ROLE = f"arn:aws:iam::{ACCOUNT}:role/acme"
READ_ROLE = ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"]


@pytest.fixture
def stacks(tenants, deployer):
    """Two stacks with a role each; both have a queue."""
    for slug in ("acme", "acme-eu"):
        document = trust("ec2.amazonaws.com")
        properties = {"RoleName": slug, "AssumeRolePolicyDocument": document}
        role = {"Type": "AWS::IAM::Role", "Properties": properties}
        queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": slug}}
        deployer.succeed({"Role": role, "Queue": queue}, slug)

    def of(name, *statements):
        return tenants.client(tenants.user(name, *statements), "cloudformation")

    return of


def through(service):
    return {"ForAnyValue:StringEquals": {"aws:CalledVia": [service]}}


def test_reading_needs_the_callers_permissions(stacks):
    everything = [allow(READ_ROLE, ROLE), allow(["sqs:GetQueueAttributes", "sqs:ListQueueTags"])]
    found = detect(stacks("ann", DETECT, FOLLOW, SHOW, *everything))
    assert (found.status, found.resources) == ("IN_SYNC", {"Role": "IN_SYNC", "Queue": "IN_SYNC"})

    found = detect(stacks("bob", DETECT, FOLLOW, SHOW, everything[1]))
    assert (found.status, found.resources) == ("UNKNOWN", {"Role": "UNKNOWN", "Queue": "IN_SYNC"})
    assert "resources [Role]" in (found.reason or "")
    assert f"iam:GetRole on resource: {ROLE}" in (found.reason or "")


def test_drift_that_is_found_wins_over_what_could_not_be_checked(stacks, client):
    client("iam").delete_role(RoleName="acme")
    caller = stacks("ann", DETECT, FOLLOW, SHOW, allow(READ_ROLE, ROLE))
    found = detect(caller)
    assert (found.status, found.resources) == ("DRIFTED", {"Role": "DELETED", "Queue": "UNKNOWN"})
    [queue] = [
        one
        for one in caller.describe_stack_resource_drifts(StackName="acme")["StackResourceDrifts"]
        if one["LogicalResourceId"] == "Queue"
    ]
    assert "sqs:GetQueueAttributes" in queue["DriftStatusReason"]
    assert "ActualProperties" not in queue


def test_permissions_through_cloudformation_only(stacks):
    condition = through("cloudformation.amazonaws.com")
    queue = allow("sqs:*", Condition=condition)
    found = detect(
        stacks("ann", DETECT, FOLLOW, SHOW, queue, allow(READ_ROLE, Condition=condition))
    )
    assert found.status == "IN_SYNC"
    athena = allow(READ_ROLE, Condition=through("athena.amazonaws.com"))
    found = detect(stacks("bob", DETECT, FOLLOW, SHOW, queue, athena))
    assert found.resources == {"Role": "UNKNOWN", "Queue": "IN_SYNC"}


def test_detecting_needs_both_actions_on_the_stack(stacks):
    for name, action in (("ann", "DetectStackDrift"), ("bob", "DetectStackResourceDrift")):
        caller = stacks(name, allow(f"cloudformation:{action}", STACK))
        assert outcome(caller.detect_stack_drift, StackName="acme") == "AccessDenied"
    caller = stacks("eve", DETECT)
    assert outcome(caller.detect_stack_drift, StackName="acme") == "allowed"
    refused = message(caller.detect_stack_drift, StackName="acme-eu")
    assert "cloudformation:DetectStackDrift" in refused


def test_the_status_of_a_detection_is_of_no_stack(stacks):
    """A policy that names the stack does not allow it, as pipelines of other projects found."""
    caller = stacks("ann", DETECT, allow("cloudformation:DescribeStackDriftDetectionStatus", STACK))
    started = caller.detect_stack_drift(StackName="acme")
    del started["ResponseMetadata"]
    assert outcome(caller.describe_stack_drift_detection_status, **started) == "AccessDenied"
    everywhere = stacks("bob", FOLLOW)
    assert outcome(everywhere.describe_stack_drift_detection_status, **started) == "allowed"
