"""Updates, dependencies, exports and descriptions of stacks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import statement, trust
from emulator.tests.parameters import parameter


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
    deployer.cloudformation.create_stack(
        StackName="acme", TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM"]
    )
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
