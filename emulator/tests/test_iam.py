"""AWS::IAM::Role and User."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import statement, trust
from emulator.tests.iam_templates import (
    BOUNDARY,
    BOUNDARY_ARN,
    READ_ONLY,
    attached_to_role,
    attached_to_user,
    inline,
    role,
    user,
)


def test_role_round_trip(deployer, client):
    outputs = deployer.succeed(
        {
            "Boundary": BOUNDARY,
            "Role": role(
                Description="acme's hubs",
                MaxSessionDuration="7200",
                Path="/hubs/",
                ManagedPolicyArns=[READ_ONLY],
                PermissionsBoundary={"Ref": "Boundary"},
                Policies=[inline("upload", "s3:PutObject")],
                Tags=[{"Key": "orgSlug", "Value": "acme"}],
            ),
        },
        sections={"Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Role", "Arn"]}}}},
    )
    found = client("iam").get_role(RoleName="hub-acme")["Role"]
    assert found["Arn"] == outputs["Arn"] == "arn:aws:iam::123456789012:role/hubs/hub-acme"
    assert (found["Description"], found["MaxSessionDuration"]) == ("acme's hubs", 7200)
    assert found["AssumeRolePolicyDocument"] == trust("credentials.iot.amazonaws.com")
    assert found["PermissionsBoundary"]["PermissionsBoundaryArn"] == BOUNDARY_ARN
    assert found["Tags"] == [{"Key": "orgSlug", "Value": "acme"}]
    assert attached_to_role(client) == ["ReadOnlyAccess"]
    policy = client("iam").get_role_policy(RoleName="hub-acme", PolicyName="upload")
    assert policy["PolicyDocument"] == statement("s3:PutObject")


def test_role_update_changes_and_removes(deployer, client):
    deployer.succeed(
        {
            "Boundary": BOUNDARY,
            "Role": role(
                MaxSessionDuration=7200,
                ManagedPolicyArns=[READ_ONLY],
                PermissionsBoundary={"Ref": "Boundary"},
                Policies=[
                    inline("upload", "s3:PutObject"),
                    inline("list", "s3:ListBucket"),
                ],
                Tags=[{"Key": "orgSlug", "Value": "acme"}],
            ),
        }
    )
    changed = role(
        AssumeRolePolicyDocument=trust("ssm.amazonaws.com"),
        Policies=[inline("upload", "s3:GetObject")],
        MaxSessionDuration=3600,
        Tags=[{"Key": "orgSlug", "Value": "acme-eu"}],
    )
    deployer.succeed({"Boundary": BOUNDARY, "Role": changed})
    iam = client("iam")
    found = iam.get_role(RoleName="hub-acme")["Role"]
    assert found["AssumeRolePolicyDocument"] == trust("ssm.amazonaws.com")
    assert found["MaxSessionDuration"] == 3600
    assert "PermissionsBoundary" not in found
    assert found["Tags"] == [{"Key": "orgSlug", "Value": "acme-eu"}]
    assert attached_to_role(client) == []
    assert iam.list_role_policies(RoleName="hub-acme")["PolicyNames"] == ["upload"]
    policy = iam.get_role_policy(RoleName="hub-acme", PolicyName="upload")
    assert policy["PolicyDocument"] == statement("s3:GetObject")


def test_role_with_somebody_elses_inline_policy_cannot_be_deleted(deployer, client):
    deployer.succeed({"Role": role(Policies=[inline("upload", "s3:PutObject")])})
    client("iam").put_role_policy(
        RoleName="hub-acme",
        PolicyName="revoked",
        PolicyDocument=json.dumps(statement("s3:PutObject")),
    )
    assert deployer.delete()["StackStatus"] == "DELETE_FAILED"
    assert "must delete policies first" in deployer.reasons("acme")["Role"]
    client("iam").delete_role_policy(RoleName="hub-acme", PolicyName="revoked")
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_unknown_managed_policy_fails_and_leaves_no_role(deployer, client):
    missing = "arn:aws:iam::aws:policy/NoSuchPolicy"
    stack = deployer.deploy({"Role": role(ManagedPolicyArns=[missing])})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert missing in deployer.reasons("acme")["Role"]
    with pytest.raises(ClientError, match="NoSuchEntity"):
        client("iam").get_role(RoleName="hub-acme")


def test_user_round_trip_and_update(deployer, client):
    iam = client("iam")
    for group in ("readers", "writers"):
        iam.create_group(GroupName=group)
    deployer.succeed(
        {
            "Boundary": BOUNDARY,
            "User": user(
                Groups=["readers"],
                ManagedPolicyArns=[READ_ONLY],
                PermissionsBoundary={"Ref": "Boundary"},
                Policies=[inline("list", "s3:ListBucket")],
                Tags=[{"Key": "orgSlug", "Value": "acme"}],
            ),
        }
    )
    found = iam.get_user(UserName="analyst-acme")["User"]
    assert found["PermissionsBoundary"]["PermissionsBoundaryArn"] == BOUNDARY_ARN
    assert found["Tags"] == [{"Key": "orgSlug", "Value": "acme"}]
    assert attached_to_user(client) == ["ReadOnlyAccess"]
    policy = iam.get_user_policy(UserName="analyst-acme", PolicyName="list")
    assert policy["PolicyDocument"] == statement("s3:ListBucket")
    groups = iam.list_groups_for_user(UserName="analyst-acme")["Groups"]
    assert [group["GroupName"] for group in groups] == ["readers"]

    deployer.succeed({"Boundary": BOUNDARY, "User": user(Groups=["writers"])})
    found = iam.get_user(UserName="analyst-acme")["User"]
    assert "PermissionsBoundary" not in found
    assert found.get("Tags", []) == []
    assert attached_to_user(client) == []
    assert iam.list_user_policies(UserName="analyst-acme")["PolicyNames"] == []
    groups = iam.list_groups_for_user(UserName="analyst-acme")["Groups"]
    assert [group["GroupName"] for group in groups] == ["writers"]

    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert iam.list_users()["Users"] == []


def test_renamed_role_is_replaced(deployer, client):
    deployer.succeed({"Role": role()})
    deployer.succeed({"Role": role("hub-acme-eu")})
    roles = client("iam").list_roles()["Roles"]
    assert [found["RoleName"] for found in roles] == ["hub-acme-eu"]


def test_new_path_under_the_same_name_is_refused(deployer):
    deployer.succeed({"Role": role()})
    stack = deployer.deploy({"Role": role(Path="/other/")})
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "custom-named resource requires replacing" in deployer.reasons("acme")["Role"]
