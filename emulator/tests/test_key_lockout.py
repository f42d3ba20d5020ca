"""Who has to be able to change the policy of a key: its maker, or the role that deploys it."""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT
from emulator.tests.twins import ROOT, allow, document

ADMINISTRATOR = f"arn:aws:iam::{ACCOUNT}:role/deployment"
TRUST = {
    "Effect": "Allow",
    "Principal": {"Service": "cloudformation.amazonaws.com"},
    "Action": "sts:AssumeRole",
}


def policy(principal, **elements):
    return document(allow("kms:*", Principal=principal, **elements))


@pytest.fixture
def deployment(tenants):
    """A role that may do everything and whose name no key policy has."""
    return tenants.role("deployment", allow("*"), trust=TRUST)


@pytest.mark.parametrize(
    ("principal", "by_the_role", "by_root"),
    [
        ({"AWS": ADMINISTRATOR}, True, False),
        # What the account may do, its role may, as far as IAM lets it.
        (ROOT, True, True),
        ({"AWS": "*"}, True, True),
    ],
)
def test_deployed_key(deployer, deployment, principal, by_the_role, by_root):
    key = {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": policy(principal)}}
    made = deployer.deploy({"Key": key}, "by-the-role", RoleARN=deployment)
    assert (made["StackStatus"] == "CREATE_COMPLETE") is by_the_role
    made = deployer.deploy({"Key": key}, "by-root")
    assert (made["StackStatus"] == "CREATE_COMPLETE") is by_root


def test_a_role_that_may_not_change_policies(deployer, tenants):
    deployment = tenants.role("deployment", allow("kms:CreateKey"), trust=TRUST)
    key = {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": policy(ROOT)}}
    made = deployer.deploy({"Key": key}, RoleARN=deployment)
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "assumed-role/deployment/AWSCloudFormation" in deployer.reasons("acme")["Key"]


def test_a_role_that_may_change_keys_by_their_tag(deployer, tenants):
    of_acme = {"StringEquals": {"aws:ResourceTag/environment": "acme"}}
    deployment = tenants.role(
        "deployment",
        allow(["kms:CreateKey", "kms:TagResource"]),
        allow("kms:*", Condition=of_acme),
        trust=TRUST,
    )

    def deployed(environment, description):
        tags = [{"Key": "environment", "Value": environment}]
        properties = {"KeyPolicy": policy(ROOT), "Tags": tags, "Description": description}
        key = {"Type": "AWS::KMS::Key", "Properties": properties}
        return deployer.deploy({"Key": key}, environment, RoleARN=deployment)["StackStatus"]

    assert deployed("acme", "new") == "CREATE_COMPLETE"
    assert deployed("acme", "changed") == "UPDATE_COMPLETE"
    assert deployed("acme-eu", "new").startswith("ROLLBACK_")


def test_the_check_can_be_bypassed(deployer, client):
    read = document(allow(["kms:Describe*", "kms:Get*", "kms:List*"], Principal=ROOT))
    lost = {**read, "Id": "nobody may change it"}
    properties = {"KeyPolicy": lost, "BypassPolicyLockoutSafetyCheck": True}
    deployer.succeed({"Key": {"Type": "AWS::KMS::Key", "Properties": properties}})
    kms = client("kms")
    text = json.dumps(lost)
    assert outcome(kms.create_key, Policy=text) == "MalformedPolicyDocument"
    assert outcome(kms.create_key, Policy=text, BypassPolicyLockoutSafetyCheck=True) == "allowed"


def test_a_user_is_held_by_its_own_policies(tenants):
    may_create = allow(["kms:CreateKey", "kms:TagResource"])
    made = tenants.client(tenants.user("maker", may_create), "kms")
    text = json.dumps(policy(ROOT))
    assert outcome(made.create_key, Policy=text) == "MalformedPolicyDocument"
    full = tenants.client(tenants.user("keeper", allow("kms:*")), "kms")
    assert outcome(full.create_key, Policy=text) == "allowed"


def test_a_refused_policy_changes_nothing(tenants):
    kms, key = tenants.root("kms"), tenants.keys["acme"]
    before = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
    lost = json.dumps(document(allow("kms:Get*", Principal=ROOT)))
    given = {"KeyId": key, "PolicyName": "default", "Policy": lost}
    assert outcome(kms.put_key_policy, **given) == "MalformedPolicyDocument"
    assert kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"] == before
