"""AWS::S3::Bucket.

moto keeps encryption and tags only: versioning, public access block, ownership, lifecycle and
logging are dropped. New buckets get AWS's defaults (objects encrypted with SSE-S3, SSE-C blocked,
public access blocked, ACLs disabled), which moto has not.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
"""

from __future__ import annotations

from typing import Any

from moto.s3.exceptions import BucketAlreadyExists, S3ClientError
from moto.s3.models import (
    FakeBucket,
    NotificationConfiguration,
    S3Backend,
    get_canned_acl,
    s3_backends,
)

from emulator.bucket_namespaces import ACCOUNT_REGIONAL, GLOBAL
from emulator.object_lock.operations import require_versioned
from emulator.read_apis.s3_encryption import SSE_C
from emulator.resources.properties import TAGS, one_of
from emulator.resources.resource_type import Placement, Properties, ResourceType, tag_map
from emulator.resources.s3_bucket_lifecycle import LIFECYCLE_SCHEMA, lifecycle_rules
from emulator.resources.s3_bucket_object_lock import (
    LOCK_SCHEMA,
    apply_object_lock,
    wants_object_lock,
)
from emulator.resources.s3_bucket_reading import read_bucket

_DEFAULT_ENCRYPTION = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
_PUBLIC_ACCESS = (
    "BlockPublicAcls",
    "BlockPublicPolicy",
    "IgnorePublicAcls",
    "RestrictPublicBuckets",
)


class S3Bucket(ResourceType):
    """A general purpose bucket."""

    type_name = "AWS::S3::Bucket"
    schema = {
        "AccessControl": str,
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [
                {
                    "BlockedEncryptionTypes": {"EncryptionType": [one_of("NONE", SSE_C)]},
                    "BucketKeyEnabled": bool,
                    "ServerSideEncryptionByDefault": {
                        "KMSMasterKeyID": str,
                        "SSEAlgorithm": one_of("AES256", "aws:kms", "aws:kms:dsse"),
                    },
                }
            ]
        },
        "BucketName": str,
        "BucketNamespace": one_of(GLOBAL, ACCOUNT_REGIONAL),
        "LifecycleConfiguration": LIFECYCLE_SCHEMA,
        "LoggingConfiguration": {
            "DestinationBucketName": str,
            "LogFilePrefix": str,
            "TargetObjectKeyFormat": {
                "PartitionedPrefix": {"PartitionDateSource": one_of("DeliveryTime", "EventTime")},
                "SimplePrefix": {},
            },
        },
        "NotificationConfiguration": {"EventBridgeConfiguration": {"EventBridgeEnabled": bool}},
        **LOCK_SCHEMA,
        "OwnershipControls": {
            "Rules": [
                {
                    "ObjectOwnership": one_of(
                        "BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"
                    )
                }
            ]
        },
        "PublicAccessBlockConfiguration": {name: bool for name in _PUBLIC_ACCESS},
        "Tags": TAGS,
        "VersioningConfiguration": {"Status": one_of("Enabled", "Suspended")},
    }
    create_only = frozenset({"BucketName", "BucketNamespace"})
    name_property = "BucketName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the bucket in the stack's Region."""
        name = properties.get("BucketName") or place.generated_name(63).lower()
        if name in s3_backends.bucket_accounts:
            raise BucketAlreadyExists(bucket=name)
        namespace = properties.get("BucketNamespace")
        _backend(place).create_bucket(name, place.region, bucket_namespace=namespace)
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets every configuration of the bucket; what the template leaves out gets its default."""
        backend = _backend(place)
        bucket = backend.get_bucket(physical_id)
        bucket.encryption = {"Rule": _encryption(properties)}
        bucket.versioning_status = _versioning(properties, bucket)
        apply_object_lock(backend, bucket, properties)
        block = properties.get("PublicAccessBlockConfiguration")
        backend.put_public_access_block(
            physical_id, {name: block is None or block.get(name, False) for name in _PUBLIC_ACCESS}
        )
        ownership = properties.get("OwnershipControls", {}).get("Rules")
        bucket.ownership_rule = (
            ownership[0]["ObjectOwnership"] if ownership else "BucketOwnerEnforced"  # type: ignore[assignment]
        )
        rules = properties.get("LifecycleConfiguration", {}).get("Rules", [])
        bucket.set_lifecycle(lifecycle_rules(rules))
        bucket.notification_configuration = _notifications(properties)
        bucket.logging = _logging(backend, bucket, properties)
        bucket.set_acl(get_canned_acl(canned_acl(properties)))
        backend.put_bucket_tagging(physical_id, tag_map(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the bucket if it is empty; moto's backend ignores the call for a full one."""
        backend = _backend(place)
        if physical_id not in backend.buckets:
            return
        tags_of = backend.get_bucket(physical_id).arn
        if backend.delete_bucket(physical_id) is None:
            raise S3ClientError(
                "BucketNotEmpty",
                "The bucket you tried to delete is not empty. You must delete"
                " all versions in the bucket.",
            )
        backend.tagger.delete_all_tags_for_resource(tags_of)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Every configuration of the bucket."""
        backend = _backend(place)
        bucket = backend.buckets.get(physical_id)
        return read_bucket(backend, bucket) if bucket else None

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """ARN and host names."""
        bucket = _backend(place).get_bucket(physical_id)
        return {
            "Arn": bucket.arn,
            "DomainName": bucket.domain_name,
            "DualStackDomainName": bucket.dual_stack_domain_name,
            "RegionalDomainName": bucket.regional_domain_name,
            "WebsiteURL": bucket.website_url,
        }


def _encryption(properties: Properties) -> dict[str, Any]:
    rules = properties.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration")
    rule = rules[0] if rules else _DEFAULT_ENCRYPTION
    return {
        "ApplyServerSideEncryptionByDefault": dict(rule["ServerSideEncryptionByDefault"]),
        "BucketKeyEnabled": rule.get("BucketKeyEnabled", False),
        "BlockedEncryptionTypes": rule.get("BlockedEncryptionTypes", {"EncryptionType": [SSE_C]}),
    }


def _versioning(properties: Properties, bucket: FakeBucket) -> str | None:
    status = properties.get("VersioningConfiguration", {}).get("Status")
    if status is None and wants_object_lock(properties, bucket):
        return "Enabled"
    require_versioned(bucket, status or "Suspended")
    # Versioning can be suspended but never removed.
    return status or ("Suspended" if bucket.versioning_status else None)


def _notifications(properties: Properties) -> NotificationConfiguration | None:
    events = properties.get("NotificationConfiguration", {}).get("EventBridgeConfiguration", {})
    return NotificationConfiguration(event_bridge={}) if events.get("EventBridgeEnabled") else None


def _logging(backend: S3Backend, bucket: FakeBucket, properties: Properties) -> dict[str, Any]:
    configuration = properties.get("LoggingConfiguration")
    if not configuration:
        return {}
    target = configuration.get("DestinationBucketName", bucket.name)
    if target not in backend.buckets:
        raise S3ClientError(
            "InvalidTargetBucketForLogging", "The target bucket for logging does not exist"
        )
    # Not through set_logging: it demands the target's bucket policy, which a template may create
    # later, and which AWS does not look at.
    logging = {"TargetBucket": target, "TargetPrefix": configuration.get("LogFilePrefix", "")}
    if "TargetObjectKeyFormat" in configuration:
        logging["TargetObjectKeyFormat"] = configuration["TargetObjectKeyFormat"]
    return logging


def canned_acl(properties: Properties) -> str:
    """``LogDeliveryWrite`` -> ``log-delivery-write``."""
    name = properties.get("AccessControl", "Private")
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


def _backend(place: Placement) -> S3Backend:
    return s3_backends[place.account][place.partition]
