"""AWS::IAM::ManagedPolicy, Policy and RolePolicy."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.callers import decide, outcome
from emulator.tests.conftest import statement
from emulator.tests.iam_templates import (
    attached_to_role,
    attached_to_user,
    inline,
    managed,
    role,
    user,
)


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
    assert deployer.delete()["StackStatus"] == "DELETE_FAILED"
    assert "attached to entities" in deployer.reasons("acme")["Policy"]


def test_inline_policy_round_trip(deployer, client):
    def policy(name, action, **principals):
        return {
            "Type": "AWS::IAM::Policy",
            "Properties": {**inline(name, action), **principals},
        }

    principals = {
        "Role": role(Policies=[inline("own", "s3:ListBucket")]),
        "User": user(),
    }
    both = {"Roles": [{"Ref": "Role"}], "Users": [{"Ref": "User"}]}
    deployer.succeed({**principals, "Policy": policy("extra", "s3:PutObject", **both)})
    iam = client("iam")
    found = iam.get_role_policy(RoleName="hub-acme", PolicyName="extra")["PolicyDocument"]
    assert found == statement("s3:PutObject")
    assert iam.list_user_policies(UserName="analyst-acme")["PolicyNames"] == ["extra"]

    only_role = {"Roles": [{"Ref": "Role"}]}
    deployer.succeed({**principals, "Policy": policy("renamed", "s3:GetObject", **only_role)})
    assert sorted(iam.list_role_policies(RoleName="hub-acme")["PolicyNames"]) == [
        "own",
        "renamed",
    ]
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
    assert sorted(iam.list_role_policies(RoleName="hub-acme")["PolicyNames"]) == [
        "own",
        "renamed",
    ]

    deployer.succeed({"Role": own})
    assert iam.list_role_policies(RoleName="hub-acme")["PolicyNames"] == ["own"]


def test_rewritten_role_policy_outlives_deployments_and_goes_with_its_role(deployer, client):
    iam = client("iam")
    policy = role_policy("s3:PutObject")
    deployer.succeed({"Role": role(), "Policy": policy})
    rewritten = statement("s3:DeleteObject")
    iam.put_role_policy(
        RoleName="hub-acme",
        PolicyName="revocations",
        PolicyDocument=json.dumps(rewritten),
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


def test_conditions_hold_numbers_without_quotes(client, ready):
    """As the CDK writes them; what is neither text, number nor truth is refused."""
    condition = {
        "NumericLessThanEquals": {"s3:max-keys": 10},
        "DateGreaterThan": {"aws:CurrentTime": [1_500_000_000, "2020-01-01"]},
        "Bool": {"aws:SecureTransport": True},
    }
    iam = client("iam")
    user_arn = iam.create_user(UserName="lister")["User"]["Arn"]
    put = {"UserName": "lister", "PolicyName": "list"}
    document = statement("s3:ListBucket", Condition=condition)
    iam.put_user_policy(**put, PolicyDocument=json.dumps(document))

    def told(most):
        context = {"s3:max-keys": most, "aws:SecureTransport": "true"}
        return decide(ready, user_arn, "s3:ListBucket", "arn:aws:s3:::data", context)["decision"]

    assert (told("10"), told("11")) == ("allowed", "denied")
    document = statement("s3:ListBucket", Condition={"NumericEquals": {"s3:max-keys": None}})
    refused = outcome(iam.put_user_policy, **put, PolicyDocument=json.dumps(document))
    assert refused == "MalformedPolicyDocument"
