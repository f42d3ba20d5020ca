"""CloudFormation works with the permissions of its service role, or with those of its caller.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
"""

from __future__ import annotations

import json

from emulator.tests.callers import message, outcome
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.deployment_role import (
    BOUNDARY,
    CLOUDFORMATION,
    DENIED,
    QUEUES,
    READ_QUEUES,
    ROLES,
    a_role,
    queue,
)
from emulator.tests.tenants import allow, deny, document


def test_the_role_decides_and_stays_with_the_stack(deployer, role):
    arn = role(QUEUES)
    made = deployer.deploy({"Queue": queue()}, RoleARN=arn)
    assert (made["StackStatus"], made["RoleARN"]) == ("CREATE_COMPLETE", arn)
    # No role is named, and the root user could do anything.
    made = deployer.deploy({"Queue": queue(), "Other": a_role()})
    assert made["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert deployer.reasons("acme")["Other"] == (
        f"{DENIED}: iam:CreateRole on resource: {ROLES}/acme-hub because no identity-based policy"
        ' allows the iam:CreateRole action" (HandlerErrorCode: AccessDenied)'
    )
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_without_a_role_the_caller_decides(tenants, deployer):
    template = json.dumps({"Resources": {"Queue": queue()}})
    stacks = allow(["cloudformation:CreateStack", "cloudformation:DeleteStack"])
    callers = {
        name: tenants.client(tenants.user(name, stacks, statement), "cloudformation")
        for name, statement in (("bob", allow("sqs:CreateQueue")), ("ann", QUEUES))
    }
    for name, caller in callers.items():
        caller.create_stack(StackName=name, TemplateBody=template)
    assert deployer.describe("bob")["StackStatus"] == "ROLLBACK_COMPLETE"
    denied = f"User: arn:aws:iam::{ACCOUNT}:user/bob is not authorized to perform: sqs:GetQueueUrl"
    assert denied in deployer.reasons("bob")["Queue"]
    made = deployer.describe("ann")
    assert (made["StackStatus"], "RoleARN" in made) == ("CREATE_COMPLETE", False)
    callers["ann"].delete_stack(StackName="ann")
    assert not deployer.exists("ann")


def test_a_role_has_to_be_there_and_to_trust_cloudformation(deployer, role):
    other = role(
        QUEUES, name="other", trust={**CLOUDFORMATION, "Principal": {"Service": "x.amazonaws.com"}}
    )
    for arn in (other, f"{ROLES}/nobody"):
        refused = message(deployer.deploy, resources={"Queue": queue()}, RoleARN=arn)
        assert refused == f"Role {arn} is invalid or cannot be assumed"
    assert not deployer.exists("acme")


def test_passing_the_role_is_the_callers(tenants, role):
    arn = role(QUEUES)
    template = json.dumps({"Resources": {"Queue": queue()}})
    to = {"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}}
    passes = allow("iam:PassRole", arn, Condition=to)
    for name, more, expected in (("ann", [passes], "allowed"), ("bob", [], "AccessDenied")):
        user = tenants.user(name, allow("cloudformation:CreateStack"), *more)
        create = tenants.client(user, "cloudformation").create_stack
        given = {"StackName": name, "TemplateBody": template, "RoleARN": arn}
        assert outcome(create, **given) == expected


def test_boundaries_of_new_roles_are_known_to_policies(deployer, role, tenants):
    tenants.iam.create_policy(PolicyName="ceiling", PolicyDocument=document(allow("s3:*")))
    bounded = {"StringEquals": {"iam:PermissionsBoundary": BOUNDARY}}
    writes = ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:DeleteRole"]
    rest = ["iam:Get*", "iam:List*", "iam:DeleteRolePolicy", "iam:TagRole"]
    arn = role(allow(writes, Condition=bounded), allow(rest))
    inline = [{"PolicyName": "read", "PolicyDocument": json.loads(document(allow("s3:Get*")))}]
    free = a_role(RoleName="free", Policies=inline)
    made = deployer.deploy({"Role": free}, "free", RoleARN=arn)
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    deployer.succeed({"Role": a_role(PermissionsBoundary=BOUNDARY, Policies=inline)}, RoleARN=arn)
    # The boundary cannot be taken away again.
    stack = deployer.deploy({"Role": a_role(Policies=inline)})
    assert "iam:DeleteRolePermissionsBoundary" in deployer.reasons(stack["StackId"])["Role"]


def test_roles_are_handed_over_with_pass_role(deployer, role):
    deployer.succeed({"Role": a_role()}, "roles")
    alias = {
        "Type": "AWS::IoT::RoleAlias",
        "Properties": {"RoleAlias": "acme", "RoleArn": f"{ROLES}/acme-hub"},
    }
    iot = allow(["iot:*", "iam:GetRole"])
    made = deployer.deploy({"Alias": alias}, RoleARN=role(iot))
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    assert (
        f"{DENIED}: iam:PassRole on resource: {ROLES}/acme-hub" in deployer.reasons("acme")["Alias"]
    )
    to = {"StringEquals": {"iam:PassedToService": "credentials.iot.amazonaws.com"}}
    passes = allow("iam:PassRole", f"{ROLES}/acme-hub", Condition=to)
    deployer.delete()
    deployer.succeed({"Alias": alias}, RoleARN=role(iot, passes))


def test_the_policies_of_resources_count(deployer, role):
    """A key whose own policy leaves the role out is not even finished."""
    readers = allow("kms:*", Principal={"AWS": f"{ROLES}/deployment"})
    nobody = deny("No", "kms:EnableKeyRotation", Principal="*")
    key = {"KeyPolicy": json.loads(document(readers, nobody)), "EnableKeyRotation": True}
    resources = {"Key": {"Type": "AWS::KMS::Key", "Properties": key}}
    made = deployer.deploy(resources, RoleARN=role(allow("kms:*")))
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    reason = deployer.reasons("acme")["Key"]
    assert "kms:EnableKeyRotation" in reason
    assert "explicit deny in a resource-based policy" in reason


def test_a_boundary_holds_the_role(deployer, role, tenants):
    tenants.iam.create_policy(PolicyName="ceiling", PolicyDocument=document(allow("iam:*")))
    arn = role(allow("*"), PermissionsBoundary=BOUNDARY)
    made = deployer.deploy({"Queue": queue()}, RoleARN=arn)
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "because no permissions boundary allows" in deployer.reasons("acme")["Queue"]


def test_names_that_cloudformation_makes_are_known_beforehand(deployer, role):
    made_up = f"arn:aws:sqs:{REGION}:{ACCOUNT}:acme-Queue-*"
    arn = role(allow(["sqs:CreateQueue", "sqs:DeleteQueue", *READ_QUEUES], made_up))
    resources = {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {}}}
    deployer.succeed(resources, RoleARN=arn)
    made = deployer.deploy(resources, "other", RoleARN=arn)
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
