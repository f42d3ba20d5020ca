"""GetBucketEncryption with the encryption types that a bucket blocks, which moto does not return.

Buckets that say nothing of it block SSE-C, as new ones do since April 2026.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from emulator.moto_changes import replace_attribute

SSE_C = "SSE-C"
# What S3 encrypts with where nothing is said, since January 2023.
_DEFAULT: dict[str, Any] = {
    "Rule": {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
}


def install() -> None:
    """Replaces GetBucketEncryption."""
    replace_attribute(S3Response, "get_bucket_encryption", _get_encryption)


def blocked_types(bucket: FakeBucket) -> list[str]:
    """Encryption types that nothing may be written with; ``NONE`` if that is said."""
    rule: dict[str, Any] = (bucket.encryption or {}).get("Rule", {})
    blocked = (rule.get("BlockedEncryptionTypes") or {}).get("EncryptionType", SSE_C)
    # A parsed XML request has a text where there is one.
    return blocked if isinstance(blocked, list) else [blocked]


def _get_encryption(response: S3Response) -> Any:
    bucket = response.backend.get_bucket(response.bucket_name)
    rule = (bucket.encryption or _DEFAULT)["Rule"]
    shown = {
        "ApplyServerSideEncryptionByDefault": rule["ApplyServerSideEncryptionByDefault"],
        "BucketKeyEnabled": str(rule.get("BucketKeyEnabled", False)).lower() == "true",
        "BlockedEncryptionTypes": {"EncryptionType": blocked_types(bucket)},
    }
    response.data["Action"] = "GetBucketEncryption"
    return response.serialized(
        ActionResult({"ServerSideEncryptionConfiguration": {"Rules": [shown]}})
    )
