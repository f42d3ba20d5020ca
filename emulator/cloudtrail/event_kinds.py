"""What kind of event an operation is: management or data, reading or writing, and by which name.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
"""

from __future__ import annotations

from moto.core.utils import get_service_model

from emulator.authorization.actions.check import names
from emulator.authorization.actions.s3 import BUCKET_OPERATIONS, OBJECT_OPERATIONS
from emulator.authorization.calls import model_name

S3_OBJECT, QUEUE, THING = "AWS::S3::Object", "AWS::SQS::Queue", "AWS::IoT::Thing"
TOPIC = "AWS::SNS::Topic"
"""Types of resources that data events are about, as advanced selectors name them."""

# Listings of a bucket are events about its objects.
_S3_LISTINGS = names(
    "HeadBucket ListMultipartUploads ListObjectVersions ListObjects ListObjectsV2 DeleteObjects"
)
_OF_MESSAGES = names(
    """
    ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch
    GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListQueueTags ListQueues
    ReceiveMessage SendMessage SendMessageBatch
    """
)
_PUBLISHING = names("Publish PublishBatch")
# CloudTrail has no events of these at all.
_UNRECORDED = {("logs", "PutLogEvents"), ("events", "PutEvents")}
# S3's operations whose events have the names of older operations.
_S3_NAMES = {
    "DeletePublicAccessBlock": "DeleteBucketPublicAccessBlock",
    "GetBucketLifecycleConfiguration": "GetBucketLifecycle",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "ListObjectsV2": "ListObjects",
    "PutBucketLifecycleConfiguration": "PutBucketLifecycle",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
}
_READING = (
    "BatchCheck",
    "BatchGet",
    "Describe",
    "Get",
    "Head",
    "List",
    "Lookup",
    "Search",
    "Select",
    "Simulate",
    "Test",
    "Validate",
)
# KMS and STS change nothing of the account when somebody uses a key or assumes a role.
_READING_BY_SERVICE = {
    "iot": names("AssumeRoleWithCertificate"),
    "kms": names(
        """
        Decrypt Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyWithoutPlaintext
        GenerateRandom ReEncrypt Sign Verify
        """
    ),
    "sqs": names("ReceiveMessage"),
    "sts": names("AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity"),
}
# Services without a Region record where their partition has its centre.
_GLOBAL_SERVICES = names("iam")
_CENTRE_OF_PARTITION = {"aws": "us-east-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}


def operation_of(service: str, action: str) -> str | None:
    """The operation that an action, without its service, is mostly needed for; None if it is none.

    Of S3's that set and those that take away, the former; ``iam:PassRole`` is no operation.
    """
    by_action = {of: operation for operation, of in BUCKET_OPERATIONS.items()}
    operation = by_action.get(action, action) if service == "s3" else action
    known = get_service_model(model_name(service)).operation_names
    return operation if operation in known else None


def is_recorded(service: str, operation: str) -> bool:
    """Whether CloudTrail knows events of the operation."""
    return (service, operation) not in _UNRECORDED


def data_type(service: str, operation: str) -> str | None:
    """The type of resource that a data event is about; None for a management event."""
    if service == "s3" and operation in OBJECT_OPERATIONS | _S3_LISTINGS:
        return S3_OBJECT
    if service == "sqs" and operation in _OF_MESSAGES:
        return QUEUE
    if service == "sns" and operation in _PUBLISHING:
        return TOPIC
    return THING if service == "iotdata" else None


def is_read_only(service: str, operation: str) -> bool:
    """Whether the operation changes nothing, as CloudTrail sees it."""
    return operation.startswith(_READING) or operation in _READING_BY_SERVICE.get(service, ())


def event_name(service: str, operation: str) -> str:
    """The operation's name in events."""
    return _S3_NAMES.get(operation, operation) if service == "s3" else operation


def event_source(service: str) -> str:
    """The service's name in events, from that in signatures."""
    return f"{service}.amazonaws.com"


def event_region(service: str, region: str, partition: str) -> str:
    """Where an event is recorded."""
    return _CENTRE_OF_PARTITION.get(partition, region) if service in _GLOBAL_SERVICES else region


def is_global(source: str) -> bool:
    """Whether an event is of a service without a Region, which one trail is enough to record."""
    return source.split(".", 1)[0] in _GLOBAL_SERVICES
