"""AWS::S3::Bucket and AWS::S3::BucketPolicy."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check
from emulator.handler_permissions.requests import (
    HandlerRequests,
    Needed,
    calls,
    changed,
    new_tags,
    on,
    tag_context,
)
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.planned_call import PlannedCall, without_none

# The operation that sets each configuration of a bucket.
_SETTINGS = {
    "AccessControl": "PutBucketAcl",
    "BucketEncryption": "PutBucketEncryption",
    "LifecycleConfiguration": "PutBucketLifecycleConfiguration",
    "LoggingConfiguration": "PutBucketLogging",
    "NotificationConfiguration": "PutBucketNotificationConfiguration",
    "ObjectLockConfiguration": "PutObjectLockConfiguration",
    "OwnershipControls": "PutBucketOwnershipControls",
    "PublicAccessBlockConfiguration": "PutPublicAccessBlock",
    "VersioningConfiguration": "PutBucketVersioning",
}
# Reading a bucket asks for every configuration there is, also for those that no template sets.
_READS = """
    GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketCORS
    GetBucketMetadataTableConfiguration GetBucketObjectLockConfiguration GetBucketWebsite
    GetIntelligentTieringConfiguration GetInventoryConfiguration GetMetricsConfiguration
    GetReplicationConfiguration ListBucket ListTagsForResource
    """


def _new_bucket(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("BucketName") or place.generated_name(63).lower()
    arn = _arn(place, name)
    given = {"Bucket": name, "BucketNamespace": properties.get("BucketNamespace")}
    yield PlannedCall("s3", "CreateBucket", without_none(given))
    for setting, operation in _SETTINGS.items():
        if setting in properties:
            yield from calls("s3", operation, Bucket=name)
    if properties.get("ObjectLockEnabled"):
        # https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
        yield from on(arn, "s3", "PutBucketObjectLockConfiguration PutBucketVersioning")
    if "AccessControl" in properties:
        yield Check("s3:GetBucketAcl", arn)
    # Which of the two the handler uses depends on whether the bucket's tags control access.
    yield from new_tags("s3:PutBucketTagging", arn, properties)
    yield from new_tags("s3:TagResource", arn, properties)


def _changed_bucket(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    arn = _arn(place, name)
    for setting, operation in _SETTINGS.items():
        if changed(properties, previous, setting):
            yield from calls("s3", operation, Bucket=name)
    new, old = tag_map(properties), tag_map(previous)
    if new != old:
        yield Check("s3:PutBucketTagging", arn, tag_context(new))
        yield Check("s3:TagResource", arn, tag_context(new))
        removed = tuple(key for key in old if key not in new)
        if removed:
            yield Check("s3:UntagResource", arn, {"aws:TagKeys": removed})


def _read_bucket(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return on(_arn(place, name), "s3", _READS)


def _gone_bucket(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return on(_arn(place, name), "s3", "ListBucket DeleteBucket")


def _new_policy(place: Placement, properties: Properties) -> Iterator[Needed]:
    return calls("s3", "GetBucketPolicy PutBucketPolicy", Bucket=properties["Bucket"])


def _changed_policy(
    place: Placement, physical_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    return _new_policy(place, properties)


def _gone_policy(place: Placement, physical_id: str, properties: Properties) -> Iterator[Needed]:
    return calls("s3", "GetBucketPolicy DeleteBucketPolicy", Bucket=properties["Bucket"])


def _arn(place: Placement, bucket: str) -> str:
    return f"arn:{place.partition}:s3:::{bucket}"


REQUESTS = {
    "AWS::S3::Bucket": HandlerRequests(
        _new_bucket, _changed_bucket, _gone_bucket, read=_read_bucket
    ),
    "AWS::S3::BucketPolicy": HandlerRequests(_new_policy, _changed_policy, _gone_policy),
}
