"""S3: operations whose actions have other names, and objects under KMS keys.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from emulator.authorization.actions.check import Check, not_in_table
from emulator.authorization.actions.s3_absence import absence_checks
from emulator.authorization.actions.s3_copies import source_checks
from emulator.authorization.actions.s3_deletions import deletions
from emulator.authorization.actions.s3_encryption import part_checks, read_checks, write_checks
from emulator.authorization.actions.s3_keys import sse_context
from emulator.authorization.actions.s3_object_lock import (
    lock_checks,
    lock_context,
    new_bucket_checks,
)
from emulator.authorization.actions.s3_versions import versioned
from emulator.authorization.calls import Call

_BUCKET = {
    "CreateBucket": "CreateBucket",
    "DeleteBucket": "DeleteBucket",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteBucketPolicy": "DeleteBucketPolicy",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteBucketWebsite": "DeleteBucketWebsite",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "GetBucketAcl": "GetBucketAcl",
    "GetBucketCors": "GetBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetBucketLocation": "GetBucketLocation",
    "GetBucketLogging": "GetBucketLogging",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetBucketOwnershipControls": "GetBucketOwnershipControls",
    "GetBucketPolicy": "GetBucketPolicy",
    "GetBucketPolicyStatus": "GetBucketPolicyStatus",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetBucketRequestPayment": "GetBucketRequestPayment",
    "GetBucketTagging": "GetBucketTagging",
    "GetBucketVersioning": "GetBucketVersioning",
    "GetBucketWebsite": "GetBucketWebsite",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListObjectVersions": "ListBucketVersions",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration",
    "PutBucketAcl": "PutBucketAcl",
    "PutBucketCors": "PutBucketCORS",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutBucketLogging": "PutBucketLogging",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "PutBucketOwnershipControls": "PutBucketOwnershipControls",
    "PutBucketPolicy": "PutBucketPolicy",
    "PutBucketReplication": "PutReplicationConfiguration",
    "PutBucketTagging": "PutBucketTagging",
    "PutBucketVersioning": "PutBucketVersioning",
    "PutBucketWebsite": "PutBucketWebsite",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
}
_OBJECT = {
    "AbortMultipartUpload": "AbortMultipartUpload",
    "CompleteMultipartUpload": "PutObject",
    "CopyObject": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "DeleteObject": "DeleteObject",
    "DeleteObjectTagging": "DeleteObjectTagging",
    "GetObject": "GetObject",
    "GetObjectAcl": "GetObjectAcl",
    "GetObjectAttributes": "GetObjectAttributes",
    "GetObjectLegalHold": "GetObjectLegalHold",
    "GetObjectRetention": "GetObjectRetention",
    "GetObjectTagging": "GetObjectTagging",
    "HeadObject": "GetObject",
    "ListParts": "ListMultipartUploadParts",
    "PutObject": "PutObject",
    "PutObjectAcl": "PutObjectAcl",
    "PutObjectLegalHold": "PutObjectLegalHold",
    "PutObjectRetention": "PutObjectRetention",
    "PutObjectTagging": "PutObjectTagging",
    "RestoreObject": "RestoreObject",
    "SelectObjectContent": "GetObject",
    "UploadPart": "PutObject",
    "UploadPartCopy": "PutObject",
}
OBJECT_OPERATIONS = frozenset(_OBJECT)
"""Operations on an object that is named."""
BUCKET_OPERATIONS = dict(sorted(_BUCKET.items()))
"""The action of each operation on a bucket, without ``s3:``; what takes away comes first."""
BUCKET_ACTIONS = frozenset(_BUCKET.values())
"""Actions on buckets, without ``s3:``."""
OBJECT_ACTIONS = frozenset(_OBJECT.values())
"""Actions on objects, without ``s3:`` and those on a version that is named."""


def checks(call: Call) -> Iterator[Check]:
    """What a call to S3 needs."""
    bucket, key = call.parameters.get("Bucket"), call.parameters.get("Key")
    if call.operation == "ListBuckets":
        yield Check("s3:ListAllMyBuckets", "*")
    elif call.operation == "DeleteObjects":
        for deletion in deletions(call):
            yield from deletion.checks
    elif call.operation in _BUCKET:
        action = f"s3:{_BUCKET[call.operation]}"
        yield Check(action, bucket_arn(call, str(bucket)), _bucket_context(call))
        if call.operation == "CreateBucket":
            yield from new_bucket_checks(call, bucket_arn(call, str(bucket)))
    elif call.operation in _OBJECT and bucket and key:
        yield from _object_checks(call, f"{bucket_arn(call, bucket)}/{key}")
    else:
        raise not_in_table(call)


def bucket_arn(call: Call, bucket: str) -> str:
    """The ARN of a bucket; neither Region nor account are in it."""
    return f"arn:{call.partition}:s3:::{bucket}"


def _object_checks(call: Call, object_arn: str) -> Iterator[Check]:
    version = call.request.query.get("versionId")
    action = versioned(_OBJECT[call.operation], version)
    context = sse_context(call) | ({"s3:VersionId": (version,)} if version else {})
    yield Check(action, object_arn, {**context, **lock_context(call)})
    yield from lock_checks(call, object_arn)
    if call.operation in ("GetObject", "GetObjectAttributes", "HeadObject"):
        yield from absence_checks(call, call.parameters["Bucket"], call.parameters["Key"], version)
    if call.operation == "GetObjectAttributes":
        yield Check(versioned("GetObject", version), object_arn, context)
    if call.operation in ("PutObject", "CopyObject", "CreateMultipartUpload"):
        yield from _with_acl_and_tags(call, object_arn)
        yield from write_checks(call)
    elif call.operation in ("UploadPart", "UploadPartCopy"):
        yield from part_checks(call)
    elif call.operation in ("GetObject", "SelectObjectContent", "GetObjectAttributes"):
        yield from read_checks(call, call.parameters["Bucket"], call.parameters["Key"], version)
    elif call.operation == "HeadObject" and call.request.value("x-amz-checksum-mode"):
        # Without a checksum, nothing of the data has to be decrypted.
        yield from read_checks(call, call.parameters["Bucket"], call.parameters["Key"], version)
    if call.operation in ("CopyObject", "UploadPartCopy"):
        yield from source_checks(call, object_arn)


def _with_acl_and_tags(call: Call, object_arn: str) -> Iterator[Check]:
    """Setting these with an object needs what setting them later would need."""
    if any(name == "x-amz-acl" or name.startswith("x-amz-grant-") for name in call.request.headers):
        yield Check("s3:PutObjectAcl", object_arn)
    tagging = call.request.value("x-amz-tagging")
    if tagging:
        pairs = parse_qsl(tagging, keep_blank_values=True)
        tags = {f"s3:RequestObjectTag/{key}": (value,) for key, value in pairs}
        yield Check("s3:PutObjectTagging", object_arn, tags)


def _bucket_context(call: Call) -> dict[str, tuple[str, ...]]:
    if call.operation == "CreateBucket":
        return sse_context(call)
    if not _BUCKET[call.operation].startswith("ListBucket"):
        return {}
    names = ("prefix", "delimiter", "max-keys")
    found = call.request.query
    return {f"s3:{name}": (found[name],) for name in names if name in found}
