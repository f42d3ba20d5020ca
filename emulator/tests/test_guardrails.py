"""Service control policies and resource control policies.

https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
"""

from __future__ import annotations

import json
import urllib.request

import pytest

from emulator.tests.callers import decide, message, outcome
from emulator.tests.conftest import ACCOUNT, trust
from emulator.tests.guardrails import Guardrails
from emulator.tests.tenants import BUCKET, allow, deny

EVENTS = {"service": "events.amazonaws.com"}
QUEUE = f"arn:aws:sqs:eu-central-1:{ACCOUNT}:acme"
EVERYBODY = {"Principal": "*"}
NO_TRAIL = deny("Trail", "iam:DeleteRole", f"arn:aws:iam::{ACCOUNT}:role/acme*")


@pytest.fixture
def guardrails(endpoint):
    """The account's organization."""
    return Guardrails(endpoint)


def test_they_are_shown_and_forgotten(guardrails, endpoint):
    none: dict[str, list[str]] = {"serviceControlPolicies": [], "resourceControlPolicies": []}
    assert guardrails.send("GET") == none
    resource = deny("Tls", "s3:*", **EVERYBODY)
    put = guardrails.put([[NO_TRAIL]], [[resource]], "o-a1b2c3d4e5")
    assert put["serviceControlPolicies"][0]["Statement"] == [NO_TRAIL]
    assert guardrails.send("GET") == put
    assert guardrails.send("DELETE") == none
    guardrails.put([[NO_TRAIL]])
    reset = urllib.request.Request(f"{endpoint}/moto-api/reset", method="POST")
    urllib.request.urlopen(reset).close()
    assert guardrails.send("GET") == none


def test_service_control_policies_hold_everybody_in_the_account(guardrails, tenants):
    tenants.role("acme-hub")
    user = tenants.client(tenants.user("ann", allow("*")), "iam")
    guardrails.put([[NO_TRAIL]])
    for iam in (user, tenants.root("iam")):
        refused = message(iam.delete_role, RoleName="acme-hub")
        assert "is not authorized to perform: iam:DeleteRole" in refused
        assert refused.endswith("with an explicit deny in a service control policy")
    assert outcome(user.delete_role, RoleName="other") == "NoSuchEntity"
    guardrails.send("DELETE")
    assert outcome(user.delete_role, RoleName="acme-hub") == "allowed"


def test_who_is_not_held_by_service_control_policies(guardrails, tenants, ready):
    # AWS makes such roles by itself, below this path.
    linked = tenants.role("linked", allow("sqs:*"), Path="/aws-service-role/ecs.amazonaws.com/")
    tenants.role("acme-hub", allow("sqs:*"))
    guardrails.put([[deny("No", "sqs:*")]])
    ordinary = decide(ready, f"arn:aws:iam::{ACCOUNT}:role/acme-hub", "sqs:SendMessage", QUEUE)
    assert ordinary["decision"] == "denied"
    assert ordinary["statements"] == [
        {"policy": "service control policy 1", "sid": "No", "effect": "Deny"}
    ]
    assert decide(ready, linked, "sqs:SendMessage", QUEUE)["decision"] == "allowed"
    # A service that acts by itself is held by the queue's policy only, and that allows nothing.
    service = decide(ready, EVENTS, "sqs:SendMessage", QUEUE)
    assert service["reason"].startswith("because no identity-based policy")


def test_resource_control_policies_hold_services_too(guardrails, tenants, ready, deployer):
    statement = allow("sqs:SendMessage", Principal={"Service": EVENTS["service"]})
    policy = json.loads(json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    deployer.succeed(
        {
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "acme"}},
            "Policy": {
                "Type": "AWS::SQS::QueuePolicy",
                "Properties": {"Queues": [{"Ref": "Queue"}], "PolicyDocument": policy},
            },
        }
    )
    source = {"aws:SourceAccount": ACCOUNT}
    assert decide(ready, EVENTS, "sqs:SendMessage", QUEUE, source)["decision"] == "allowed"
    outside = {"StringNotEqualsIfExists": {"aws:SourceAccount": ACCOUNT}}
    services = {"Bool": {"aws:PrincipalIsAWSService": "true"}}
    guardrails.put(
        resource=[[deny("Deputy", "sqs:*", Condition={**outside, **services}, **EVERYBODY)]]
    )
    assert decide(ready, EVENTS, "sqs:SendMessage", QUEUE, source)["decision"] == "allowed"
    other = decide(ready, EVENTS, "sqs:SendMessage", QUEUE, {"aws:SourceAccount": "210987654321"})
    assert other["reason"] == "with an explicit deny in a resource control policy"
    assert decide(ready, "root", "sqs:SendMessage", QUEUE)["decision"] == "allowed"


def test_resource_control_policies_are_about_some_services(guardrails, tenants, ready):
    key = tenants.keys["acme"]
    guardrails.put(resource=[[deny("No", ["kms:*", "sts:*", "s3:*"], **EVERYBODY)]])

    def by_root(action, resource):
        return decide(ready, "root", action, resource)["decision"]

    assert by_root("kms:DescribeKey", key) == "denied"
    assert by_root("s3:GetBucketPolicy", f"arn:aws:s3:::{BUCKET}") == "denied"
    assert by_root("iam:GetRole", f"arn:aws:iam::{ACCOUNT}:role/acme") == "allowed"
    # Named on the page about keys as not effective. The key's policy does not allow it either.
    retired = decide(ready, "root", "kms:RetireGrant", key)
    assert retired["reason"] == "because no resource-based policy allows the kms:RetireGrant action"


def test_keys_of_aws_are_not_controlled(guardrails, tenants, ready):
    user = tenants.user("ann", allow(["s3:*", "kms:*"]))
    s3 = tenants.client(user)
    guardrails.put(resource=[[deny("No", "kms:GenerateDataKey", **EVERYBODY)]])
    tenants.root("s3").create_bucket(
        Bucket="plain", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    put = {"Bucket": "plain", "Key": "x", "Body": b"x", "ServerSideEncryption": "aws:kms"}
    assert outcome(s3.put_object, **put) == "allowed"
    own = {"SSEKMSKeyId": tenants.keys["acme"]}
    assert "resource control policy" in message(s3.put_object, **put, **own)


def test_the_organization_is_known_to_policies(guardrails, tenants, ready):
    tenants.role("acme-hub", allow("s3:*"))
    hub = f"arn:aws:iam::{ACCOUNT}:role/acme-hub"
    inside = {"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
    outsiders = deny("Outsiders", "kms:*", Condition=inside, **EVERYBODY)
    for organization, expected in (("o-a1b2c3d4e5", "allowed"), ("o-ffffffffff", "denied")):
        guardrails.put(resource=[[outsiders]], organization=organization)
        asked = decide(ready, "root", "kms:DescribeKey", tenants.keys["acme"])
        assert asked["decision"] == expected
        gone = {"aws:PrincipalOrgID": None}
        asked = decide(ready, "root", "kms:DescribeKey", tenants.keys["acme"], gone)
        assert asked["decision"] == "denied"
    assert decide(ready, hub, "s3:ListAllMyBuckets", "*")["decision"] == "allowed"


def test_cloudformation_is_held_through_its_role(guardrails, deployer, tenants):
    trusted = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudformation.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    arn = tenants.role("deployment", allow("*"), trust=trusted)
    only = {"ArnNotEquals": {"aws:PrincipalArn": arn}}
    guardrails.put([[deny("Roles", "iam:CreateRole", Condition=only)]])
    properties = {"AssumeRolePolicyDocument": trust("ec2.amazonaws.com")}
    resources = {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}
    made = deployer.deploy(resources, "by-root")
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "in a service control policy" in deployer.reasons("by-root")["Role"]
    deployer.succeed(resources, "by-the-role", RoleARN=arn)


LONG = [deny(f"S{number}", "iam:CreateUser") for number in range(300)]
VALID = [deny("No", "s3:*", **EVERYBODY)]


@pytest.mark.parametrize(
    ("policies", "said"),
    [
        ({"service": [LONG]}, "service control policy 1: it has"),
        ({"service": [[NO_TRAIL], "{"]}, "service control policy 2: it is not JSON"),
        ({"service": [{"Statement": [NO_TRAIL]}]}, "must be version 2012-10-17"),
        ({"service": [[{**NO_TRAIL, **EVERYBODY}]]}, "should not specify a principal"),
        ({"service": [[NO_TRAIL]] * 10}, "serviceControlPolicies has 10"),
        ({"service": [[deny("a-b", "s3:*")]]}, "alpha-numeric"),
        ({"service": [[deny("No", "s3:*", Condition={"Unlike": {"a": "b"}})]]}, "operator"),
        ({"resource": [[{**VALID[0], "Effect": "Allow"}]]}, "Effect has to be Deny"),
        ({"resource": [[deny("No", "s3:*")]]}, "Missing required field Principal"),
        ({"resource": [[deny("No", "s3:*", Principal={"AWS": "*"})]]}, 'has to be "*"'),
        ({"resource": [[deny("No", "*", **EVERYBODY)]]}, "not of a service"),
        ({"resource": [[deny("No", "iam:*", **EVERYBODY)]]}, "not of a service"),
        ({"resource": [VALID] * 5}, "resourceControlPolicies has 5"),
        ({"organization": "acme"}, "organizationId has to be like"),
    ],
)
def test_what_an_organization_would_not_take(guardrails, policies, said):
    guardrails.put([[NO_TRAIL]])
    assert said in guardrails.refused(**policies)
    assert len(guardrails.send("GET")["serviceControlPolicies"]) == 1


def test_the_full_language_is_taken(guardrails, tenants, ready):
    rest = {
        "Sid": "Rest",
        "Effect": "Deny",
        "NotAction": ["s3:Get*", "kms:*Key"],
        "NotResource": f"arn:aws:iam::{ACCOUNT}:role/free",
    }
    aside = allow("s3:*", Condition={"Bool": {"aws:SecureTransport": "true"}})
    guardrails.put([[rest, aside]], [VALID])
    answers = {
        action: decide(ready, "root", action, resource)["decision"]
        for action, resource in (
            ("iam:GetRole", f"arn:aws:iam::{ACCOUNT}:role/free"),
            ("iam:DeleteRole", f"arn:aws:iam::{ACCOUNT}:role/acme"),
            ("kms:DescribeKey", tenants.keys["acme"]),
            ("s3:GetObject", f"arn:aws:s3:::{BUCKET}/acme/x"),
        )
    }
    assert answers == {
        "iam:GetRole": "allowed",
        "iam:DeleteRole": "denied",
        "kms:DescribeKey": "allowed",
        # By the resource control policy.
        "s3:GetObject": "denied",
    }
