"""What is refused before anything is deployed, and how templates are evaluated."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import statement

OK = {
    "Type": "AWS::SSM::Parameter",
    "Properties": {"Name": "/acme/v", "Type": "String", "Value": "1"},
}


def with_properties(type_name, **properties):
    return {"Thing": {"Type": type_name, "Properties": properties}}


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        ({"Q": {"Type": "AWS::Kinesis::Stream"}}, r"\[AWS::Kinesis::Stream\] \(resource Q"),
        ({"C": {"Type": "Custom::Thing"}}, r"\[Custom::Thing\] \(resource C"),
        (with_properties("AWS::S3::Bucket", Foo=1), r"AWS::S3::Bucket resource Thing: .*Foo"),
        (
            with_properties("AWS::S3::Bucket", VersioningConfiguration={"MFADelete": "x"}),
            "VersioningConfiguration.MFADelete",
        ),
        ({"P": {**OK, "CreationPolicy": {}}}, "CreationPolicy"),
        ({"P": {**OK, "DeletionPolicy": "Keep"}}, "Unrecognized DeletionPolicy Keep"),
        ({"P": {**OK, "DependsOn": "X"}}, r"Unresolved resource dependencies \[X\]"),
        (with_properties("AWS::S3::Bucket", BucketName={"Ref": "X"}), r"dependencies \[X\]"),
        (
            {"A": {**OK, "DependsOn": "B"}, "B": {**OK, "DependsOn": "A"}},
            r"Circular dependency between resources: \[A, B\]",
        ),
        ({}, "At least one Resources member"),
    ],
)
def test_refused_templates(deployer, resources, message):
    body = json.dumps({"Resources": resources})
    cloudformation = deployer.cloudformation
    for call in (
        lambda: cloudformation.create_stack(StackName="acme", TemplateBody=body),
        lambda: cloudformation.create_change_set(
            StackName="acme", ChangeSetName="c", ChangeSetType="CREATE", TemplateBody=body
        ),
    ):
        with pytest.raises(ClientError, match=message) as error:
            call()
        assert error.value.response["Error"]["Code"] == "ValidationError"
    assert not deployer.exists("acme")


def test_all_problems_are_reported_at_once(deployer):
    resources = {"Q": {"Type": "AWS::Kinesis::Stream"}, "T": {"Type": "AWS::Redshift::Cluster"}}
    with pytest.raises(ClientError, match=r"Kinesis::Stream.*Redshift::Cluster"):
        deployer.deploy(resources)


@pytest.mark.parametrize(
    ("resources", "reason"),
    [
        (
            with_properties("AWS::KMS::Key", EnableKeyRotation="perhaps"),
            "EnableKeyRotation: expected type: Boolean",
        ),
        (
            with_properties("AWS::KMS::Key", RotationPeriodInDays="many"),
            "RotationPeriodInDays: expected type: Integer",
        ),
        (
            with_properties("AWS::S3::Bucket", VersioningConfiguration={"Status": "On"}),
            "Status: On is not a valid enum value",
        ),
        (with_properties("AWS::KMS::Alias", AliasName="alias/a"), "TargetKeyId"),
        (
            with_properties("AWS::KMS::Key", Description={"Fn::GetAtt": ["P", "Nope"]}) | {"P": OK},
            "does not support attribute type Nope",
        ),
    ],
)
def test_wrong_values_fail_the_resource(deployer, resources, reason):
    stack = deployer.deploy(resources)
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert reason in deployer.reasons("acme")["Thing"]


def test_conditions_mappings_and_no_value(deployer, client):
    sections = {
        "Parameters": {"Stage": {"Type": "String", "Default": "dev"}},
        "Mappings": {"Values": {"dev": {"v": "small"}, "production": {"v": "large"}}},
        "Conditions": {
            "Production": {"Fn::Equals": [{"Ref": "Stage"}, "production"]},
            "Described": {"Fn::And": [{"Condition": "Production"}, {"Fn::Equals": ["a", "a"]}]},
        },
        "Outputs": {"Extra": {"Value": {"Ref": "Extra"}, "Condition": "Production"}},
    }
    resources = {
        "Always": {
            "Type": "AWS::SSM::Parameter",
            "Properties": {
                "Name": "/acme/v",
                "Type": "String",
                "Value": {"Fn::FindInMap": ["Values", {"Ref": "Stage"}, "v"]},
                "Description": {"Fn::If": ["Described", "described", {"Ref": "AWS::NoValue"}]},
            },
        },
        "Extra": {
            "Type": "AWS::SSM::Parameter",
            "Condition": "Production",
            "Properties": {"Name": "/acme/extra", "Type": "String", "Value": "1"},
        },
    }
    ssm = client("ssm")
    assert deployer.succeed(resources, sections=sections) == {}
    assert ssm.get_parameter(Name="/acme/v")["Parameter"]["Value"] == "small"
    assert len(ssm.describe_parameters()["Parameters"]) == 1

    production = [{"ParameterKey": "Stage", "ParameterValue": "production"}]
    outputs = deployer.succeed(resources, sections=sections, Parameters=production)
    assert outputs == {"Extra": "/acme/extra"}
    assert ssm.get_parameter(Name="/acme/v")["Parameter"]["Value"] == "large"

    deployer.succeed(resources, sections=sections, Parameters=[])
    assert len(ssm.describe_parameters()["Parameters"]) == 1


def test_failing_rule_refuses_the_template(deployer, client):
    client("ssm").put_parameter(Name="/cdk-bootstrap/version", Value="5", Type="String")
    rule = {
        "Assertions": [
            {
                "Assert": {
                    "Fn::Not": [{"Fn::Contains": [["1", "2", "3", "4", "5"], {"Ref": "Version"}]}]
                },
                "AssertDescription": "CDK bootstrap stack version 6 required.",
            }
        ]
    }
    version = {
        "Type": "AWS::SSM::Parameter::Value<String>",
        "Default": "/cdk-bootstrap/version",
    }
    sections = {"Rules": {"CheckBootstrapVersion": rule}, "Parameters": {"Version": version}}
    with pytest.raises(ClientError, match="CDK bootstrap stack version 6 required"):
        deployer.deploy({"P": OK}, sections=sections)
    client("ssm").put_parameter(
        Name="/cdk-bootstrap/version", Value="6", Type="String", Overwrite=True
    )
    deployer.succeed({"P": OK}, sections=sections)


@pytest.mark.parametrize(
    ("declaration", "given", "message"),
    [
        ({"Type": "String"}, [], r"Parameters: \[P\] must have values"),
        (
            {"Type": "String", "AllowedValues": ["a"]},
            [{"ParameterKey": "P", "ParameterValue": "b"}],
            "must be one of AllowedValues: a",
        ),
        (
            {"Type": "String", "AllowedPattern": "[a-z]+"},
            [{"ParameterKey": "P", "ParameterValue": "1"}],
            "must match pattern",
        ),
        (
            {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/none"},
            [],
            r"Unable to fetch parameters \[/none\]",
        ),
        (
            {"Type": "String", "Default": "a"},
            [{"ParameterKey": "Q", "ParameterValue": "b"}],
            r"\[Q\] do not exist in the template",
        ),
    ],
)
def test_refused_parameters(deployer, declaration, given, message):
    with pytest.raises(ClientError, match=message):
        deployer.deploy({"R": OK}, sections={"Parameters": {"P": declaration}}, Parameters=given)


def test_hidden_parameters_are_not_shown(deployer):
    sections = {"Parameters": {"P": {"Type": "String", "NoEcho": True, "Default": "secret"}}}
    stack = deployer.deploy({"R": OK}, sections=sections)
    assert stack["Parameters"] == [{"ParameterKey": "P", "ParameterValue": "****"}]


def test_policy_variables_are_not_substituted(deployer, client):
    tenant = "arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}/*"
    condition = {"StringEquals": {"aws:ResourceAccount": {"Ref": "AWS::AccountId"}}}
    document = statement("s3:GetObject", tenant, Condition=condition)
    policy = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document}}
    deployer.succeed({"Policy": policy})
    iam, arn = client("iam"), deployer.physical_id("Policy")
    found = iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]["Document"]
    resolved = {"StringEquals": {"aws:ResourceAccount": "123456789012"}}
    assert found == statement("s3:GetObject", tenant, Condition=resolved)
