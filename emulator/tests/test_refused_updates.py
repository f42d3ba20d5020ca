"""Updates that AWS refuses leave everything as it was; what an update removes does not count."""

from __future__ import annotations

import json

import pytest

from emulator.tests.conftest import trust as trust_of
from emulator.tests.iam_templates import role
from emulator.tests.refused_iam import REFUSED_IAM
from emulator.tests.refused_resources import REFUSED_RESOURCES
from emulator.tests.twins import ROOT, allow, document, long_policy

# One that the schema refuses, one that the service's model does, one that a rule does.
_BY_SOURCE = ("role: description", "Athena::WorkGroup: tag value", "managed policy: length")
_TWINS = [twins for twins in REFUSED_IAM + REFUSED_RESOURCES if twins.name in _BY_SOURCE]


def inline(name, length):
    return {"PolicyName": name, "PolicyDocument": long_policy(length)}


@pytest.mark.parametrize("twins", _TWINS, ids=lambda twins: twins.name)
def test_refused_update(deployer, twins):
    deployer.succeed(twins.accepted())
    before = deployer.physical_id("Tested")
    stack = deployer.deploy(twins.refused())
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert list(deployer.reasons("acme")) == ["Tested"]
    assert deployer.physical_id("Tested") == before
    # The stack has the template that was refused nowhere.
    deployer.succeed({**twins.accepted(), "Other": role("other")})


def test_policies_that_replace_others_count_alone(deployer, client):
    deployer.succeed({"Role": role(Policies=[inline("old", 10_240)])})
    deployer.succeed({"Role": role(Policies=[inline("new", 10_240)])})
    assert client("iam").list_role_policies(RoleName="hub-acme")["PolicyNames"] == ["new"]


def test_policies_of_others_count(deployer, client):
    deployer.succeed({"Role": role()})
    other = {"Version": "2012-10-17", "Statement": long_policy(6_000)["Statement"]}
    client("iam").put_role_policy(
        RoleName="hub-acme", PolicyName="other", PolicyDocument=json.dumps(other)
    )
    stack = deployer.deploy({"Role": role(Policies=[inline("own", 6_000)])})
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "10240" in deployer.reasons("acme")["Role"]


def test_tags_of_the_stack_count(deployer):
    stack = deployer.deploy(
        {"Role": role(Tags=[{"Key": "team", "Value": "1"}])},
        Tags=[{"Key": "Team", "Value": "2"}],
    )
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "Duplicate tag keys" in deployer.reasons("acme")["Role"]


def test_policies_that_stay_are_not_checked_again(deployer, client):
    """The principal of a trust policy is gone, and a key's policy is not the caller's."""
    read = ["kms:Describe*", "kms:Get*", "kms:List*", "kms:UpdateKeyDescription"]
    lost = document(allow(read, Principal=ROOT))
    properties = {"KeyPolicy": lost, "BypassPolicyLockoutSafetyCheck": True}
    trusted = {"AWS": "arn:aws:iam::123456789012:role/other"}
    trust = document({"Effect": "Allow", "Principal": trusted, "Action": "sts:AssumeRole"})
    iam = client("iam")
    iam.create_role(
        RoleName="other", AssumeRolePolicyDocument=json.dumps(trust_of("iot.amazonaws.com"))
    )
    resources = {
        "Role": role(AssumeRolePolicyDocument=trust),
        "Key": {"Type": "AWS::KMS::Key", "Properties": properties},
    }
    deployer.succeed(resources)
    iam.delete_role(RoleName="other")
    resources["Role"]["Properties"]["Description"] = "changed"
    properties["Description"] = "changed"
    deployer.succeed(resources)
    properties["BypassPolicyLockoutSafetyCheck"] = False
    stack = deployer.deploy(resources)
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "not allow you to update" in deployer.reasons("acme")["Key"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Description": "a — b"}, "#/Description"),
        ({"Tags": [{"Key": "aws:a", "Value": "1"}]}, "reserved"),
        ({"AssumeRolePolicyDocument": trust_of("iot")}, "Invalid principal"),
        ({"PermissionsBoundary": "short"}, "#/PermissionsBoundary"),
    ],
)
def test_every_part_of_a_role_is_checked(deployer, changes, words):
    deployer.succeed({"Role": role()})
    stack = deployer.deploy({"Role": role(**changes)})
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert words in deployer.reasons("acme")["Role"]
