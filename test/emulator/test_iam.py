"""AWS::IAM::Role, User, ManagedPolicy and Policy."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from conftest import statement, trust

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
BOUNDARY = {
    "Type": "AWS::IAM::ManagedPolicy",
    "Properties": {"ManagedPolicyName": "boundary", "PolicyDocument": statement("s3:*")},
}
BOUNDARY_ARN = "arn:aws:iam::123456789012:policy/boundary"


def role(name="hub-acme", **properties):
    document = trust("credentials.iot.amazonaws.com")
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {"RoleName": name, "AssumeRolePolicyDocument": document, **properties},
    }


def user(name="analyst-acme", **properties):
    return {"Type": "AWS::IAM::User", "Properties": {"UserName": name, **properties}}


def managed(document=None, **properties):
    return {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {
            "ManagedPolicyName": "data-acme",
            "PolicyDocument": document or statement("s3:PutObject"),
            **properties,
        },
    }


def inline(name, action):
    return {"PolicyName": name, "PolicyDocument": statement(action)}


def attached_to_role(client, name="hub-acme"):
    policies = client("iam").list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    return sorted(policy["PolicyName"] for policy in policies)


def attached_to_user(client, name="analyst-acme"):
    policies = client("iam").list_attached_user_policies(UserName=name)["AttachedPolicies"]
    return sorted(policy["PolicyName"] for policy in policies)


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
                Policies=[inline("upload", "s3:PutObject"), inline("list", "s3:ListBucket")],
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


def test_managed_policy_attachments_are_added_and_removed(deployer, client):
    principals = {"Role": role(), "User": user()}
    policy = managed(Description="data of acme", Roles=[{"Ref": "Role"}])
    deployer.succeed({**principals, "Policy": policy})
    arn = deployer.physical_id("Policy")
    assert arn == "arn:aws:iam::123456789012:policy/data-acme"
    assert client("iam").get_policy(PolicyArn=arn)["Policy"]["Description"] == "data of acme"
    assert (attached_to_role(client), attached_to_user(client)) == (["data-acme"], [])

    policy = managed(Description="data of acme", Users=[{"Ref": "User"}])
    deployer.succeed({**principals, "Policy": policy})
    assert (attached_to_role(client), attached_to_user(client)) == ([], ["data-acme"])
    assert client("iam").get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"] == 1

    deployer.succeed(principals)
    assert attached_to_user(client) == []
    with pytest.raises(ClientError, match="NoSuchEntity"):
        client("iam").get_policy(PolicyArn=arn)


def test_managed_policy_document_updates_outlive_the_version_limit(deployer, client):
    for number in range(7):
        deployer.succeed({"Policy": managed(statement(f"s3:Get{number}"))})
    iam, arn = client("iam"), deployer.physical_id("Policy")
    version_id = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    version = iam.get_policy_version(PolicyArn=arn, VersionId=version_id)["PolicyVersion"]
    assert version["Document"] == statement("s3:Get6")
    assert len(iam.list_policy_versions(PolicyArn=arn)["Versions"]) == 5


def test_attached_policy_is_not_deleted(deployer, client):
    deployer.succeed({"Policy": managed(), "Role": role()})
    arn = deployer.physical_id("Policy")
    client("iam").attach_role_policy(RoleName="hub-acme", PolicyArn=arn)
    stack = deployer.delete(RetainResources=["Role"])
    assert stack["StackStatus"] == "DELETE_FAILED"
    assert "attached to entities" in deployer.reasons("acme")["Policy"]


def test_inline_policy_round_trip(deployer, client):
    def policy(name, action, **principals):
        return {
            "Type": "AWS::IAM::Policy",
            "Properties": {**inline(name, action), **principals},
        }

    principals = {"Role": role(Policies=[inline("own", "s3:ListBucket")]), "User": user()}
    both = {"Roles": [{"Ref": "Role"}], "Users": [{"Ref": "User"}]}
    deployer.succeed({**principals, "Policy": policy("extra", "s3:PutObject", **both)})
    iam = client("iam")
    found = iam.get_role_policy(RoleName="hub-acme", PolicyName="extra")["PolicyDocument"]
    assert found == statement("s3:PutObject")
    assert iam.list_user_policies(UserName="analyst-acme")["PolicyNames"] == ["extra"]

    only_role = {"Roles": [{"Ref": "Role"}]}
    deployer.succeed({**principals, "Policy": policy("renamed", "s3:GetObject", **only_role)})
    assert sorted(iam.list_role_policies(RoleName="hub-acme")["PolicyNames"]) == ["own", "renamed"]
    assert iam.list_user_policies(UserName="analyst-acme")["PolicyNames"] == []

    deployer.succeed(principals)
    assert iam.list_role_policies(RoleName="hub-acme")["PolicyNames"] == ["own"]


def role_policy(action, name="revocations"):
    return {
        "Type": "AWS::IAM::RolePolicy",
        "Properties": {**inline(name, action), "RoleName": {"Ref": "Role"}},
    }


def test_role_policy_round_trip(deployer, client):
    iam = client("iam")
    own = role(Policies=[inline("own", "s3:ListBucket")])
    deployer.succeed({"Role": own, "Policy": role_policy("s3:PutObject")})
    assert deployer.physical_id("Policy") == "revocations|hub-acme"
    found = iam.get_role_policy(RoleName="hub-acme", PolicyName="revocations")["PolicyDocument"]
    assert found == statement("s3:PutObject")

    deployer.succeed({"Role": own, "Policy": role_policy("s3:GetObject", "renamed")})
    assert sorted(iam.list_role_policies(RoleName="hub-acme")["PolicyNames"]) == ["own", "renamed"]

    deployer.succeed({"Role": own})
    assert iam.list_role_policies(RoleName="hub-acme")["PolicyNames"] == ["own"]


def test_rewritten_role_policy_outlives_deployments_and_goes_with_its_role(deployer, client):
    iam = client("iam")
    policy = role_policy("s3:PutObject")
    deployer.succeed({"Role": role(), "Policy": policy})
    rewritten = statement("s3:DeleteObject")
    iam.put_role_policy(
        RoleName="hub-acme", PolicyName="revocations", PolicyDocument=json.dumps(rewritten)
    )
    deployer.succeed({"Role": role(Description="changed"), "Policy": policy})
    found = iam.get_role_policy(RoleName="hub-acme", PolicyName="revocations")["PolicyDocument"]
    assert found == rewritten

    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert iam.list_roles()["Roles"] == []


def test_role_policy_needs_its_role(deployer):
    policy = role_policy("s3:PutObject")
    policy["Properties"]["RoleName"] = "nobody"
    stack = deployer.deploy({"Policy": policy})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "nobody" in deployer.reasons("acme")["Policy"]


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
