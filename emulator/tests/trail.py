"""A trail in the account of two organizations, and what is in its bucket."""

from __future__ import annotations

import gzip
import json
import urllib.request
from collections.abc import Callable
from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import Tenants, allow, document

TRAIL = "organizations--trail"
TRAIL_ARN = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/{TRAIL}"
BUCKET = "organizations--audit"
_SERVICE = {"Service": "cloudtrail.amazonaws.com"}
_EVERYTHING = [
    {"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]},
    *(
        {
            "FieldSelectors": [
                {"Field": "eventCategory", "Equals": ["Data"]},
                {"Field": "resources.type", "Equals": [kind]},
            ]
        }
        for kind in ("AWS::S3::Object", "AWS::SQS::Queue", "AWS::IoT::Thing")
    ),
]


def bucket_statements(bucket: str = BUCKET, trail_arn: str = TRAIL_ARN) -> list[Any]:
    """What AWS documents for the bucket of a trail."""
    of_trail = {"aws:SourceArn": trail_arn}
    owned = {"s3:x-amz-acl": "bucket-owner-full-control"}
    arn = f"arn:aws:s3:::{bucket}"
    return [
        allow("s3:GetBucketAcl", arn, Principal=_SERVICE, Condition={"StringEquals": of_trail}),
        allow(
            "s3:PutObject",
            f"{arn}/AWSLogs/{ACCOUNT}/*",
            Principal=_SERVICE,
            Condition={"StringEquals": {**of_trail, **owned}},
        ),
    ]


def key_statements(trail_arn: str = TRAIL_ARN) -> list[Any]:
    """What AWS documents for the key of a trail; the account administers and reads."""
    encrypt = {
        "StringEquals": {
            "aws:SourceArn": trail_arn,
            "kms:EncryptionContext:aws:cloudtrail:arn": trail_arn,
        }
    }
    root = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    return [
        allow("kms:*", Principal=root),
        allow("kms:GenerateDataKey*", Principal=_SERVICE, Condition=encrypt),
        allow("kms:DescribeKey", Principal=_SERVICE),
    ]


class Audit:
    """A trail of everything, in a bucket of its own, under a key of its own."""

    def __init__(self, tenants: Tenants, ready: dict[str, str]) -> None:
        self._ready, self.tenants = ready, tenants
        self.s3, self.cloudtrail = tenants.root("s3"), tenants.root("cloudtrail")
        made = tenants.root("kms").create_key(Policy=document(*key_statements()))
        self.key_arn: str = made["KeyMetadata"]["Arn"]
        place = {"LocationConstraint": REGION}
        self.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place)
        self.s3.put_bucket_policy(Bucket=BUCKET, Policy=document(*bucket_statements()))

    def create(self, selectors: Any = None, **changes: Any) -> None:
        """The trail, which logs."""
        given = {"KmsKeyId": self.key_arn, "IsMultiRegionTrail": True, **changes}
        self.cloudtrail.create_trail(Name=TRAIL, S3BucketName=BUCKET, **given)
        self.cloudtrail.put_event_selectors(
            TrailName=TRAIL, AdvancedEventSelectors=selectors or _EVERYTHING
        )
        self.cloudtrail.start_logging(Name=TRAIL)

    def deliver(self) -> dict[str, int]:
        """Has everything delivered that was recorded so far."""
        url = f"{self._ready['endpoint']}/emulator-api/cloudtrail/deliver"
        with urllib.request.urlopen(urllib.request.Request(url, method="POST")) as answer:
            found: dict[str, int] = json.load(answer)
        # Of all calls of all tests so far; the log says which could not be recorded.
        assert found["unrecorded"] == 0
        return found

    def files(self, folder: str = "CloudTrail/") -> list[str]:
        """Of the log files, or of the digests, in the order of their names."""
        listed = self.s3.list_objects_v2(Bucket=BUCKET, Prefix=f"AWSLogs/{ACCOUNT}/{folder}")
        return [one["Key"] for one in listed.get("Contents", [])]

    def content(self, key: str) -> bytes:
        """Of a file, before it was compressed."""
        return gzip.decompress(self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())

    def records(self, wanted: Callable[[Any], bool] = bool) -> list[Any]:
        """Everything that was delivered, after a delivery."""
        self.deliver()
        found = [
            record
            for key in self.files()
            for record in json.loads(self.content(key))["Records"]
            if wanted(record)
        ]
        return sorted(found, key=lambda record: str(record["eventTime"]))

    def named(self, name: str, **identity: str) -> list[Any]:
        """The records of one operation, by whoever has these elements in the identity."""
        return self.records(
            lambda record: (
                record["eventName"] == name
                and all(record["userIdentity"].get(key) == is_ for key, is_ in identity.items())
            )
        )
