"""Requests to S3 that policies decide: the traps of one bucket for many organizations."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

import pytest

from emulator.tests.callers import message, outcome, signed
from emulator.tests.tenants import BUCKET, Tenants, allow, document


@dataclass(frozen=True)
class Callers:
    """Those who only look, or are refused what they try."""

    tenants: Tenants
    uploader: Any
    reader: Any
    finder: dict[str, Any]


@pytest.fixture
def callers(kept, ready):
    return kept(_callers, ready)


def _callers(ready):
    tenants = Tenants(ready)
    return Callers(
        tenants,
        tenants.client(tenants.hub()),
        tenants.client(tenants.analyst()),
        tenants.user("finder", allow("s3:GetBucketLocation")),
    )


def test_upload_under_the_own_prefix_with_the_own_key(tenants, uploader):
    answer = uploader.put_object(**tenants.upload())
    assert (answer["ServerSideEncryption"], answer["SSEKMSKeyId"]) == (
        "aws:kms",
        tenants.keys["acme"],
    )


@pytest.mark.parametrize(
    "change",
    [
        {"Key": "acme-eu/file"},
        {"Key": "acmex/file"},
        {"Key": "file"},
        {"SSEKMSKeyId": None},
        {"SSEKMSKeyId": None, "ServerSideEncryption": None},
        {"SSEKMSKeyId": None, "ServerSideEncryption": "AES256"},
    ],
)
def test_upload_elsewhere_or_otherwise(callers, change):
    upload = callers.tenants.upload() | change
    parameters = {k: v for k, v in upload.items() if v is not None}
    said = message(callers.uploader.put_object, **parameters)
    assert "is not authorized to perform: s3:PutObject" in said
    assert said.endswith("with an explicit deny in a resource-based policy")


def test_upload_with_the_neighbours_key(callers):
    tenants = callers.tenants
    parameters = tenants.upload() | {"SSEKMSKeyId": tenants.keys["acme-eu"]}
    assert outcome(callers.uploader.put_object, **parameters) == "AccessDenied"


def test_key_by_id_is_not_the_key_by_arn(callers):
    tenants = callers.tenants
    parameters = tenants.upload() | {"SSEKMSKeyId": tenants.keys["acme"].rsplit("/", 1)[1]}
    assert outcome(callers.uploader.put_object, **parameters) == "AccessDenied"


def test_reading_back_is_refused(tenants, uploader):
    uploader.put_object(**tenants.upload())
    assert outcome(uploader.get_object, Bucket=BUCKET, Key="acme/file") == "AccessDenied"
    assert outcome(uploader.head_object, Bucket=BUCKET, Key="acme/file") == "AccessDenied"
    assert outcome(uploader.delete_object, Bucket=BUCKET, Key="acme/file") == "AccessDenied"


def test_plain_http_is_refused(tenants):
    plain = tenants.client(tenants.hub(), plain=True)
    said = message(plain.put_object, **tenants.upload())
    assert "explicit deny in a resource-based policy" in said


VERSIONS = [(ssl.TLSVersion.TLSv1_2, 200), (ssl.TLSVersion.TLSv1_3, 200)]


# Some systems have an OpenSSL without it.
OLD_VERSIONS = [(ssl.TLSVersion.TLSv1_1, 403)] if ssl.HAS_TLSv1_1 else []


@pytest.mark.parametrize(("version", "status"), [*OLD_VERSIONS, *VERSIONS])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_version_of_tls(callers, ready, version, status):
    context = ssl.create_default_context(cafile=ready["caFile"])
    context.minimum_version = context.maximum_version = version
    context.set_ciphers("ALL:@SECLEVEL=0")
    url = f"{ready['secureEndpoint']}/{BUCKET}?location"
    request = signed("s3", "GET", url, keys=callers.finder)
    host = url.split("/")[2]
    connection = http.client.HTTPSConnection(host, context=context, timeout=10)
    connection.request("GET", f"/{BUCKET}?location", headers=request.headers)
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    assert answer.status == status, content


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"Prefix": "acme/"}, "allowed"),
        ({"Prefix": "acme/reports/"}, "allowed"),
        ({"Prefix": "acme"}, "AccessDenied"),
        ({"Prefix": "acme-eu/"}, "AccessDenied"),
        ({"Prefix": ""}, "AccessDenied"),
        ({}, "AccessDenied"),
    ],
)
def test_listing_with_and_without_a_prefix(callers, parameters, expected):
    reader = callers.reader
    assert outcome(reader.list_objects_v2, Bucket=BUCKET, **parameters) == expected
    assert outcome(reader.list_objects, Bucket=BUCKET, **parameters) == expected


def test_head_of_a_bucket_and_uploads_are_listings(tenants):
    reader = tenants.client(tenants.analyst())
    assert outcome(reader.head_bucket, Bucket=BUCKET) == "AccessDenied"
    assert outcome(reader.list_multipart_uploads, Bucket=BUCKET) == "AccessDenied"
    assert outcome(reader.list_object_versions, Bucket=BUCKET) == "AccessDenied"
    assert outcome(reader.list_buckets) == "AccessDenied"


def test_copy_needs_both_sides(tenants, uploader):
    uploader.put_object(**tenants.upload())
    copy = tenants.upload(key="copy") | {"CopySource": f"{BUCKET}/acme/file"}
    copy.pop("Body")
    assert "s3:GetObject" in message(uploader.copy_object, **copy)
    both = [*tenants.uploads("acme"), allow("s3:GetObject", f"arn:aws:s3:::{BUCKET}/acme/*")]
    mover = tenants.client(tenants.session(tenants.role("mover", *both)))
    assert outcome(mover.copy_object, **copy) == "allowed"
    copy["CopySource"] = f"{BUCKET}/acme-eu/file"
    assert outcome(mover.copy_object, **copy) == "AccessDenied"


def test_deleting_several_needs_each(tenants):
    user = tenants.user("cleaner", allow("s3:DeleteObject", f"arn:aws:s3:::{BUCKET}/acme/old*"))
    cleaner = tenants.client(user)

    def objects(*keys):
        return {"Bucket": BUCKET, "Delete": {"Objects": [{"Key": key} for key in keys]}}

    answer = cleaner.delete_objects(**objects("acme/old1", "acme/old2"))
    assert [one["Key"] for one in answer["Deleted"]] == ["acme/old1", "acme/old2"]
    assert "Errors" not in answer
    answer = cleaner.delete_objects(**objects("acme/old1", "acme/new", "acme/old2"))
    assert [one["Key"] for one in answer["Deleted"]] == ["acme/old1", "acme/old2"]
    assert [(one["Key"], one["Code"]) for one in answer["Errors"]] == [("acme/new", "AccessDenied")]
    answer = cleaner.delete_objects(**objects("acme/new"))
    assert "Deleted" not in answer and len(answer["Errors"]) == 1


def test_presigned_url(tenants, uploader, ready):
    uploader.put_object(**tenants.upload())
    reader = tenants.client(tenants.analyst())
    context = ssl.create_default_context(cafile=ready["caFile"])

    def status(url):
        try:
            with urllib.request.urlopen(url, context=context) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def presigned(key):
        return reader.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": key})

    assert status(presigned("acme/file")) == 200
    assert status(presigned("acme-eu/file")) == 403
    assert status(presigned("acme/file").replace("acme/file", "acme/other")) == 403
    assert status(presigned("acme/file").replace("X-Amz-Expires=3600", "X-Amz-Expires=9999")) == 403


def test_root_is_held_by_bucket_and_key_policies(tenants, uploader):
    uploader.put_object(**tenants.upload())
    root = tenants.root("s3")
    assert outcome(root.get_object, Bucket=BUCKET, Key="acme/file") == "AccessDenied"
    assert outcome(root.list_objects_v2, Bucket=BUCKET, Prefix="acme/") == "AccessDenied"
    assert outcome(root.get_bucket_policy, Bucket=BUCKET) == "allowed"
    kms = tenants.root("kms")
    assert outcome(kms.encrypt, KeyId=tenants.keys["acme"], Plaintext=b"x") == "AccessDenied"
    assert outcome(kms.describe_key, KeyId=tenants.keys["acme"]) == "allowed"


def test_nobody_gets_what_the_policy_gives_to_everybody_unless_the_bucket_is_public(tenants, ready):
    s3 = tenants.root("s3")
    where = {"Bucket": "open-data"}
    s3.create_bucket(**where, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    s3.put_object(**where, Key="file", Body=b"data")
    address = f"{ready['endpoint']}/open-data/file"

    def read():
        with urllib.request.urlopen(address) as answer:
            return answer.read()

    with pytest.raises(urllib.error.HTTPError, match="403"):
        read()
    given = document(allow("s3:GetObject", "arn:aws:s3:::open-data/*", Principal="*"))
    assert "BlockPublicPolicy" in message(s3.put_bucket_policy, **where, Policy=given)
    s3.delete_public_access_block(**where)
    s3.put_bucket_policy(**where, Policy=given)
    assert read() == b"data"
    s3.put_public_access_block(
        **where, PublicAccessBlockConfiguration={"RestrictPublicBuckets": True}
    )
    with pytest.raises(urllib.error.HTTPError, match="403"):
        read()
