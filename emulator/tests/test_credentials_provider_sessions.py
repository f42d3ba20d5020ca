"""What policies see of a session that a certificate got."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import REGION, statement
from emulator.tests.device import keys_of
from emulator.tests.shared_clients import client_of

BUCKET = "arn:aws:s3:::data"
ROLE_TAGS = [{"Key": "orgSlug", "Value": "acme"}]


@pytest.fixture
def uploads(platform, client, endpoint):
    """Enrols a hub whose role has a policy; uploads to a key with the hub's credentials."""
    client("s3").create_bucket(
        Bucket="data", CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    platform.organization("acme", Tags=ROLE_TAGS)
    device, certificate_arn = platform.enrol("acme", "berlin-1")

    def allow(resource, **condition):
        document = statement("s3:PutObject", f"{BUCKET}/{resource}")
        if condition:
            document["Statement"][0]["Condition"] = condition
        put_policy("uploads", document)

    def put_policy(name, document):
        client("iam").put_role_policy(
            RoleName="hub-acme", PolicyName=name, PolicyDocument=json.dumps(document)
        )

    def upload(key, thing="acme--berlin-1"):
        credentials = device.ask("hub-acme", thing).body["credentials"]
        s3 = client_of(keys_of(credentials), "s3", endpoint)
        try:
            s3.put_object(Bucket="data", Key=key, Body=b"content")
        except ClientError as error:
            assert error.response["Error"]["Code"] == "AccessDenied"
            return False
        return True

    hub: Any = upload
    hub.allow, hub.put_policy = allow, put_policy
    hub.certificate_id = certificate_arn.rpartition("/")[2]
    return hub


def test_tags_of_the_role_are_those_of_the_session(uploads):
    uploads.allow("${aws:PrincipalTag/orgSlug}/*")
    assert uploads("acme/file")
    assert not uploads("acme-eu/file")


def test_thing_name_is_known_if_it_was_sent(uploads):
    uploads.allow("${credentials-iot:ThingName}/*")
    assert uploads("acme--berlin-1/file")
    assert not uploads("acme--berlin-2/file")
    assert not uploads("acme--berlin-1/file", thing=None)


OWN_FOLDER = "acme/${credentials-iot:ThingName}/*"
CALLERS_FOLDER = "${aws:PrincipalTag/orgSlug}/${credentials-iot:ThingName}/*"


@pytest.mark.parametrize(("identity", "boundary"), [(OWN_FOLDER, "*"), ("*", CALLERS_FOLDER)])
def test_each_hub_has_a_folder_of_its_own_by_either_policy(uploads, client, identity, boundary):
    uploads.allow(identity)
    made = client("iam").create_policy(
        PolicyName="boundary",
        PolicyDocument=json.dumps(statement("s3:PutObject", f"{BUCKET}/{boundary}")),
    )
    client("iam").put_role_permissions_boundary(
        RoleName="hub-acme", PermissionsBoundary=made["Policy"]["Arn"]
    )
    assert uploads("acme/acme--berlin-1/file")
    for key in (
        "acme/acme--berlin-2/file",
        "acme/acme--berlin-10/file",
        "acme/acme--berlin-1",
        "acme/file",
        "acme-eu/acme--berlin-1/file",
    ):
        assert not uploads(key)
    assert not uploads("acme/acme--berlin-1/file", thing=None)


def test_thing_type_is_known_if_the_thing_name_was_sent(uploads):
    uploads.allow("*", StringEquals={"credentials-iot:ThingTypeName": "hub-acme"})
    assert uploads("file")
    assert not uploads("file", thing=None)
    uploads.allow("*", StringEquals={"credentials-iot:ThingTypeName": "hub-acme-eu"})
    assert not uploads("file")


def test_thing_without_a_type(uploads, client):
    client("iot").update_thing(thingName="acme--berlin-1", removeThingType=True)
    uploads.allow("*", Null={"credentials-iot:ThingTypeName": "true"})
    assert uploads("file")


@pytest.mark.parametrize("thing", ["acme--berlin-1", None])
def test_certificate_is_always_known(uploads, thing):
    uploads.allow("*")
    assert uploads("file", thing)
    deny = statement("*", "*")
    deny["Statement"][0] |= {
        "Effect": "Deny",
        "Condition": {"StringEquals": {"credentials-iot:AwsCertificateId": ["0" * 64]}},
    }
    uploads.put_policy("revocations", deny)
    assert uploads("file", thing)
    ids = deny["Statement"][0]["Condition"]["StringEquals"]
    ids["credentials-iot:AwsCertificateId"].append(uploads.certificate_id)
    uploads.put_policy("revocations", deny)
    assert not uploads("file", thing)
