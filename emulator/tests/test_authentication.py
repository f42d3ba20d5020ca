"""Who made a request: signatures, keys, sessions, and that all of it is signed."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from emulator.authorization import sessions
from emulator.tests.callers import ROOT, outcome, refusal_of, send, signed
from emulator.tests.conftest import ACCOUNT
from emulator.tests.shared_clients import client_of
from emulator.tests.tenants import ROOT_ARN, allow

WRONG = {"AccessKeyId": "test", "SecretAccessKey": "wrong"}


UNKNOWN = {"AccessKeyId": "AKIAUNKNOWN", "SecretAccessKey": "x"}


@pytest.mark.parametrize(
    ("keys", "service", "operation", "code"),
    [
        (WRONG, "s3", "list_buckets", "SignatureDoesNotMatch"),
        (WRONG, "sts", "get_caller_identity", "SignatureDoesNotMatch"),
        (WRONG, "kms", "list_keys", "InvalidSignature"),
        (WRONG, "iot", "list_things", "InvalidSignature"),
        (UNKNOWN, "s3", "list_buckets", "InvalidAccessKeyId"),
        (UNKNOWN, "sts", "get_caller_identity", "InvalidClientTokenId"),
        (UNKNOWN, "kms", "list_keys", "UnrecognizedClient"),
        (UNKNOWN, "iot", "list_things", "UnrecognizedClient"),
    ],
)
def test_wrong_signature_and_unknown_key_as_each_service_words_it(
    endpoint, keys, service, operation, code
):
    assert outcome(getattr(client_of(keys, service, endpoint), operation)) == code


def test_tampered_requests(endpoint):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    listing: dict[str, Any] = {
        "service": "iam",
        "method": "POST",
        "url": f"{endpoint}/",
        "headers": form,
    }

    def request(**changes):
        made = signed(**listing, body="Action=ListUsers&Version=2010-05-08")
        for name, value in changes.items():
            setattr(made, name, value)
        return made

    assert b"ListUsersResult" in send(request())
    assert "SignatureDoesNotMatch" in refusal_of(request(body=b"Action=ListRoles"))
    assert "SignatureDoesNotMatch" in refusal_of(request(url=f"{endpoint}/?Action=ListRoles"))
    twice = signed(**listing | {"url": f"{endpoint}/?Action=ListRoles"}, body="Action=ListUsers")
    assert "both in the URL and in the body" in refusal_of(twice)
    other_host = request()
    other_host.headers["Host"] = "localhost:1"
    assert "SignatureDoesNotMatch" in refusal_of(other_host)


def test_body_and_headers_of_s3_are_signed_too(endpoint):
    url = f"{endpoint}/some-bucket"
    policy = signed("s3", "PUT", f"{url}?policy", body="{}")
    policy.body = b"[]"
    assert "XAmzContentSHA256Mismatch" in refusal_of(policy)
    acl = signed("s3", "PUT", f"{url}/file", body="x")
    acl.headers["x-amz-acl"] = "public-read"
    assert "not signed" in refusal_of(acl)


def test_old_request(endpoint):
    request = signed("s3", "GET", f"{endpoint}/")
    old = datetime.now(timezone.utc) - timedelta(minutes=20)
    request.headers["X-Amz-Date"] = old.strftime("%Y%m%dT%H%M%SZ")
    assert "RequestTimeTooSkewed" in refusal_of(request)


def test_unsigned_requests(endpoint):
    def code(url, **headers):
        request = urllib.request.Request(url, b"Action=ListUsers", headers)
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(request)
        return error.value.code, error.value.read().decode()

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert code(f"{endpoint}/", **form)[0] == 403
    target = {"X-Amz-Target": "TrentService.ListKeys", "Content-Type": "application/x-amz-json-1.1"}
    assert code(f"{endpoint}/", **target)[0] == 400
    half = {"Authorization": "AWS4-HMAC-SHA256 Credential=test"}
    assert "AuthorizationHeaderMalformed" in code(f"{endpoint}/", **half)[1]


def test_requests_that_could_be_read_in_two_ways(endpoint):
    json_type = {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": "AmazonSSM.GetParameter",
    }
    get: dict[str, Any] = {"service": "ssm", "method": "POST", "headers": json_type}
    body = json.dumps({"Name": "/mine", "Note": "&Name=/theirs&"})
    assert "Name as in a form" in refusal_of(signed(**get, url=f"{endpoint}/", body=body))
    url = f"{endpoint}/?Name=theirs"
    assert "both in the URL" in refusal_of(signed(**get, url=url, body='{"Name": "/mine"}'))
    action = {"Action": "DeleteThing"}
    assert "header named Action" in refusal_of(
        signed("iot", "GET", f"{endpoint}/things", headers=action)
    )
    moved = signed("sts", "GET", f"{endpoint}/?Action=GetCallerIdentity&Version=2011-06-15")
    parts = moved.headers["Authorization"].split(" ", 1)[1].split(", ")
    moved.headers["Authorization"] = f"AWS4-HMAC-SHA256 {', '.join(reversed(parts))}"
    assert "is not of the form" in refusal_of(moved)


def test_everybody_learns_who_they_are(tenants):
    def arn(keys):
        return tenants.client(keys, "sts").get_caller_identity()["Arn"]

    assert arn(ROOT) == ROOT_ARN
    assert arn(tenants.user("ann")) == f"arn:aws:iam::{ACCOUNT}:user/ann"
    session = tenants.session(tenants.role("hub"), RoleSessionName="berlin")
    assert arn(session) == f"arn:aws:sts::{ACCOUNT}:assumed-role/hub/berlin"


def test_inactive_key_and_deleted_role(tenants):
    user = tenants.user("ann", allow("iam:ListUsers"))
    iam = tenants.client(user, "iam")
    assert outcome(iam.list_users) == "allowed"
    tenants.iam.update_access_key(
        UserName="ann", AccessKeyId=user["AccessKeyId"], Status="Inactive"
    )
    assert outcome(iam.list_users) == "InvalidClientTokenId"
    session = tenants.client(tenants.session(tenants.role("gone")), "iam")
    tenants.iam.delete_role(RoleName="gone")
    assert outcome(session.list_users) == "InvalidClientTokenId"
    tenants.role("gone", allow("iam:ListUsers"))
    assert outcome(session.list_users) == "InvalidClientTokenId"


def test_session_needs_its_token(tenants):
    session = tenants.session(tenants.role("lister", allow("iam:ListUsers")))
    assert outcome(tenants.client(session, "iam").list_users) == "allowed"
    for token in (None, "other"):
        changed = {**session, "SessionToken": token}
        assert outcome(tenants.client(changed, "iam").list_users) == "InvalidClientTokenId"


def test_expired_session(tenants, monkeypatch):
    session = tenants.session(tenants.role("lister", allow("iam:ListUsers")))
    # It is over before its shortest time has passed.
    monkeypatch.setattr(sessions.Session, "is_expired", property(lambda self: True))
    for service, operation, code in (
        ("s3", "list_buckets", "ExpiredToken"),
        ("sts", "get_caller_identity", "ExpiredToken"),
        ("ssm", "describe_parameters", "ExpiredToken"),
    ):
        assert outcome(getattr(tenants.client(session, service), operation)) == code
