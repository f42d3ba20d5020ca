"""Condition keys of S3 that requests carry in headers, or presigned URLs in their query.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
"""

from __future__ import annotations

from typing import Any

from moto.s3.models import FakeMultipart, s3_backends

from emulator.authorization.calls import Call

SSE = "x-amz-server-side-encryption"
SSE_KEY = "x-amz-server-side-encryption-aws-kms-key-id"
SSE_CUSTOMER = "x-amz-server-side-encryption-customer-algorithm"
_HEADERS = (
    SSE,
    SSE_KEY,
    SSE_CUSTOMER,
    "x-amz-acl",
    "x-amz-bucket-namespace",
    "x-amz-copy-source",
    "x-amz-metadata-directive",
    "x-amz-storage-class",
)
_OF_AN_UPLOAD = frozenset({"UploadPart", "UploadPartCopy", "CompleteMultipartUpload"})


def sse_context(call: Call) -> dict[str, tuple[str, ...]]:
    """What a request says of encryption and the like.

    Parts carry no headers of encryption: they are judged with what their upload began with.
    """
    found = {name: call.request.value(name) for name in _HEADERS}
    upload = upload_of(call) if call.operation in _OF_AN_UPLOAD else None
    if upload is not None:
        found[SSE], found[SSE_KEY] = upload.sse_encryption, upload.kms_key_id
    return {f"s3:{name}": (value,) for name, value in found.items() if value}


def find_bucket(call: Call, name: str) -> Any:
    """moto's bucket, or None."""
    return s3_backends[call.account][call.partition].buckets.get(name)


def upload_of(call: Call) -> FakeMultipart | None:
    """The multipart upload that a request is part of."""
    bucket = find_bucket(call, call.parameters["Bucket"])
    uploads = bucket.multiparts if bucket else {}
    upload: FakeMultipart | None = uploads.get(call.request.query.get("uploadId"))
    return upload
