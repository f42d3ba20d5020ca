"""Each rule by itself: what it lets pass and what it refuses, without a server."""

from __future__ import annotations

import json
from typing import Any

import pytest
from moto.iam.models import iam_backends

from emulator.authorization.deployed_principals import root_user
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.twins import ROOT, allow, document, without
from emulator.validation.api_call import ApiCall, RefusedCallError
from emulator.validation.requests import require_valid

OTHER = "arn:aws:iam::999999999999"
READ = allow(Principal=ROOT, Resource="arn:aws:s3:::data/*")
OBJECTS = "arn:aws:s3:::data/*"


def refusal(service: str, operation: str, **parameters: Any) -> str:
    """What a request is refused for; empty if it is not."""
    call = ApiCall(service, operation, parameters, ACCOUNT, REGION, root_user(ACCOUNT))
    try:
        require_valid(call)
    except RefusedCallError as error:
        return f"{error.code}: {error.message}"
    return ""


def bucket_policy(*statements: Any, **top: Any) -> str:
    return refusal(
        "s3", "PutBucketPolicy", Bucket="data", Policy=json.dumps(document(*statements, **top))
    )


def identity_policy(policy: Any) -> str:
    """What IAM says of a managed policy."""
    return refusal("iam", "CreatePolicy", PolicyName="p", PolicyDocument=json.dumps(policy))


@pytest.fixture(autouse=True)
def entities(kept):
    """A role, a user and their ids."""
    return kept(_entities)


def _entities():
    backend = iam_backends[ACCOUNT]["aws"]
    made = backend.create_role("hub", "{}", "/acme/", None, "", [], None)
    return {"role": made, "user": backend.create_user(REGION, "ann")}


@pytest.mark.parametrize(
    "statement",
    [
        READ,
        {**READ, "Principal": "*"},
        {**READ, "Principal": {"AWS": ["*", ACCOUNT, f"{OTHER}:root", f"{OTHER}:role/any"]}},
        {**READ, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/acme/hub"}},
        {**READ, "Principal": {"AWS": f"arn:aws:sts::{ACCOUNT}:assumed-role/hub/session"}},
        {**READ, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:user/ann"}},
        {**READ, "Principal": {"Service": ["logging.s3.amazonaws.com", "ec2.amazonaws.com.cn"]}},
        {**READ, "Principal": {"CanonicalUser": "a" * 64}},
        {**READ, "Sid": "with spaces"},
        {**without(READ, "Principal"), "NotPrincipal": ROOT, "Effect": "Deny"},
        {**READ, "Action": "s3:*", "Resource": ["arn:aws:s3:::data", OBJECTS]},
        {**READ, "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::data"},
        {**READ, "Action": "s3:GetObjectFuture", "Resource": "arn:aws:s3:::data"},
        {**without(READ, "Resource"), "NotResource": OBJECTS},
        {**READ, "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": ["a", True, 1]}}},
        {**READ, "Condition": {"Null": {"aws:userid": "true"}}},
    ],
    ids=repr,
)
def test_accepted_statements(statement):
    assert bucket_policy(statement) == ""


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ({**READ, "Principal": "arn"}, "Invalid principal"),
        ({**READ, "Principal": []}, "* or an object"),
        ({**READ, "Principal": {"AWS": []}}, "empty list"),
        ({**READ, "Principal": {"AWS": [1]}}, "no text"),
        ({**READ, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/hub"}}, "role/hub"),
        ({**READ, "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:group/all"}}, "group/all"),
        ({**READ, "Principal": {"AWS": f"arn:aws:sts::{ACCOUNT}:assumed-role/no/s"}}, "/no/s"),
        ({**READ, "Principal": {"AWS": "AROAAAAAAAAAAAAAAAAAA"}}, "AROA"),
        ({**READ, "Principal": {"AWS": "hub"}}, '"hub"'),
        ({**READ, "Principal": {"Service": "s3"}}, '"s3"'),
        ({**READ, "Principal": {"Federated": f"arn:aws:iam::{ACCOUNT}:saml-provider/x"}}, "saml"),
        ({**READ, "Principal": {"Federated": "example.com"}}, "example.com"),
        ({**READ, "Principal": {"CanonicalUser": "abc"}}, "abc"),
        ({**READ, "NotPrincipal": ROOT}, "exclude each other"),
        ({**without(READ, "Principal"), "NotPrincipal": ROOT}, "Effect Deny"),
        ({**READ, "NotAction": "s3:Get*"}, "exclude each other"),
        ({**READ, "NotResource": OBJECTS}, "exclude each other"),
        ({**READ, "Action": []}, "empty list"),
        ({**READ, "Action": "ec2:Run*"}, "no action of s3"),
        ({**READ, "Action": "s3:ListBucket"}, "does not apply"),
        ({**READ, "Resource": "arn:aws:s3:::data-eu/*"}, "not of bucket data"),
        ({**READ, "Resource": "arn:aws:sqs:::data"}, "not of bucket data"),
        ({**READ, "Sid": []}, "no text"),
        ({**READ, "Condition": "x"}, "no object"),
        ({**READ, "Condition": {"Bool": "x"}}, "condition keys"),
        ({**READ, "Condition": {"Bool": {"aws:userid": [None]}}}, "no value"),
        ({**READ, "Condition": {"NullIfExists": {"aws:userid": "true"}}}, "NullIfExists"),
        ("x", "no object"),
    ],
    ids=repr,
)
def test_refused_statements(statement, words):
    found = bucket_policy(statement)
    assert found.startswith("MalformedPolicy: ")
    assert words in found


def test_identities_by_their_ids(entities):
    for entity in entities.values():
        assert bucket_policy({**READ, "Principal": {"AWS": entity.id}}) == ""


def test_trust_policies_have_no_not_principal():
    deny = {"Effect": "Deny", "NotPrincipal": ROOT, "Action": "sts:AssumeRole"}
    text = json.dumps(document(deny))
    found = refusal("iam", "CreateRole", RoleName="r", AssumeRolePolicyDocument=text)
    assert "prohibited field NotPrincipal" in found


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ([], "no JSON object"),
        ({"Version": "2012-10-17"}, "no Statement"),
        (document(allow(), Statements=[]), "'Statements'"),
        (document(allow(), Id=1), ""),
        ({"Statement": [allow()]}, "2012-10-17 or greater"),
        ({"Version": "2012-10-17", "Statement": allow()}, ""),
    ],
    ids=repr,
)
def test_documents(policy, words):
    found = identity_policy(policy)
    assert words in found
    assert bool(words) is bool(found)


def test_no_document_is_too_strange():
    """Junk in any place of a policy is refused or accepted, and never an error of ours."""
    junk: list[Any] = [None, True, 1, "", "x", [], {}, [None], [[]], {"a": None}, {"AWS": {}}]
    good = allow(Principal={"AWS": "*"}, Sid="a", Condition={"Bool": {"aws:userid": "true"}})
    for element in (*good, "NotAction", "Future"):
        for value in junk:
            for kind, operation, name in (
                ("iam", "CreatePolicy", "PolicyDocument"),
                ("iam", "CreateRole", "AssumeRolePolicyDocument"),
                ("kms", "CreateKey", "Policy"),
                ("s3", "PutBucketPolicy", "Policy"),
                ("ecr", "SetRepositoryPolicy", "policyText"),
            ):
                text = json.dumps(document({**good, element: value}))
                names = {"PolicyName": "p", "RoleName": "r", "Bucket": "data"}
                refusal(kind, operation, **names, repositoryName="aa", **{name: text})
    for value in junk:
        identity_policy(value)
        identity_policy({"Version": value, "Statement": value})
