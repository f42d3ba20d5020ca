"""What KMS refuses with a key that is disabled, waits for its deletion, or is for other uses."""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import message, outcome
from emulator.tests.conftest import REGION, statement

BUCKET, NAME = "data-acme", "/acme/secret"
CONTEXT = {"organization": "acme"}


@pytest.fixture
def key(client):
    """An object, a parameter, and a queue with a message, all under one key."""
    everybody = statement("kms:*", Principal={"AWS": "123456789012"})
    logs = statement("kms:*", Principal={"Service": f"logs.{REGION}.amazonaws.com"})
    policy = {**everybody, "Statement": [*everybody["Statement"], *logs["Statement"]]}
    arn = client("kms").create_key(Policy=json.dumps(policy))["KeyMetadata"]["Arn"]
    client("s3").create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    uses = (use for name, use in uses_of(client, arn).items() if name.startswith("write"))
    for call, parameters in uses:
        assert outcome(call, **parameters) == "allowed"
    return arn


def uses_of(client, key):
    """What each service does with the key, in the name of whoever asks."""
    s3, ssm, sqs = client("s3"), client("ssm"), client("sqs")
    queue = sqs.create_queue(QueueName="arrivals", Attributes={"KmsMasterKeyId": key})["QueueUrl"]
    encrypted = {"Body": b"1", "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key}
    secret = {"Type": "SecureString", "KeyId": key, "Overwrite": True}
    return {
        "write object": (
            s3.put_object,
            {"Bucket": BUCKET, "Key": "one", **encrypted},
        ),
        "read object": (s3.get_object, {"Bucket": BUCKET, "Key": "one"}),
        "copy object": (
            s3.copy_object,
            {"Bucket": BUCKET, "Key": "two", "CopySource": f"{BUCKET}/one"},
        ),
        "write secret": (ssm.put_parameter, {"Name": NAME, "Value": "v", **secret}),
        "read secret": (ssm.get_parameter, {"Name": NAME, "WithDecryption": True}),
        "write message": (sqs.send_message, {"QueueUrl": queue, "MessageBody": "hello"}),
        "read message": (sqs.receive_message, {"QueueUrl": queue, "VisibilityTimeout": 0}),
    }


def outcomes(uses):
    return {name: outcome(call, **parameters) for name, (call, parameters) in uses.items()}


@pytest.mark.parametrize(
    ("change", "s3", "sqs"),
    [
        ("disable_key", "KMS.Disabled", "KmsDisabled"),
        ("schedule_key_deletion", "KMS.KMSInvalidState", "KmsInvalidState"),
    ],
)
def test_services_cannot_use_the_key(key, client, change, s3, sqs):
    uses = uses_of(client, key)
    assert set(outcomes(uses).values()) == {"allowed"}
    getattr(client("kms"), change)(KeyId=key)
    refused = {"object": s3, "secret": "InvalidKeyId", "message": sqs}
    assert outcomes(uses) == {name: refused[name.split()[1]] for name in uses}
    # What does not need the key works on.
    assert outcome(client("ssm").get_parameter, Name=NAME) == "allowed"
    assert outcome(client("s3").head_object, Bucket=BUCKET, Key="one") == "allowed"
    said = message(client("logs").create_log_group, logGroupName="acme", kmsKeyId=key)
    assert f"because {key} is" in said


def test_the_key_works_again_once_it_is_enabled(key, client):
    kms, uses = client("kms"), uses_of(client, key)
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    kms.cancel_key_deletion(KeyId=key)
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "Disabled"
    assert outcome(uses["read object"][0], **uses["read object"][1]) == "KMS.Disabled"
    kms.enable_key(KeyId=key)
    assert set(outcomes(uses).values()) == {"allowed"}


def test_kms_itself(client):
    kms = client("kms")
    key = kms.create_key()["KeyMetadata"]["Arn"]
    blob = kms.encrypt(KeyId=key, Plaintext=b"x", EncryptionContext=CONTEXT)["CiphertextBlob"]
    kms.create_alias(AliasName="alias/other", TargetKeyId=key)
    by_key = {"KeyId": key}
    uses = {
        kms.encrypt: {**by_key, "Plaintext": b"x"},
        kms.decrypt: {"CiphertextBlob": blob, "EncryptionContext": CONTEXT},
        kms.generate_data_key: {**by_key, "KeySpec": "AES_256"},
        kms.re_encrypt: {
            "CiphertextBlob": blob,
            "SourceEncryptionContext": CONTEXT,
            "DestinationKeyId": key,
        },
        kms.enable_key_rotation: by_key,
    }
    changes = {
        kms.enable_key: by_key,
        kms.disable_key: by_key,
        kms.tag_resource: {**by_key, "Tags": [{"TagKey": "a", "TagValue": "b"}]},
        kms.create_alias: {"AliasName": "alias/acme", "TargetKeyId": key},
        kms.schedule_key_deletion: by_key,
        kms.update_alias: {"AliasName": "alias/other", "TargetKeyId": key},
    }
    looks = {
        kms.describe_key: by_key,
        kms.get_key_policy: {**by_key, "PolicyName": "default"},
        kms.list_resource_tags: by_key,
    }

    def all_of(calls):
        return {outcome(call, **parameters) for call, parameters in calls.items()}

    assert all_of(uses) == all_of(looks) == {"allowed"}
    assert outcome(kms.cancel_key_deletion, **by_key) == "KMSInvalidState"
    kms.disable_key(**by_key)
    assert all_of(uses) == {"Disabled"}
    assert all_of(looks) == {"allowed"}
    kms.schedule_key_deletion(**by_key)
    assert all_of(uses | changes) == {"KMSInvalidState"}
    assert all_of(looks) == {"allowed"}


@pytest.mark.parametrize("days", [6, 31])
def test_waiting_period(client, days):
    kms = client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    schedule = {"KeyId": key, "PendingWindowInDays": days}
    assert outcome(kms.schedule_key_deletion, **schedule) == "Validation"


def test_a_key_for_signatures_encrypts_nothing(client):
    kms = client("kms")
    key = kms.create_key(KeyUsage="SIGN_VERIFY", KeySpec="ECC_NIST_P256")["KeyMetadata"]["Arn"]
    assert outcome(kms.encrypt, KeyId=key, Plaintext=b"x") == "InvalidKeyUsage"
    assert outcome(kms.generate_data_key, KeyId=key, KeySpec="AES_256") == "InvalidKeyUsage"
    assert outcome(kms.enable_key_rotation, KeyId=key) == "UnsupportedOperation"


def test_the_refused_use_is_recorded(key, client):
    client("kms").disable_key(KeyId=key)
    call, parameters = uses_of(client, key)["read object"]
    assert outcome(call, **parameters) == "KMS.Disabled"
    found = client("cloudtrail").lookup_events(
        LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": "Decrypt"}]
    )
    record = json.loads(found["Events"][0]["CloudTrailEvent"])
    assert (record["errorCode"], record["sourceIPAddress"]) == (
        "DisabledException",
        "s3.amazonaws.com",
    )
    assert record["errorMessage"] == f"{key} is disabled."
