"""Delivery of trails: where it goes, who lets it, and digests."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_der_public_key

from emulator.cloudtrail import delivery
from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import allow, deny, document
from emulator.tests.trail import BUCKET, TRAIL, TRAIL_ARN, bucket_statements, key_statements

LOG_FILE = re.compile(
    rf"AWSLogs/{ACCOUNT}/CloudTrail/(?P<region>[a-z0-9-]+)/\d{{4}}/\d\d/\d\d/"
    rf"{ACCOUNT}_CloudTrail_(?P=region)_\d{{8}}T\d{{4}}Z_[A-Za-z0-9]{{16}}\.json\.gz"
)
DENY_OTHER_KEYS = deny(
    "OtherKey",
    "s3:PutObject",
    f"arn:aws:s3:::{BUCKET}/*",
    Principal="*",
    Condition={"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}},
)


def test_files_are_where_cloudtrail_puts_them(tenants, audit):
    audit.create()
    tenants.role("ann")
    tenants.client(tenants.hub()).put_object(**tenants.upload())
    counted = audit.deliver()
    assert counted["failed"] == 0
    matches = [LOG_FILE.fullmatch(key) for key in audit.files()]
    assert {match["region"] for match in matches if match} == {REGION, "us-east-1"}
    assert all(matches)
    found = [json.loads(audit.content(key))["Records"] for key in audit.files()]
    assert sum(map(len, found)) == counted["delivered"] > 3
    stored = audit.s3.head_object(Bucket=BUCKET, Key=audit.files()[0])
    assert (stored["ServerSideEncryption"], stored["SSEKMSKeyId"]) == ("aws:kms", audit.key_arn)
    status = audit.cloudtrail.get_trail_status(Name=TRAIL)
    assert status["IsLogging"]
    assert "LatestDeliveryError" not in status
    assert status["LatestDeliveryTime"] >= status["StartLoggingTime"]


def test_what_nobody_asks_for_is_delivered_every_few_seconds(audit, monkeypatch):
    class EndedError(Exception):
        pass

    pauses = [None, None]

    def pause(seconds):
        assert seconds == delivery._INTERVAL_SECONDS
        if not pauses:
            raise EndedError
        pauses.pop()
        audit.cloudtrail.get_trail_status(Name=TRAIL)

    audit.create()
    monkeypatch.setattr(delivery, "time", SimpleNamespace(sleep=pause))
    with pytest.raises(EndedError):
        delivery._deliver_forever(ACCOUNT)
    found = [json.loads(audit.content(key))["Records"] for key in audit.files()]
    assert [one["eventName"] for records in found for one in records].count("GetTrailStatus") == 2


def test_what_cloudtrail_writes_is_not_recorded(audit):
    audit.create()
    audit.deliver()
    audit.deliver()
    assert audit.records(lambda record: record["userIdentity"]["type"] == "AWSService") == []


def test_reading_needs_the_key_with_the_trail_in_its_context(tenants, audit):
    audit.create()
    audit.deliver()
    objects_of_audit = f"arn:aws:s3:::{BUCKET}/*"
    of_trail = {"StringEquals": {"kms:EncryptionContext:aws:cloudtrail:arn": TRAIL_ARN}}
    read = allow("s3:GetObject", objects_of_audit)
    auditor = tenants.user("auditor", read, allow("kms:Decrypt", Condition=of_trail), slug=None)
    other = {"StringEquals": {"kms:EncryptionContext:aws:cloudtrail:arn": f"{TRAIL_ARN}-2"}}
    stranger = tenants.user("stranger", read, allow("kms:Decrypt", Condition=other), slug=None)
    given = {"Bucket": BUCKET, "Key": audit.files()[0]}
    assert outcome(tenants.client(auditor).get_object, **given) == "allowed"
    assert outcome(tenants.client(stranger).get_object, **given) == "AccessDenied"


def test_a_delivery_that_is_refused_waits_and_is_in_the_status(tenants, audit):
    audit.create()
    audit.s3.put_bucket_policy(Bucket=BUCKET, Policy=document(*bucket_statements()[:1]))
    refused = audit.deliver()
    assert refused["delivered"] == 0
    assert refused["failed"] >= 2
    assert audit.files() == []
    status = audit.cloudtrail.get_trail_status(Name=TRAIL)
    assert status["LatestDeliveryError"] == "AccessDenied"

    audit.s3.put_bucket_policy(Bucket=BUCKET, Policy=document(*bucket_statements()))
    assert audit.deliver()["failed"] == 0
    names = {record["eventName"] for record in audit.records()}
    # What happened while nothing could be delivered is there too.
    assert {"StartLogging", "GetTrailStatus", "PutBucketPolicy"} <= names
    assert "LatestDeliveryError" not in audit.cloudtrail.get_trail_status(Name=TRAIL)


def test_a_key_that_lets_another_trail_in(tenants, audit):
    audit.create()
    policy = document(*key_statements(f"{TRAIL_ARN}-2"))
    tenants.root("kms").put_key_policy(KeyId=audit.key_arn, PolicyName="default", Policy=policy)
    assert audit.deliver()["delivered"] == 0


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        (bucket_statements(), "allowed"),
        (bucket_statements()[:1], "InsufficientS3BucketPolicy"),
        (bucket_statements()[1:], "InsufficientS3BucketPolicy"),
        (bucket_statements(trail_arn=f"{TRAIL_ARN}-2"), "InsufficientS3BucketPolicy"),
        ([*bucket_statements(), DENY_OTHER_KEYS], "InsufficientS3BucketPolicy"),
    ],
)
def test_a_bucket_has_to_let_cloudtrail_in(audit, statements, code):
    audit.s3.put_bucket_policy(Bucket=BUCKET, Policy=document(*statements))
    call = audit.cloudtrail.create_trail
    assert outcome(call, Name=TRAIL, S3BucketName=BUCKET, KmsKeyId=audit.key_arn) == code


def test_a_key_has_to_let_cloudtrail_in(tenants, audit):
    policy = document(*key_statements(f"{TRAIL_ARN}-2"))
    other = tenants.root("kms").create_key(Policy=policy)["KeyMetadata"]["Arn"]
    given = {"Name": TRAIL, "S3BucketName": BUCKET}
    create, update = audit.cloudtrail.create_trail, audit.cloudtrail.update_trail
    assert outcome(create, **given, KmsKeyId=other) == "InsufficientEncryptionPolicy"
    assert outcome(create, **given, KmsKeyId="alias/nobody") == "KmsKeyNotFound"
    assert outcome(create, Name=TRAIL, S3BucketName="nowhere") == "S3BucketDoesNotExist"
    assert outcome(create, **given) == "allowed"
    assert outcome(create, **given) == "TrailAlreadyExists"
    assert outcome(update, Name=TRAIL, KmsKeyId=other) == "InsufficientEncryptionPolicy"
    assert outcome(update, Name=TRAIL, S3KeyPrefix="x") == "InsufficientS3BucketPolicy"
    assert outcome(update, Name=TRAIL, KmsKeyId=audit.key_arn) == "allowed"


def digest(audit: Any, key: str) -> tuple[Any, str, str]:
    """A digest, the hash of its content, and its signature."""
    stored = audit.s3.get_object(Bucket=BUCKET, Key=key)
    content = gzip.decompress(stored["Body"].read())
    assert stored["ServerSideEncryption"] == "AES256"
    assert stored["Metadata"]["signature-algorithm"] == "SHA256withRSA"
    sha256 = hashlib.sha256(content).hexdigest()
    return json.loads(content), sha256, stored["Metadata"]["signature"]


def test_digests_chain_and_their_signatures_hold(tenants, audit):
    audit.create(EnableLogFileValidation=True)
    tenants.client(tenants.hub()).put_object(**tenants.upload())
    audit.deliver()
    tenants.root("ssm").describe_parameters()
    audit.deliver()
    [first, second] = audit.files(f"CloudTrail-Digest/{REGION}/")
    [listed] = audit.cloudtrail.list_public_keys()["PublicKeyList"]
    public: Any = load_der_public_key(listed["Value"])
    previous = None
    for key in (first, second):
        body, sha256, signature = digest(audit, key)
        assert body["digestPublicKeyFingerprint"] == listed["Fingerprint"]
        signed = [body["digestEndTime"], f"{BUCKET}/{key}", sha256]
        signed.append(body["previousDigestSignature"] or "null")
        data = "\n".join(signed).encode()
        public.verify(bytes.fromhex(signature), data, padding.PKCS1v15(), hashes.SHA256())
        assert len(body["logFiles"]) == 1
        for file in body["logFiles"]:
            content = audit.content(file["s3Object"])
            assert hashlib.sha256(content).hexdigest() == file["hashValue"]
        if previous is not None:
            assert body["previousDigestS3Object"] == first
            assert (body["previousDigestHashValue"], body["previousDigestSignature"]) == previous
            assert body["digestStartTime"] == digest(audit, first)[0]["digestEndTime"]
        previous = (sha256, signature)
