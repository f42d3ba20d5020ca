"""SSE-KMS: S3 calls KMS in the caller's name, and KMS judges those calls as the caller's.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from moto.s3.models import s3_backends

from emulator.authorization.actions.check import Check
from emulator.authorization.actions.kms import key_arn
from emulator.authorization.actions.s3_keys import (
    SSE,
    SSE_CUSTOMER,
    SSE_KEY,
    find_bucket,
    upload_of,
)
from emulator.authorization.calls import Call
from emulator.authorization.refusals import Reason, RefusedError
from emulator.read_apis.s3_encryption import SSE_C, blocked_types

_BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled"
_AWS_MANAGED = "alias/aws/s3"
_WRITES = frozenset({"PutObject", "CopyObject", "CreateMultipartUpload"})
OWN_ENCRYPTION_CONTEXT = "emulator_encryption_context"
"""Attribute of an object with the pairs that its writer encrypted it with, besides S3's."""


@dataclass(frozen=True)
class _Kms:
    """How an object is encrypted under a KMS key."""

    algorithm: str
    key_id: str
    has_bucket_key: bool


def write_checks(call: Call) -> Iterator[Check]:
    """Writing an object, or beginning to, needs a data key."""
    encryption = _of_write(call)
    if encryption is not None:
        bucket, key = call.parameters["Bucket"], call.parameters["Key"]
        yield _through_s3(call, "kms:GenerateDataKey", encryption, bucket, key)


def part_checks(call: Call) -> Iterator[Check]:
    """A part needs the data key of its upload decrypted."""
    upload = upload_of(call)
    bucket, key = call.parameters["Bucket"], call.parameters["Key"]
    if upload is not None and _is_kms(upload.sse_encryption):
        has_bucket_key = _default_rule(call, bucket).get("BucketKeyEnabled", False)
        encryption = _Kms(str(upload.sse_encryption), str(upload.kms_key_id), has_bucket_key)
        yield _through_s3(call, "kms:Decrypt", encryption, bucket, key)


def read_checks(call: Call, bucket: str, key: str, version: str | None) -> Iterator[Check]:
    """Reading needs the object's own data key decrypted, whatever the bucket's default is now."""
    if find_bucket(call, bucket) is None:
        return
    backend = s3_backends[call.account][call.partition]
    stored = backend.get_object(bucket, key, version)
    if stored is None or not _is_kms(getattr(stored, "encryption", None)):
        return
    has_bucket_key = str(stored.bucket_key_enabled).lower() == "true"
    encryption = _Kms(str(stored.encryption), stored.kms_key_id or _AWS_MANAGED, has_bucket_key)
    own = getattr(stored, OWN_ENCRYPTION_CONTEXT, {})
    yield _through_s3(call, "kms:Decrypt", encryption, bucket, key, own)


def require_unblocked(call: Call) -> None:
    """RefusedError for a write under a customer's key, where the bucket blocks that."""
    if call.operation not in _WRITES or call.request.value(SSE_CUSTOMER) is None:
        return
    bucket = find_bucket(call, call.parameters["Bucket"])
    if bucket is not None and SSE_C in blocked_types(bucket):
        message = f"Server-side encryption with customer-provided keys is blocked: {bucket.name}"
        raise RefusedError(Reason.DENIED, message)


def headers_of_encryption(call: Call) -> dict[str, str]:
    """What S3 makes of a write's headers, for moto, which keeps them as they are.

    The key is a full ARN, ``aws:kms`` alone is AWS's own key, and no headers are the bucket's
    default.
    """
    encryption = _of_write(call) if call.operation in _WRITES else None
    if encryption is None:
        return {}
    return {
        SSE: encryption.algorithm,
        SSE_KEY: key_arn(call, encryption.key_id),
        _BUCKET_KEY: str(encryption.has_bucket_key).lower(),
    }


def _of_write(call: Call) -> _Kms | None:
    if call.request.value(SSE_CUSTOMER) is not None:
        return None
    rule = _default_rule(call, call.parameters["Bucket"])
    default = rule.get("ApplyServerSideEncryptionByDefault", {})
    algorithm = call.request.value(SSE)
    has_bucket_key = _bucket_key(call, rule)
    if algorithm is None:
        algorithm = default.get("SSEAlgorithm")
        key_id = default.get("KMSMasterKeyID")
    else:
        key_id = call.request.value(SSE_KEY)
    if not _is_kms(algorithm):
        return None
    return _Kms(str(algorithm), key_id or _AWS_MANAGED, has_bucket_key)


def _bucket_key(call: Call, rule: dict[str, Any]) -> bool:
    asked = call.request.value(_BUCKET_KEY)
    setting = rule.get("BucketKeyEnabled", False) if asked is None else asked
    return str(setting).lower() == "true"


def _default_rule(call: Call, bucket_name: str) -> dict[str, Any]:
    bucket = find_bucket(call, bucket_name)
    rules = bucket.encryption["Rule"] if bucket and bucket.encryption else {}
    rule: dict[str, Any] = rules[0] if isinstance(rules, list) else rules
    return rule


def _is_kms(algorithm: str | None) -> bool:
    return algorithm is not None and algorithm.startswith("aws:kms")


def _through_s3(
    call: Call,
    action: str,
    encryption: _Kms,
    bucket: str,
    key: str,
    own: Mapping[str, str] | None = None,
) -> Check:
    arn = f"arn:{call.partition}:s3:::{bucket}"
    pairs = {
        # With a bucket key it is the bucket that the data key is for.
        "aws:s3:arn": arn if encryption.has_bucket_key else f"{arn}/{key}",
        **(own or {}),
    }
    context = {
        "kms:ViaService": (f"s3.{call.region}.amazonaws.com",),
        "kms:CallerAccount": (call.account,),
        **{f"kms:EncryptionContext:{name}": (value,) for name, value in pairs.items()},
        "kms:EncryptionContextKeys": tuple(pairs),
        "aws:ViaAWSService": ("true",),
        "aws:CalledVia": ("s3.amazonaws.com",),
    }
    return Check(action, key_arn(call, encryption.key_id), context)
