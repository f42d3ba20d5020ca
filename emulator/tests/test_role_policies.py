"""Inline policies of roles through IAM's API, as revoking certificates writes them."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import statement, trust


@pytest.fixture
def iam(client, endpoint):
    document = json.dumps(trust("credentials.iot.amazonaws.com"))
    client("iam").create_role(RoleName="hub-acme", AssumeRolePolicyDocument=document)
    return client("iam")


def revoking(count):
    """A policy as long as one with this many certificate ids."""
    ids = [f"{number:064x}" for number in range(count)]
    deny = statement("*", Condition={"StringEquals": {"credentials-iot:AwsCertificateId": ids}})
    deny["Statement"][0]["Effect"] = "Deny"
    return json.dumps(deny, indent=4)


def put(iam, name, text):
    iam.put_role_policy(RoleName="hub-acme", PolicyName=name, PolicyDocument=text)


def test_round_trip(iam):
    put(iam, "revocations", revoking(2))
    found = iam.get_role_policy(RoleName="hub-acme", PolicyName="revocations")
    assert found["PolicyDocument"] == json.loads(revoking(2))


def test_all_inline_policies_of_a_role_together_are_limited(iam):
    put(iam, "uploads", json.dumps(statement("s3:PutObject")))
    put(iam, "revocations", revoking(100))
    for name, text in (("revocations", revoking(160)), ("more", revoking(60))):
        with pytest.raises(ClientError, match="Maximum policy size of 10240 bytes") as error:
            put(iam, name, text)
        assert error.value.response["Error"]["Code"] == "LimitExceeded"
    found = iam.get_role_policy(RoleName="hub-acme", PolicyName="revocations")
    assert found["PolicyDocument"] == json.loads(revoking(100))
    # What replaces a policy does not count twice, and white space not at all.
    assert len(revoking(145)) > 10_240
    put(iam, "revocations", revoking(145))
