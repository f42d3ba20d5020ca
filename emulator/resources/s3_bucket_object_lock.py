"""ObjectLockEnabled and ObjectLockConfiguration of AWS::S3::Bucket.

A lock can be switched on at any time, and never off: what a template leaves out takes the default
retention away, and leaves the lock.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-objectlockconfiguration.html
"""

from __future__ import annotations

from typing import Any

from moto.s3.models import FakeBucket, S3Backend

from emulator.object_lock.retention import MODES
from emulator.resources.properties import one_of
from emulator.resources.resource_type import Properties, present

LOCK_SCHEMA: dict[str, Any] = {
    "ObjectLockConfiguration": {
        "ObjectLockEnabled": one_of("Enabled"),
        "Rule": {"DefaultRetention": {"Days": int, "Mode": one_of(*MODES), "Years": int}},
    },
    "ObjectLockEnabled": bool,
}


def wants_object_lock(properties: Properties, bucket: FakeBucket) -> bool:
    """Whether the bucket has locks once the template is applied."""
    asked = properties.get("ObjectLockEnabled") or "ObjectLockConfiguration" in properties
    return bool(asked) or bucket.object_lock_enabled


def apply_object_lock(backend: S3Backend, bucket: FakeBucket, properties: Properties) -> None:
    """The lock and the default retention, of a bucket that is versioned already."""
    if wants_object_lock(properties, bucket):
        configuration = properties.get("ObjectLockConfiguration", {})
        rule = configuration.get("Rule", {}).get("DefaultRetention", {})
        backend.put_object_lock_configuration(
            bucket.name, True, rule.get("Mode"), rule.get("Days"), rule.get("Years")
        )


def read_object_lock(bucket: FakeBucket) -> Properties:
    """Both properties as S3 has them."""
    if not bucket.object_lock_enabled:
        return {"ObjectLockEnabled": False}
    retention = present(
        {
            "Days": bucket.default_lock_days or None,
            "Mode": bucket.default_lock_mode or None,
            "Years": bucket.default_lock_years or None,
        }
    )
    rule = {"Rule": {"DefaultRetention": retention}} if retention else {}
    return {
        "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", **rule},
        "ObjectLockEnabled": True,
    }
