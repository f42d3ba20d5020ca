"""What CloudFormation does is in the event history, in the name of its service role."""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import ROOT
from emulator.tests.conftest import ACCOUNT, REGION, trust
from emulator.tests.shared_clients import client_of
from emulator.tests.tenants import allow

ROLE = f"arn:aws:iam::{ACCOUNT}:role/deployment"


@pytest.fixture
def deployment(tenants):
    """A role that may do everything but tag."""
    trusted = trust("cloudformation.amazonaws.com")["Statement"][0]
    return tenants.role("deployment", allow("iam:*"), trust=trusted)


def recorded(endpoint, name, region=REGION):
    """The records of an operation, newest first."""
    trail = client_of(ROOT, "cloudtrail", endpoint, region=region)
    named = [{"AttributeKey": "EventName", "AttributeValue": name}]
    found = trail.lookup_events(LookupAttributes=named)["Events"]
    return [json.loads(event["CloudTrailEvent"]) for event in found]


def a_role(**properties):
    given = {"RoleName": "acme-hub", "AssumeRolePolicyDocument": trust("ec2.amazonaws.com")}
    return {"Role": {"Type": "AWS::IAM::Role", "Properties": {**given, **properties}}}


def test_creations_and_changes_are_recorded(deployer, deployment, endpoint):
    deployer.succeed(a_role(), RoleARN=deployment)
    tags = [{"Key": "orgSlug", "Value": "acme"}]
    deployer.succeed(a_role(MaxSessionDuration=7200, Tags=tags))
    deployer.delete()
    for name in ("CreateRole", "UpdateRole", "TagRole", "DeleteRole"):
        # Where IAM's records are.
        found = recorded(endpoint, name, "us-east-1")
        record = next(one for one in found if "invokedBy" in one["userIdentity"])
        identity = record["userIdentity"]
        session = f"arn:aws:sts::{ACCOUNT}:assumed-role/deployment/AWSCloudFormation"
        assert (identity["arn"], identity["invokedBy"]) == (
            session,
            "cloudformation.amazonaws.com",
        )
        assert identity["sessionContext"]["sessionIssuer"]["arn"] == ROLE
        assert "acme-hub" in json.dumps([record["requestParameters"], record.get("resources")])
        assert record["awsRegion"] == "us-east-1"


def test_denials_are_recorded(deployer, deployment, endpoint):
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "acme"}}
    assert deployer.deploy({"Queue": queue}, RoleARN=deployment)["StackStatus"] != "CREATE_COMPLETE"
    record = recorded(endpoint, "CreateQueue")[0]
    assert record["errorCode"].startswith("AccessDenied")
    assert record["userIdentity"]["invokedBy"] == "cloudformation.amazonaws.com"
