"""What CloudFormation reads for a deployment: in the name of its service role, or of its caller.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
"""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import message, outcome
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.deployment_role import (
    QUEUES,
    queue,
)
from emulator.tests.tenants import allow, deny, document


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
