"""What CreateChangeSet says of properties before anything is created."""

from __future__ import annotations

import json

import pytest

from emulator.tests.iam_templates import role
from emulator.tests.twins import tags

REASON = "AWS::EarlyValidation::PropertyValidation"


@pytest.fixture
def plan(deployer):
    """Creates a change set for a new stack and returns its description and its failures."""
    cloudformation = deployer.cloudformation

    def planned(resources, name="acme", **options):
        template = json.dumps({"Resources": resources, **options.pop("sections", {})})
        made = cloudformation.create_change_set(
            StackName=name,
            ChangeSetName="change",
            ChangeSetType="CREATE",
            TemplateBody=template,
            Capabilities=["CAPABILITY_NAMED_IAM"],
            **options,
        )
        # As the CDK asks.
        events = cloudformation.describe_events(
            StackName=name, ChangeSetName=made["Id"], Filters={"FailedEvents": True}
        )["OperationEvents"]
        failures = {event["ValidationPath"]: event["ValidationStatusReason"] for event in events}
        return cloudformation.describe_change_set(ChangeSetName=made["Id"]), failures

    return planned


def test_everything_that_the_schemas_refuse_is_said_at_once(plan, client):
    described, failures = plan(
        {
            "Role": role(Description="Hub — acme", Tags=tags(Team="A & B")),
            "Key": {"Type": "AWS::KMS::Key", "Properties": {"PendingWindowInDays": 5}},
            "Group": {
                "Type": "AWS::Athena::WorkGroup",
                "Properties": {"Name": "acme", "Tags": [{"Key": "a"}]},
            },
        }
    )
    assert (described["Status"], described["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert REASON in described["StatusReason"]
    assert failures.keys() == {
        "/Resources/Role/Properties/Description",
        "/Resources/Role/Properties/Tags/0/Value",
        "/Resources/Key/Properties/PendingWindowInDays",
        "/Resources/Group/Properties/Tags/0",
    }
    assert "Hub — acme" in failures["/Resources/Role/Properties/Description"]
    assert failures["/Resources/Group/Properties/Tags/0"] == "required key [Value] not found"
    assert client("iam").list_roles()["Roles"] == []


def test_values_that_are_not_known_yet_are_passed_over(plan, deployer):
    alias = {
        "Type": "AWS::IoT::RoleAlias",
        "Properties": {
            "RoleAlias": "acme",
            "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
            "CredentialDurationSeconds": {"Ref": "Seconds"},
        },
    }
    sections = {"Parameters": {"Seconds": {"Type": "Number", "Default": 3600}}}
    described, failures = plan({"Role": role(), "Alias": alias}, sections=sections)
    assert (described["Status"], failures) == ("CREATE_COMPLETE", {})
    deployer.cloudformation.execute_change_set(ChangeSetName=described["ChangeSetId"])
    assert deployer.describe("acme")["StackStatus"] == "CREATE_COMPLETE"


def test_parameters_are_known(plan):
    described, failures = plan(
        {"Role": role(MaxSessionDuration={"Ref": "Seconds"})},
        sections={"Parameters": {"Seconds": {"Type": "Number"}}},
        Parameters=[{"ParameterKey": "Seconds", "ParameterValue": "60"}],
    )
    assert described["Status"] == "FAILED"
    assert "60" in failures["/Resources/Role/Properties/MaxSessionDuration"]


def test_what_only_the_service_refuses_is_found_at_execution(plan, deployer):
    group = {"Type": "AWS::Athena::WorkGroup", "Properties": {"Name": "a b"}}
    described, failures = plan({"Group": group})
    assert (described["Status"], failures) == ("CREATE_COMPLETE", {})
    deployer.cloudformation.execute_change_set(ChangeSetName=described["ChangeSetId"])
    assert deployer.describe("acme")["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "'a b' at 'name'" in deployer.reasons("acme")["Group"]


def test_events_of_a_stack(deployer):
    bad = {"Type": "AWS::Athena::WorkGroup", "Properties": {"Name": "a b"}}
    deployer.deploy({"Role": role(), "Group": bad})
    describe = deployer.cloudformation.describe_events
    events = describe(StackName="acme")["OperationEvents"]
    assert events[0]["ResourceStatus"] == "ROLLBACK_COMPLETE"
    failed = describe(StackName="acme", Filters={"FailedEvents": True})["OperationEvents"]
    assert [event["LogicalResourceId"] for event in failed] == ["Group"]
