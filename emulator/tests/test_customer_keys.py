"""Objects under keys that customers send along: whoever has not the key does not get them."""

from __future__ import annotations

import base64
import hashlib

import pytest

from emulator.tests.callers import message, outcome, refusal_of, root_client, signed
from emulator.tests.conftest import REGION

BUCKET, MINE = "acme-data", {"Bucket": "acme-data", "Key": "mine"}
PLAIN = {"Bucket": BUCKET, "Key": "plain"}
SIDE = "x-amz-server-side-encryption"


def key(letter, prefix=""):
    """A client makes the digest itself."""
    return {f"{prefix}SSECustomerAlgorithm": "AES256", f"{prefix}SSECustomerKey": letter * 32}


@pytest.fixture
def s3(kept, ready):
    return kept(_with_an_object, ready)


def _with_an_object(ready):
    """In a bucket that does not block such keys, as all do by default."""
    made = root_client("s3", ready)
    made.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    rule = {
        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"},
        "BlockedEncryptionTypes": {"EncryptionType": ["NONE"]},
    }
    made.put_bucket_encryption(Bucket=BUCKET, ServerSideEncryptionConfiguration={"Rules": [rule]})
    made.put_object(**MINE, **key("k"), Body=b"secret")
    made.put_object(**PLAIN, Body=b"plain")
    return made


def test_an_object_is_read_with_its_key_only(s3):
    answer = s3.get_object(**MINE, **key("k"))
    assert answer["Body"].read() == b"secret"
    assert "ServerSideEncryption" not in answer
    for read in (s3.get_object, s3.head_object):
        told = "400" if read == s3.head_object else "InvalidRequest"
        assert outcome(read, **MINE) == told
        assert outcome(read, **MINE, **key("j")) == "AccessDenied"
        assert outcome(read, **PLAIN, **key("k")) == told
    assert "correct parameters must be provided" in message(s3.get_object, **MINE)


def test_a_copy_needs_the_key_of_its_source_and_has_one_of_its_own(s3):
    copy = {"Bucket": BUCKET, "Key": "copy", "CopySource": f"{BUCKET}/mine"}
    assert outcome(s3.copy_object, **copy) == "InvalidRequest"
    assert outcome(s3.copy_object, **copy, **key("k")) == "InvalidRequest"
    source = key("k", "CopySource")
    assert outcome(s3.copy_object, **copy, **source, **key("c")) == "allowed"
    assert outcome(s3.get_object, Bucket=BUCKET, Key="copy", **key("k")) == "AccessDenied"
    assert outcome(s3.get_object, Bucket=BUCKET, Key="copy", **key("c")) == "allowed"
    s3.copy_object(**copy, **source)
    assert outcome(s3.get_object, Bucket=BUCKET, Key="copy") == "allowed"


def test_parts_have_the_key_of_their_upload(s3):
    where = {"Bucket": BUCKET, "Key": "large"}
    where["UploadId"] = s3.create_multipart_upload(**where, **key("k"))["UploadId"]
    part = {**where, "PartNumber": 1, "Body": b"part"}
    assert outcome(s3.upload_part, **part) == "InvalidRequest"
    assert outcome(s3.upload_part, **part, **key("j")) == "AccessDenied"
    etag = s3.upload_part(**part, **key("k"))["ETag"]
    parts = {"Parts": [{"PartNumber": 1, "ETag": etag}]}
    s3.complete_multipart_upload(**where, MultipartUpload=parts)
    assert outcome(s3.get_object, Bucket=BUCKET, Key="large") == "InvalidRequest"
    assert outcome(s3.get_object, Bucket=BUCKET, Key="large", **key("k")) == "allowed"


def _headers(secret=b"k" * 32, **changes):
    digest = base64.b64encode(hashlib.md5(secret).digest()).decode()
    found = {"algorithm": "AES256", "key": base64.b64encode(secret).decode(), "key-MD5": digest}
    given = {**found, **{name.replace("_", "-"): value for name, value in changes.items()}}
    return {f"{SIDE}-customer-{name}": value for name, value in given.items() if value}


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        (_headers(algorithm="AES128"), "InvalidEncryptionAlgorithmError"),
        (_headers(algorithm=None), "a valid encryption algorithm"),
        (_headers(key=None), "an appropriate secret key"),
        (_headers(key_MD5=None), "client calculated MD5"),
        (_headers(key_MD5=base64.b64encode(bytes(16)).decode()), "did not match"),
        (_headers(b"k" * 16), "secret key was invalid"),
        (_headers(key="no base64"), "secret key was invalid"),
        ({**_headers(), SIDE: "AES256"}, "incompatible"),
    ],
)
def test_keys_that_are_none(s3, endpoint, headers, told):
    request = signed("s3", "PUT", f"{endpoint}/{BUCKET}/other", headers=headers)
    assert told in refusal_of(request)


def test_a_key_does_not_travel_in_the_clear(s3, endpoint):
    request = signed("s3", "PUT", f"{endpoint}/{BUCKET}/other", headers=_headers())
    assert "over a secure connection" in refusal_of(request)
