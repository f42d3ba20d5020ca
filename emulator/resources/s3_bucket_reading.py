"""The configuration of a bucket as S3 has it, in the words of AWS::S3::Bucket.

What was set through S3's API is there as moto parsed it: numbers and truth values as text, one item
where there may be several.
"""

from __future__ import annotations

from typing import Any

from moto.s3.models import FakeBucket, S3Backend

from emulator.read_apis.s3_encryption import blocked_types
from emulator.read_apis.s3_lifecycle import api_rules
from emulator.resources.resource_type import Properties, present, tags_of
from emulator.resources.s3_bucket_lifecycle import template_rule
from emulator.resources.s3_bucket_object_lock import read_object_lock


def read_bucket(backend: S3Backend, bucket: FakeBucket) -> Properties:
    """Every property that a template can set and S3 returns."""
    ownership = bucket.ownership_rule
    rules = [template_rule(rule) for rule in api_rules(bucket)]
    return present(
        {
            "BucketEncryption": {"ServerSideEncryptionConfiguration": [_encryption(bucket)]},
            "BucketName": bucket.name,
            "LifecycleConfiguration": {"Rules": rules} if rules else None,
            "LoggingConfiguration": _logging(bucket),
            "NotificationConfiguration": _notifications(bucket),
            **read_object_lock(bucket),
            "OwnershipControls": {"Rules": [{"ObjectOwnership": ownership}]} if ownership else None,
            "PublicAccessBlockConfiguration": _public_access(bucket),
            "Tags": tags_of(backend.tagger.get_tag_dict_for_resource(bucket.arn)),
            "VersioningConfiguration": present({"Status": bucket.versioning_status}),
        }
    )


def _encryption(bucket: FakeBucket) -> Properties:
    """S3 encrypts every bucket; one whose configuration was deleted, with its own keys."""
    rule: dict[str, Any] = (bucket.encryption or {}).get("Rule", {})
    return {
        "BlockedEncryptionTypes": {"EncryptionType": blocked_types(bucket)},
        "BucketKeyEnabled": rule.get("BucketKeyEnabled", False),
        "ServerSideEncryptionByDefault": rule.get(
            "ApplyServerSideEncryptionByDefault", {"SSEAlgorithm": "AES256"}
        ),
    }


def _public_access(bucket: FakeBucket) -> Properties | None:
    block = bucket.public_access_block
    if block is None:
        return None
    return {name[0].upper() + name[1:]: value for name, value in block.to_config_dict().items()}


def _notifications(bucket: FakeBucket) -> Properties | None:
    found = bucket.notification_configuration
    if found is None or found.event_bridge is None:
        return None
    return {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}


def _logging(bucket: FakeBucket) -> Properties | None:
    found: dict[str, Any] = bucket.logging or {}
    if not found:
        return None
    key_format = found.get("TargetObjectKeyFormat")
    return {
        "DestinationBucketName": found.get("TargetBucket"),
        "LogFilePrefix": found.get("TargetPrefix") or "",
        # A parsed XML request has None for an empty element, and SimplePrefix is one.
        **(
            {"TargetObjectKeyFormat": {name: v or {} for name, v in key_format.items()}}
            if key_format
            else {}
        ),
    }
