"""AWS::IoT::Policy, RoleAlias and ThingType."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import statement, trust

ASSUME = "iot:AssumeRoleWithCertificate"
ROLE = {
    "Type": "AWS::IAM::Role",
    "Properties": {
        "RoleName": "hub-acme",
        "AssumeRolePolicyDocument": trust("credentials.iot.amazonaws.com"),
    },
}
ROLE_ARN = "arn:aws:iam::123456789012:role/hub-acme"


def role_alias(**properties):
    return {
        "Type": "AWS::IoT::RoleAlias",
        "Properties": {
            "RoleAlias": "hub-acme",
            "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
            **properties,
        },
    }


def policy(document, **properties):
    return {
        "Type": "AWS::IoT::Policy",
        "Properties": {"PolicyName": "hub-acme", "PolicyDocument": document, **properties},
    }


def thing_type(**properties):
    return {
        "Type": "AWS::IoT::ThingType",
        "Properties": {"ThingTypeName": "data-hub", **properties},
    }


def tags(client, arn):
    found = client("iot").list_tags_for_resource(resourceArn=arn)["tags"]
    return {tag["Key"]: tag["Value"] for tag in found}


def test_role_alias_round_trip_update_and_delete(deployer, client):
    alias = role_alias(CredentialDurationSeconds="900", Tags=[{"Key": "orgSlug", "Value": "acme"}])
    outputs = deployer.succeed(
        {"Role": ROLE, "Alias": alias},
        sections={
            "Outputs": {
                "Name": {"Value": {"Ref": "Alias"}},
                "Arn": {"Value": {"Fn::GetAtt": ["Alias", "RoleAliasArn"]}},
            }
        },
    )
    iot = client("iot")
    found = iot.describe_role_alias(roleAlias="hub-acme")["roleAliasDescription"]
    assert (found["roleArn"], found["credentialDurationSeconds"]) == (ROLE_ARN, 900)
    assert outputs == {"Name": "hub-acme", "Arn": found["roleAliasArn"]}
    assert tags(client, found["roleAliasArn"]) == {"orgSlug": "acme"}

    deployer.succeed({"Role": ROLE, "Alias": role_alias(CredentialDurationSeconds=3600)})
    found = iot.describe_role_alias(roleAlias="hub-acme")["roleAliasDescription"]
    assert found["credentialDurationSeconds"] == 3600
    assert tags(client, found["roleAliasArn"]) == {}

    deployer.succeed({"Role": ROLE})
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        iot.describe_role_alias(roleAlias="hub-acme")


def test_impossible_credential_duration_fails(deployer, client):
    stack = deployer.deploy({"Role": ROLE, "Alias": role_alias(CredentialDurationSeconds=60)})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "900" in deployer.reasons("acme")["Alias"]
    assert client("iot").list_role_aliases()["roleAliases"] == []


def test_policy_round_trip_many_updates_and_delete(deployer, client):
    alias = {"Role": ROLE, "Alias": role_alias()}
    document = statement(ASSUME, {"Fn::GetAtt": ["Alias", "RoleAliasArn"]})
    tagged = policy(document, Tags=[{"Key": "orgSlug", "Value": "acme"}])
    outputs = deployer.succeed(
        {**alias, "Policy": tagged},
        sections={"Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Policy", "Arn"]}}}},
    )
    iot = client("iot")
    found = iot.get_policy(policyName="hub-acme")
    arn = "arn:aws:iot:eu-central-1:123456789012:rolealias/hub-acme"
    assert json.loads(found["policyDocument"]) == statement(ASSUME, arn)
    assert outputs["Arn"] == found["policyArn"]
    assert deployer.physical_id("Policy") == "hub-acme"
    assert tags(client, found["policyArn"]) == {"orgSlug": "acme"}

    for number in range(6):
        deployer.succeed({**alias, "Policy": policy(statement(ASSUME, f"{arn}{number}"))})
    document = json.loads(iot.get_policy(policyName="hub-acme")["policyDocument"])
    assert document == statement(ASSUME, f"{arn}5")
    versions = iot.list_policy_versions(policyName="hub-acme")["policyVersions"]
    assert len(versions) <= 5

    deployer.succeed(alias)
    assert iot.list_policies()["policies"] == []


def test_policy_attached_to_a_certificate_is_not_deleted(deployer, client):
    deployer.succeed({"Policy": policy(statement("iot:Connect"))})
    iot = client("iot")
    certificate = iot.create_keys_and_certificate()["certificateArn"]
    iot.attach_policy(policyName="hub-acme", target=certificate)
    assert deployer.delete()["StackStatus"] == "DELETE_FAILED"
    assert "attached to one or more principals" in deployer.reasons("acme")["Policy"]


def test_thing_type_round_trip_update_and_delete(deployer, client):
    properties = {"ThingTypeDescription": "a hub", "SearchableAttributes": ["orgSlug", "site"]}
    outputs = deployer.succeed(
        {
            "Type": thing_type(
                ThingTypeProperties=properties, Tags=[{"Key": "platform", "Value": "data"}]
            )
        },
        sections={
            "Outputs": {
                "Name": {"Value": {"Ref": "Type"}},
                "Arn": {"Value": {"Fn::GetAtt": ["Type", "Arn"]}},
                "Id": {"Value": {"Fn::GetAtt": ["Type", "Id"]}},
            }
        },
    )
    iot = client("iot")
    found = iot.describe_thing_type(thingTypeName="data-hub")
    assert found["thingTypeProperties"] == {
        "thingTypeDescription": "a hub",
        "searchableAttributes": ["orgSlug", "site"],
    }
    assert outputs == {
        "Name": "data-hub",
        "Arn": found["thingTypeArn"],
        "Id": found["thingTypeId"],
    }
    assert tags(client, found["thingTypeArn"]) == {"platform": "data"}

    described = {"ThingTypeDescription": "another"}
    deployer.succeed({"Type": thing_type(ThingTypeProperties=described)})
    found = iot.describe_thing_type(thingTypeName="data-hub")
    assert found["thingTypeProperties"]["thingTypeDescription"] == "another"
    assert tags(client, found["thingTypeArn"]) == {}

    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert iot.list_thing_types()["thingTypes"] == []


def test_second_thing_type_of_a_name_fails(deployer):
    deployer.succeed({"Type": thing_type()})
    stack = deployer.deploy({"Type": thing_type()}, "acme-eu")
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "already exists" in deployer.reasons("acme-eu")["Type"]
