"""Life and death of stacks: updates, rollback, retention, protection, descriptions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import statement, trust


def parameter(value="1", name="/acme/v", **entry):
    return {
        "Type": "AWS::SSM::Parameter",
        "Properties": {"Name": name, "Type": "String", "Value": value},
        **entry,
    }


def failing(**entry):
    """An alias of a key that does not exist."""
    return {
        "Type": "AWS::KMS::Alias",
        "Properties": {"AliasName": "alias/none", "TargetKeyId": "no-such-key"},
        **entry,
    }


def names(client):
    return sorted(p["Name"] for p in client("ssm").describe_parameters()["Parameters"])


def value(client, name="/acme/v"):
    return client("ssm").get_parameter(Name=name)["Parameter"]["Value"]


def test_failed_creation_rolls_back_and_says_why(deployer, client):
    stack = deployer.deploy({"P": parameter(), "Bad": failing(DependsOn="P")})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    events = deployer.cloudformation.describe_stack_events(StackName="acme")["StackEvents"]
    history = [(e["LogicalResourceId"], e["ResourceStatus"]) for e in reversed(events)]
    assert history == [
        ("acme", "CREATE_IN_PROGRESS"),
        ("P", "CREATE_IN_PROGRESS"),
        ("P", "CREATE_COMPLETE"),
        ("Bad", "CREATE_IN_PROGRESS"),
        ("Bad", "CREATE_FAILED"),
        ("acme", "ROLLBACK_IN_PROGRESS"),
        ("P", "DELETE_IN_PROGRESS"),
        ("P", "DELETE_COMPLETE"),
        ("acme", "ROLLBACK_COMPLETE"),
    ]
    assert "no-such-key" in deployer.reasons("acme")["Bad"]
    times = [event["Timestamp"] for event in reversed(events)]
    assert times == sorted(set(times)), "clients sort events by their time"
    assert names(client) == []
    with pytest.raises(ClientError, match="ROLLBACK_COMPLETE state and can not be updated"):
        deployer.deploy({"P": parameter()})


def test_rollback_can_be_disabled_and_the_stack_repaired(deployer, client):
    stack = deployer.deploy({"P": parameter(), "Bad": failing(DependsOn="P")}, DisableRollback=True)
    assert stack["StackStatus"] == "CREATE_FAILED"
    assert names(client) == ["/acme/v"]
    deployer.succeed({"P": parameter("2")})
    assert value(client) == "2"


def test_failed_update_restores_everything(deployer, client):
    deployer.succeed({"P": parameter("1"), "Renamed": parameter("1", "/acme/old")})
    stack = deployer.deploy(
        {
            "P": parameter("2"),
            "Renamed": parameter("1", "/acme/new"),
            "Added": parameter("1", "/acme/added"),
            "Bad": failing(DependsOn=["P", "Renamed", "Added"]),
        }
    )
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert names(client) == ["/acme/old", "/acme/v"]
    assert value(client) == "1"
    deployer.succeed({"P": parameter("3"), "Renamed": parameter("1", "/acme/old")})
    assert value(client) == "3"


@pytest.mark.parametrize(
    ("policy", "left_after_rollback", "left_after_delete"),
    [
        ("Delete", [], []),
        ("Retain", ["/acme/v"], ["/acme/v"]),
        ("RetainExceptOnCreate", [], ["/acme/v"]),
    ],
)
def test_deletion_policy(deployer, client, policy, left_after_rollback, left_after_delete):
    kept = parameter(DeletionPolicy=policy)
    stack = deployer.deploy({"P": kept, "Bad": failing(DependsOn="P")})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert names(client) == left_after_rollback
    deployer.delete()
    for name in left_after_rollback:
        client("ssm").delete_parameter(Name=name)

    deployer.succeed({"P": kept})
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert names(client) == left_after_delete


@pytest.mark.parametrize(("policy", "left"), [("Delete", ["/o"]), ("Retain", ["/acme/v", "/o"])])
def test_deletion_policy_of_a_resource_that_leaves_the_template(deployer, client, policy, left):
    deployer.succeed({"P": parameter(DeletionPolicy=policy), "Other": parameter("1", "/o")})
    deployer.succeed({"Other": parameter("1", "/o")})
    assert names(client) == left


@pytest.mark.parametrize(
    ("policy", "left"), [("Delete", ["/acme/new"]), ("Retain", ["/acme/new", "/acme/old"])]
)
def test_update_replace_policy(deployer, client, policy, left):
    deployer.succeed({"P": parameter("1", "/acme/old", UpdateReplacePolicy=policy)})
    deployer.succeed({"P": parameter("1", "/acme/new", UpdateReplacePolicy=policy)})
    assert names(client) == left


def test_a_changed_deletion_policy_alone_takes_effect(deployer, client):
    deployer.succeed({"P": parameter()})
    deployer.succeed({"P": parameter(DeletionPolicy="Retain")})
    deployer.delete()
    assert names(client) == ["/acme/v"]


def test_retain_resources_on_request(deployer, client):
    deployer.succeed({"P": parameter(), "Other": parameter("1", "/o")})
    assert deployer.delete(RetainResources=["P"])["StackStatus"] == "DELETE_COMPLETE"
    assert names(client) == ["/acme/v"]


def test_dependents_follow_a_replacement_and_go_first(deployer, client):
    def resources(role_name):
        role = {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "RoleName": role_name,
                "AssumeRolePolicyDocument": trust("credentials.iot.amazonaws.com"),
            },
        }
        alias = {
            "Type": "AWS::IoT::RoleAlias",
            "Properties": {"RoleAlias": "acme", "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}},
        }
        return {"Alias": alias, "Role": role}

    deployer.succeed(resources("one"))
    deployer.succeed(resources("two"))
    found = client("iot").describe_role_alias(roleAlias="acme")["roleAliasDescription"]
    assert found["roleArn"].endswith("role/two")
    stack_id = deployer.delete()["StackId"]
    events = deployer.cloudformation.describe_stack_events(StackName=stack_id)["StackEvents"]
    deleted = [
        e["LogicalResourceId"]
        for e in reversed(events)
        if e["ResourceStatus"] == "DELETE_COMPLETE" and e["LogicalResourceId"] != "acme"
    ]
    # "Role" first of all: the replaced one, when the update had succeeded.
    assert deleted == ["Role", "Alias", "Role"]


def test_termination_protection(deployer, client):
    cloudformation = deployer.cloudformation
    deployer.succeed({"P": parameter()}, EnableTerminationProtection=True)
    assert deployer.describe("acme")["EnableTerminationProtection"] is True
    with pytest.raises(ClientError) as error:
        cloudformation.delete_stack(StackName="acme")
    assert error.value.response["Error"] == {
        "Type": "Sender",
        "Code": "ValidationError",
        "Message": "Stack [acme] cannot be deleted while TerminationProtection is enabled",
    }
    assert names(client) == ["/acme/v"]
    cloudformation.update_termination_protection(
        StackName="acme", EnableTerminationProtection=False
    )
    assert deployer.describe("acme")["EnableTerminationProtection"] is False
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def protect(deployer, name="acme", enabled=True):
    deployer.cloudformation.update_termination_protection(
        StackName=name, EnableTerminationProtection=enabled
    )


def test_a_protected_stack_that_was_rolled_back_is_in_the_way_until_protection_is_lifted(
    deployer, client
):
    """The CDK CLI deletes a stack whose creation failed before it creates it again."""
    kept = parameter(DeletionPolicy="RetainExceptOnCreate")
    stack = deployer.deploy(
        {"P": kept, "Bad": failing(DependsOn="P")}, EnableTerminationProtection=True
    )
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert stack["EnableTerminationProtection"] is True
    with pytest.raises(ClientError, match="while TerminationProtection is enabled"):
        deployer.delete()
    assert deployer.describe("acme")["StackStatus"] == "ROLLBACK_COMPLETE"

    protect(deployer, enabled=False)
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    deployer.succeed({"P": kept})


def test_a_protected_stack_in_review_cannot_be_deleted(deployer, client):
    """What a deployment leaves that was not approved."""
    deployer.cloudformation.create_change_set(
        StackName="acme",
        ChangeSetName="pending",
        ChangeSetType="CREATE",
        TemplateBody=json.dumps({"Resources": {"P": parameter()}}),
    )
    protect(deployer)
    with pytest.raises(ClientError, match="while TerminationProtection is enabled"):
        deployer.delete()
    assert deployer.describe("acme")["StackStatus"] == "REVIEW_IN_PROGRESS"
    protect(deployer, enabled=False)
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_protection_of_a_deleted_stack_cannot_be_set(deployer, client):
    deployer.succeed({"P": parameter()})
    deleted = deployer.delete()["StackId"]
    with pytest.raises(ClientError, match="does not exist"):
        protect(deployer, deleted)
    assert deployer.describe(deleted)["EnableTerminationProtection"] is False


def test_describing_a_deleted_stack_does_not_bring_it_back(deployer, client):
    outputs = {"Arn": {"Value": {"Fn::GetAtt": ["Bucket", "Arn"]}}}
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "acme-data"}}
    deployer.succeed({"Bucket": bucket}, sections={"Outputs": outputs})
    deleted = deployer.delete()
    assert deleted["StackStatus"] == "DELETE_COMPLETE"
    assert deployer.describe(deleted["StackId"])["Outputs"][0]["OutputValue"].endswith("acme-data")
    assert client("s3").list_buckets()["Buckets"] == []
    with pytest.raises(ClientError, match="Stack with id acme does not exist"):
        deployer.describe("acme")
    # The name is free again, and a second deletion of the old stack touches nothing.
    deployer.succeed({"Bucket": bucket})
    deployer.cloudformation.delete_stack(StackName=deleted["StackId"])
    assert len(client("s3").list_buckets()["Buckets"]) == 1


def test_update_without_changes_is_refused(deployer):
    deployer.succeed({"P": parameter()}, Tags=[{"Key": "orgSlug", "Value": "acme"}])
    with pytest.raises(ClientError, match="No updates are to be performed"):
        deployer.deploy({"P": parameter()})
    deployer.succeed({"P": parameter()}, Tags=[{"Key": "orgSlug", "Value": "acme-eu"}])
    assert deployer.describe("acme")["Tags"] == [{"Key": "orgSlug", "Value": "acme-eu"}]


def test_get_template_returns_the_text_that_was_deployed(deployer):
    body = '{ "Resources" : {"P":' + json.dumps(parameter()) + "} }"
    deployer.cloudformation.create_stack(StackName="acme", TemplateBody=body)
    # boto3 parses a JSON body itself, so compare the parsed form.
    found = deployer.cloudformation.get_template(StackName="acme")["TemplateBody"]
    assert found == json.loads(body)


def test_yaml_with_short_intrinsics(deployer, client):
    body = """
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub '${AWS::StackName}-role'
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - {Effect: Allow, Principal: {Service: iot.amazonaws.com}, Action: 'sts:AssumeRole'}
Outputs:
  Arn: {Value: !GetAtt Role.Arn}
"""
    deployer.cloudformation.create_stack(StackName="acme", TemplateBody=body)
    outputs = deployer.describe("acme")["Outputs"]
    assert outputs[0]["OutputValue"] == "arn:aws:iam::123456789012:role/acme-role"
    role = client("iam").get_role(RoleName="acme-role")["Role"]
    assert role["AssumeRolePolicyDocument"]["Version"] == "2012-10-17"


def test_imported_export_protects_its_stack(deployer):
    outputs = {"Name": {"Value": {"Ref": "P"}, "Export": {"Name": "shared-name"}}}
    deployer.succeed({"P": parameter()}, "shared", sections={"Outputs": outputs})
    importing = parameter({"Fn::ImportValue": "shared-name"}, "/acme/copy")
    deployer.succeed({"P": importing}, "acme")
    assert deployer.delete("shared")["StackStatus"] == "DELETE_FAILED"
    assert "in use by acme" in deployer.describe("shared")["StackStatusReason"]
    deployer.delete("acme")
    assert deployer.delete("shared")["StackStatus"] == "DELETE_COMPLETE"


def test_resources_are_listed(deployer):
    deployer.succeed({"P": parameter(), "Other": parameter("1", "/o")})
    cloudformation = deployer.cloudformation
    found = cloudformation.list_stack_resources(StackName="acme")["StackResourceSummaries"]
    assert [(r["LogicalResourceId"], r["ResourceStatus"]) for r in found] == [
        ("P", "CREATE_COMPLETE"),
        ("Other", "CREATE_COMPLETE"),
    ]
    found = cloudformation.describe_stack_resources(PhysicalResourceId="/o")["StackResources"]
    assert {r["StackName"] for r in found} == {"acme"}


def test_deletion_follows_the_newest_dependencies(deployer, client):
    """A resource that came later can be what an older one has come to depend on."""
    role: dict[str, Any] = {
        "Type": "AWS::IAM::Role",
        "Properties": {"RoleName": "acme", "AssumeRolePolicyDocument": trust("iot.amazonaws.com")},
    }
    deployer.succeed({"Role": role})
    policy = {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {"PolicyDocument": statement("s3:GetObject")},
    }
    role["Properties"]["ManagedPolicyArns"] = [{"Ref": "Policy"}]
    deployer.succeed({"Role": role, "Policy": policy})
    # The policy cannot go before the role that it is attached to.
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert client("iam").list_policies(Scope="Local")["Policies"] == []
