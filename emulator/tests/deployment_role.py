"""The service role of a deployment, and resources that it deploys."""

from __future__ import annotations

from typing import Any

from emulator.tests.conftest import ACCOUNT, trust
from emulator.tests.tenants import Tenants, allow, document

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


class DeploymentRole:
    """Makes the deployment's role, or gives it other permissions."""

    def __init__(self, tenants: Tenants) -> None:
        self._tenants = tenants

    def __call__(self, *statements: Any, name: str = "deployment", **more: Any) -> str:
        """Its ARN."""
        iam = self._tenants.iam
        names = [one["RoleName"] for one in iam.list_roles()["Roles"]]
        if name not in names:
            trusted = more.pop("trust", CLOUDFORMATION)
            self._tenants.role(name, slug=None, trust=trusted, **more)
        policy = document(*statements)
        iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=policy)
        return f"{ROLES}/{name}"


def queue(name: str = "acme", **properties: Any) -> dict[str, Any]:
    """Of a template."""
    return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name, **properties}}


def a_role(**properties: Any) -> dict[str, Any]:
    """Of a template; EC2 may assume it."""
    given = {"RoleName": "acme-hub", "AssumeRolePolicyDocument": trust("ec2.amazonaws.com")}
    return {"Type": "AWS::IAM::Role", "Properties": {**given, **properties}}
