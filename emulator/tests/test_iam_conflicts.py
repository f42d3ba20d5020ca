"""What IAM refuses because of what there is: names, boundaries that are missing, deletions."""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, statement, trust

TRUST = json.dumps(trust("glue.amazonaws.com"))
POLICY = json.dumps(statement("s3:GetObject"))
MISSING = f"arn:aws:iam::{ACCOUNT}:policy/missing"


@pytest.fixture
def iam(client):
    return client("iam")


@pytest.fixture
def policy(iam):
    found: str = iam.create_policy(PolicyName="limit", PolicyDocument=POLICY)["Policy"]["Arn"]
    return found


@pytest.mark.usefixtures("policy")
def test_names_differ_in_more_than_case(iam):
    iam.create_role(RoleName="hub", AssumeRolePolicyDocument=TRUST)
    iam.create_user(UserName="ann")
    iam.create_group(GroupName="staff")
    for call, parameters in (
        (iam.create_role, {"RoleName": "Hub", "AssumeRolePolicyDocument": TRUST}),
        (iam.create_user, {"UserName": "ANN"}),
        (iam.create_group, {"GroupName": "Staff"}),
        (iam.create_policy, {"PolicyName": "Limit", "PolicyDocument": POLICY}),
    ):
        assert outcome(call, **parameters) == "EntityAlreadyExists"
    # AWS's policies are not the account's.
    aws = {"PolicyName": "READONLYACCESS", "PolicyDocument": POLICY}
    assert outcome(iam.create_policy, **aws) == "allowed"


def test_a_boundary_has_to_exist(iam, policy):
    role = {"RoleName": "hub", "AssumeRolePolicyDocument": TRUST}
    assert outcome(iam.create_role, **role, PermissionsBoundary=MISSING) == "NoSuchEntity"
    assert outcome(iam.create_role, **role, PermissionsBoundary=policy) == "allowed"
    bound = {"RoleName": "hub", "PermissionsBoundary": MISSING}
    assert outcome(iam.put_role_permissions_boundary, **bound) == "NoSuchEntity"
    bound["PermissionsBoundary"] = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    assert outcome(iam.put_role_permissions_boundary, **bound) == "allowed"


def test_a_policy_in_use_stays(iam, policy):
    deletion = {"PolicyArn": policy}
    iam.create_role(RoleName="hub", AssumeRolePolicyDocument=TRUST, PermissionsBoundary=policy)
    assert outcome(iam.delete_policy, **deletion) == "DeleteConflict"
    iam.delete_role_permissions_boundary(RoleName="hub")
    iam.attach_role_policy(RoleName="hub", PolicyArn=policy)
    assert outcome(iam.delete_policy, **deletion) == "DeleteConflict"
    iam.detach_role_policy(RoleName="hub", PolicyArn=policy)
    iam.create_policy_version(PolicyArn=policy, PolicyDocument=POLICY)
    assert outcome(iam.delete_policy, **deletion) == "DeleteConflict"
    iam.delete_policy_version(PolicyArn=policy, VersionId="v2")
    assert outcome(iam.delete_policy, **deletion) == "allowed"


def test_cloudformation_keeps_a_policy_that_bounds_a_role(deployer, iam):
    boundary = {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {"ManagedPolicyName": "limit", "PolicyDocument": json.loads(POLICY)},
    }
    deployer.succeed({"Limit": boundary})
    arn = deployer.physical_id("Limit")
    iam.create_role(RoleName="hub", AssumeRolePolicyDocument=TRUST, PermissionsBoundary=arn)
    assert deployer.delete()["StackStatus"] == "DELETE_FAILED"
    iam.delete_role(RoleName="hub")
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_users_and_groups_are_emptied_before_they_go(iam, policy):
    ann, staff = {"UserName": "ann"}, {"GroupName": "staff"}
    iam.create_user(**ann)
    iam.create_group(**staff)
    key = iam.create_access_key(**ann)["AccessKey"]["AccessKeyId"]
    iam.add_user_to_group(**staff, **ann)
    iam.attach_group_policy(**staff, PolicyArn=policy)
    for undo, parameters in (
        (iam.delete_access_key, {**ann, "AccessKeyId": key}),
        (iam.remove_user_from_group, {**staff, **ann}),
    ):
        assert outcome(iam.delete_user, **ann) == "DeleteConflict"
        assert outcome(iam.delete_group, **staff) == "DeleteConflict"
        undo(**parameters)
    assert outcome(iam.delete_user, **ann) == "allowed"
    assert outcome(iam.delete_group, **staff) == "DeleteConflict"
    iam.detach_group_policy(**staff, PolicyArn=policy)
    assert outcome(iam.delete_group, **staff) == "allowed"
