"""Templates of IAM principals and policies, and what they turned into."""

from __future__ import annotations

from emulator.tests.conftest import statement, trust

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
BOUNDARY = {
    "Type": "AWS::IAM::ManagedPolicy",
    "Properties": {
        "ManagedPolicyName": "boundary",
        "PolicyDocument": statement("s3:*"),
    },
}
BOUNDARY_ARN = "arn:aws:iam::123456789012:policy/boundary"


def role(name="hub-acme", **properties):
    """A role that the credentials provider may assume."""
    document = trust("credentials.iot.amazonaws.com")
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "RoleName": name,
            "AssumeRolePolicyDocument": document,
            **properties,
        },
    }


def user(name="analyst-acme", **properties):
    """A user."""
    return {"Type": "AWS::IAM::User", "Properties": {"UserName": name, **properties}}


def managed(document=None, **properties):
    """A managed policy, by default one that allows uploads."""
    return {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {
            "ManagedPolicyName": "data-acme",
            "PolicyDocument": document or statement("s3:PutObject"),
            **properties,
        },
    }


def inline(name, action):
    """An inline policy that allows one action."""
    return {"PolicyName": name, "PolicyDocument": statement(action)}


def attached_to_role(client, name="hub-acme"):
    """Names of the managed policies of a role."""
    policies = client("iam").list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    return sorted(policy["PolicyName"] for policy in policies)


def attached_to_user(client, name="analyst-acme"):
    """Names of the managed policies of a user."""
    policies = client("iam").list_attached_user_policies(UserName=name)["AttachedPolicies"]
    return sorted(policy["PolicyName"] for policy in policies)
