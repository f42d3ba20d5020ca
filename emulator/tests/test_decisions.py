"""POST /emulator-api/decide."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

from emulator.tests.callers import decide
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import BUCKET, allow, document


@pytest.fixture
def deployed(tenants, ready):
    """Asks for decisions about a hub of acme."""
    arn = tenants.role("hub-acme", *tenants.uploads("acme"))

    def ask(action, resource, context=None, principal=arn):
        answer = decide(ready, principal, action, resource, context)
        return answer["decision"], answer

    return ask


def test_decisions_can_be_asked_for(deployed, tenants):
    sse = "s3:x-amz-server-side-encryption"
    put = {
        "aws:SecureTransport": "true",
        sse: "aws:kms",
        f"{sse}-aws-kms-key-id": tenants.keys["acme"],
    }
    mine, theirs = f"arn:aws:s3:::{BUCKET}/acme/x", f"arn:aws:s3:::{BUCKET}/acme-eu/x"
    assert deployed("s3:PutObject", mine, put)[0] == "allowed"
    decision, answer = deployed("s3:PutObject", theirs, put)
    assert decision == "denied"
    assert {
        "policy": f"policy of bucket {BUCKET}",
        "sid": "OtherOrganizations",
        "effect": "Deny",
    } in answer["statements"]
    other_tag = {"aws:PrincipalTag/orgSlug": "acme-eu"}
    assert deployed("s3:PutObject", mine, put | other_tag)[0] == "denied"
    assert deployed("s3:PutObject", mine, put | {"aws:principaltag/orgslug": None})[0] == "denied"
    assert deployed("s3:PutObject", mine, put | {f"{sse}": None})[0] == "denied"


def test_decisions_about_services_certificates_root_and_users(deployed, tenants):
    hub = f"arn:aws:iam::{ACCOUNT}:role/hub-acme"
    assert deployed("sts:AssumeRole", hub, principal="root")[0] == "allowed"
    provider = {"service": "credentials.iot.amazonaws.com"}
    assert deployed("sts:AssumeRole", hub, principal=provider)[0] == "denied"
    trust = document(allow("sts:AssumeRole", None, Principal={"Service": provider["service"]}))
    tenants.iam.update_assume_role_policy(RoleName="hub-acme", PolicyDocument=trust)
    assert deployed("sts:AssumeRole", hub, principal=provider)[0] == "allowed"
    assert deployed("sts:AssumeRole", hub, principal="root")[0] == "denied"

    alias = f"arn:aws:iot:{REGION}:{ACCOUNT}:rolealias/hub-acme"
    tenants.root("iot").create_policy(
        policyName="hub-acme",
        policyDocument=document(allow("iot:AssumeRoleWithCertificate", alias)),
    )
    certificate = {"certificatePolicy": "hub-acme"}
    action = "iot:AssumeRoleWithCertificate"
    assert deployed(action, alias, principal=certificate)[0] == "allowed"
    assert deployed(action, f"{alias}-eu", principal=certificate)[0] == "denied"

    tenants.user("ann", allow("iam:GetUser", "arn:aws:iam::*:user/${aws:username}"))
    ann = f"arn:aws:iam::{ACCOUNT}:user/ann"
    assert deployed("iam:GetUser", ann, principal=ann)[0] == "allowed"
    assert deployed("iam:GetUser", ann[:-1], principal=ann)[0] == "denied"


def test_decisions_about_those_who_sign_in(tenants, ready):
    iam, issuer, audience = tenants.iam, "identity.example.com", "analysts.example"
    created = iam.create_open_id_connect_provider(Url=f"https://{issuer}", ClientIDList=[audience])
    provider = {"federated": created["OpenIDConnectProviderArn"]}
    condition = {
        "StringEquals": {f"{issuer}:aud": audience, "aws:RequestTag/orgSlug": "acme"},
        "ForAllValues:StringEquals": {"aws:TagKeys": "orgSlug"},
    }
    actions = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]
    trust = allow(actions, None, Principal={"Federated": provider["federated"]})
    role = tenants.role("analyst-acme", trust={**trust, "Condition": condition})
    signed_in = {
        f"{issuer}:aud": audience,
        "aws:RequestTag/orgSlug": "acme",
        "aws:TagKeys": ["orgSlug"],
    }

    def decided(principal=provider, **context):
        answers = [decide(ready, principal, one, role, {**signed_in, **context}) for one in actions]
        return {answer["decision"] for answer in answers}

    assert decided() == {"allowed"}
    for other in (
        {f"{issuer}:aud": "others.example"},
        {"aws:RequestTag/orgSlug": "acme-eu"},
        {"aws:RequestTag/orgSlug": None, "aws:TagKeys": None},
        {"aws:TagKeys": ["orgSlug", "orgKeyArn"]},
    ):
        assert decided(**other) == {"denied"}, other
    assert decided("root") == {"denied"}
    created = iam.create_open_id_connect_provider(Url="https://identity.example.org")
    assert decided({"federated": created["OpenIDConnectProviderArn"]}) == {"denied"}


def test_tags_of_keys_count(tenants, ready):
    same = {"StringEquals": {"aws:ResourceTag/orgSlug": "${aws:PrincipalTag/orgSlug}"}}
    arn = tenants.role("by-tag", allow("kms:Decrypt", Condition=same))
    for slug, expected in (("acme", "allowed"), ("acme-eu", "denied")):
        answer = decide(ready, arn, "kms:Decrypt", tenants.keys[slug])
        assert answer["decision"] == expected, answer


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"action": "s3:GetObject", "resource": "*"}, "principal has to be"),
        (
            {"principal": {"federated": "x"}, "action": "sts:TagSession", "resource": "*"},
            "an identity provider that exists",
        ),
        ({"principal": "root", "action": "GetObject", "resource": "*"}, "action has to be like"),
        ({"principal": "root", "action": "s3:GetObject"}, "resource has to be"),
        ({"principal": "root", "action": "s3:A", "resource": "*", "contxt": {}}, "contxt"),
        ([], "write an object"),
    ],
)
def test_questions_that_cannot_be_asked(endpoint, body, what):
    request = urllib.request.Request(
        f"{endpoint}/emulator-api/decide", json.dumps(body).encode(), method="POST"
    )
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    assert (error.value.code, what in error.value.read().decode()) == (400, True)
