"""CloudFormation works with the permissions of its service role, or with those of its caller.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
"""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import message, outcome
from emulator.tests.conftest import ACCOUNT, REGION, trust
from emulator.tests.tenants import allow, deny, document

CLOUDFORMATION = {
    "Effect": "Allow",
    "Principal": {"Service": "cloudformation.amazonaws.com"},
    "Action": "sts:AssumeRole",
}
ROLES = f"arn:aws:iam::{ACCOUNT}:role"
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/ceiling"
THROUGH = {"ForAnyValue:StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"}}
READ_QUEUES = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"]
QUEUES = allow(["sqs:CreateQueue", "sqs:DeleteQueue", *READ_QUEUES], Condition=THROUGH)
DENIED = (
    'Resource handler returned message: "User: '
    f"arn:aws:sts::{ACCOUNT}:assumed-role/deployment/AWSCloudFormation is not authorized to perform"
)


@pytest.fixture
def role(tenants):
    """Makes the deployment's role, or gives it other permissions."""

    def with_permissions(*statements, name="deployment", **more):
        names = [one["RoleName"] for one in tenants.iam.list_roles()["Roles"]]
        if name not in names:
            tenants.role(name, slug=None, trust=more.pop("trust", CLOUDFORMATION), **more)
        policy = document(*statements)
        tenants.iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=policy)
        return f"{ROLES}/{name}"

    return with_permissions


def queue(name="acme", **properties):
    return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name, **properties}}


def a_role(**properties):
    given = {"RoleName": "acme-hub", "AssumeRolePolicyDocument": trust("ec2.amazonaws.com")}
    return {"Type": "AWS::IAM::Role", "Properties": {**given, **properties}}


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


def test_what_the_role_cannot_undo_stays(deployer, role):
    broken = {"Queue": queue(), "Bad": {**a_role(), "DependsOn": "Queue"}}
    no_deletion = allow(["sqs:CreateQueue", *READ_QUEUES])
    made = deployer.deploy(broken, RoleARN=role(no_deletion))
    assert made["StackStatus"] == "ROLLBACK_FAILED"
    assert f"{DENIED}: sqs:DeleteQueue" in deployer.reasons("acme")["Queue"]
    deleted = deployer.delete()
    assert deleted["StackStatus"] == "DELETE_FAILED"
    role(QUEUES)
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_a_rollback_of_an_update_can_be_continued(deployer, role, client):
    changes = allow("sqs:SetQueueAttributes")
    deployer.succeed({"Queue": queue(DelaySeconds=1)}, RoleARN=role(QUEUES, changes))
    role(QUEUES)
    stack = deployer.deploy({"Queue": queue(DelaySeconds=2)})
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    assert f"{DENIED}: sqs:SetQueueAttributes" in deployer.reasons("acme")["Queue"]
    again = deployer.cloudformation.continue_update_rollback
    again(StackName="acme")
    assert deployer.describe("acme")["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    again(StackName="acme", ResourcesToSkip=["Queue"])
    assert deployer.describe("acme")["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert "can not be rolled back" in message(again, StackName="acme")
    role(QUEUES, changes)
    deployer.succeed({"Queue": queue(DelaySeconds=3)})


def test_an_update_that_fails_for_another_reason_is_undone(deployer, role):
    permissions = [QUEUES, allow("sqs:SetQueueAttributes"), allow("iam:*")]
    deployer.succeed({"Queue": queue(DelaySeconds=1)}, RoleARN=role(*permissions))
    bad = {**a_role(PermissionsBoundary=f"{BOUNDARY}-of-nobody"), "DependsOn": "Queue"}
    stack = deployer.deploy({"Queue": queue(DelaySeconds=2), "Bad": bad})
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"


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


@pytest.mark.parametrize("deployed_by", ["a role", "the caller"])
def test_whether_a_bucket_is_there_is_asked_under_the_permission_to_list_it(
    deployer, role, client, deployed_by
):
    """HeadBucket after a change, which the bucket's policy can leave to CloudFormation alone."""
    arn = "arn:aws:s3:::acme-data"
    direct = {"StringNotEquals": {"aws:CalledViaLast": "cloudformation.amazonaws.com"}}

    def bucket(days, *, spared):
        condition = {"Condition": direct} if spared else {}
        denial = deny("DenyListing", "s3:ListBucket", arn, Principal="*", **condition)
        rule = {"Id": "Old", "Status": "Enabled", "ExpirationInDays": days}
        properties = {"BucketName": "acme-data", "LifecycleConfiguration": {"Rules": [rule]}}
        policy = {"Bucket": "acme-data", "PolicyDocument": json.loads(document(denial))}
        return {
            "Bucket": {"Type": "AWS::S3::Bucket", "Properties": properties},
            "Policy": {
                "Type": "AWS::S3::BucketPolicy",
                "Properties": policy,
                "DependsOn": "Bucket",
            },
        }

    under = {"RoleARN": role(allow("s3:*"))} if deployed_by == "a role" else {}
    deployer.succeed(bucket(1, spared=True), **under)
    deployer.succeed(bucket(2, spared=True))
    listing = message(client("s3").list_objects_v2, Bucket="acme-data")
    assert "explicit deny in a resource-based policy" in listing
    deployer.succeed(bucket(2, spared=False))
    assert deployer.deploy(bucket(3, spared=False))["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    assert "s3:ListBucket" in deployer.reasons("acme")["Bucket"]


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


def test_values_of_parameter_store_are_read_by_caller_and_role(deployer, role, tenants, client):
    client("ssm").put_parameter(Name="/version", Value="7", Type="String")
    value = {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/version"}
    sections = {"Parameters": {"Version": value}}
    reads = allow("ssm:GetParameters", f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/version")
    arn = role(QUEUES)
    deploy = {"resources": {"Queue": queue()}, "RoleARN": arn, "sections": sections}
    assert "ssm:GetParameters" in message(deployer.deploy, **deploy)
    role(QUEUES, reads)
    body = json.dumps({"Resources": {"Queue": queue()}, **sections})
    stacks = allow(["cloudformation:CreateStack", "iam:PassRole"])
    given = {"StackName": "acme", "TemplateBody": body, "RoleARN": arn}
    for name, more, expected in (("bob", [], "ValidationError"), ("ann", [reads], "allowed")):
        caller = tenants.client(tenants.user(name, stacks, *more), "cloudformation")
        assert outcome(caller.create_stack, **given) == expected


def test_a_template_in_s3_is_read_by_the_caller(deployer, role, tenants, client):
    s3 = client("s3")
    s3.create_bucket(Bucket="templates", CreateBucketConfiguration={"LocationConstraint": REGION})
    body = json.dumps({"Resources": {"Queue": queue()}})
    s3.put_object(Bucket="templates", Key="acme.json", Body=body)
    stacks = allow(["cloudformation:CreateStack", "iam:PassRole"])
    url = f"https://s3.{REGION}.amazonaws.com/templates/acme.json"
    given = {"StackName": "acme", "TemplateURL": url, "RoleARN": role(QUEUES)}
    reads = allow("s3:GetObject", "arn:aws:s3:::templates/*")
    for name, more, expected in (("bob", [], "ValidationError"), ("ann", [reads], "allowed")):
        caller = tenants.client(tenants.user(name, stacks, *more), "cloudformation")
        assert outcome(caller.create_stack, **given) == expected
    assert deployer.describe("acme")["StackStatus"] == "CREATE_COMPLETE"
