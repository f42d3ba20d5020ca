"""A policy that names a role or user means that one, and none that gets its name later."""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import decide
from emulator.tests.conftest import ACCOUNT, REGION, statement

ROLE, BUCKET = "reader", "data"
ARN = f"arn:aws:iam::{ACCOUNT}:role/{ROLE}"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)


@pytest.fixture
def iam(client):
    return client("iam")


@pytest.fixture
def unique_id(iam):
    """Of a role without policies."""
    made = iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=TRUST)
    found: str = made["Role"]["RoleId"]
    return found


def named(action, resource="*"):
    return json.dumps(statement(action, resource, Principal={"AWS": [ARN, ACCOUNT]}))


def alone(policy):
    return policy.replace(f', "{ACCOUNT}"', "")


def policies_of(client, policy):
    """Resources of every kind with a policy, as functions that read it back."""
    s3, kms, sqs, sns, ecr = map(client, ("s3", "kms", "sqs", "sns", "ecr"))
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_policy(Bucket=BUCKET, Policy=policy("s3:*", f"arn:aws:s3:::{BUCKET}/*"))
    lasting = {"Policy": policy("kms:*"), "BypassPolicyLockoutSafetyCheck": True}
    key = kms.create_key(**lasting)["KeyMetadata"]["KeyId"]
    queue = sqs.create_queue(QueueName="q", Attributes={"Policy": policy("sqs:*")})["QueueUrl"]
    topic = sns.create_topic(Name="t", Attributes={"Policy": policy("sns:Publish")})["TopicArn"]
    ecr.create_repository(repositoryName="images")
    document = json.loads(policy("ecr:GetDownloadUrlForLayer"))
    del document["Statement"][0]["Resource"]
    ecr.set_repository_policy(repositoryName="images", policyText=json.dumps(document))
    attributes = {"QueueUrl": queue, "AttributeNames": ["Policy"]}
    return {
        "bucket": lambda: s3.get_bucket_policy(Bucket=BUCKET)["Policy"],
        "key": lambda: kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"],
        "queue": lambda: sqs.get_queue_attributes(**attributes)["Attributes"]["Policy"],
        "topic": lambda: sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"],
        "repository": lambda: ecr.get_repository_policy(repositoryName="images")["policyText"],
    }


def principals(read):
    """Whom the first statement of each policy names."""
    return {
        kind: json.loads(policy())["Statement"][0]["Principal"]["AWS"]
        for kind, policy in read.items()
    }


def test_policies_show_the_id_of_a_deleted_role(client, iam, unique_id):
    read = policies_of(client, named)
    assert principals(read) == dict.fromkeys(read, [ARN, ACCOUNT])
    iam.delete_role(RoleName=ROLE)
    assert principals(read) == dict.fromkeys(read, [unique_id, ACCOUNT])


@pytest.mark.usefixtures("unique_id")
def test_a_role_that_is_made_again_is_another_one(client, iam, ready):
    policies_of(client, lambda *of: alone(named(*of)))
    question = (ready, ARN, "s3:GetObject", f"arn:aws:s3:::{BUCKET}/x")
    assert decide(*question)["decision"] == "allowed"
    iam.delete_role(RoleName=ROLE)
    iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=TRUST)
    assert decide(*question)["decision"] == "denied"


def test_a_role_is_named_by_its_id_as_well(client, ready, unique_id):
    policies_of(client, lambda *of: alone(named(*of)).replace(ARN, unique_id))
    question = (ready, ARN, "s3:GetObject", f"arn:aws:s3:::{BUCKET}/x")
    assert decide(*question)["decision"] == "allowed"


def test_trust_policies_forget_a_deleted_user(iam):
    arn = iam.create_user(UserName="bob")["User"]["Arn"]
    trust = TRUST.replace(f"arn:aws:iam::{ACCOUNT}:root", arn)
    iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=trust)
    iam.delete_user(UserName="bob")
    iam.create_user(UserName="bob")
    kept = iam.get_role(RoleName=ROLE)["Role"]["AssumeRolePolicyDocument"]["Statement"][0]
    assert kept["Principal"]["AWS"] != arn
    iam.update_assume_role_policy(RoleName=ROLE, PolicyDocument=trust)
    kept = iam.get_role(RoleName=ROLE)["Role"]["AssumeRolePolicyDocument"]["Statement"][0]
    assert kept["Principal"]["AWS"] == arn
