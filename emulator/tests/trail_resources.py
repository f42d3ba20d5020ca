"""Trails of an organization, with every property; they do not log, so that nothing is delivered."""

from __future__ import annotations

from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.template_parts import resource, tags
from emulator.tests.trail import bucket_statements, key_statements

_MANAGEMENT = {"Field": "eventCategory", "Equals": ["Management"]}
_DATA = {"Field": "eventCategory", "Equals": ["Data"]}
_OF_OBJECTS = {"Field": "resources.type", "Equals": ["AWS::S3::Object"]}


def trails(slug: str) -> dict[str, Any]:
    """One with advanced selectors, and one with the others."""
    bucket, trail = f"trail-{slug}", f"trail-{slug}"
    arn = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail"
    statements = [
        *bucket_statements(bucket, f"{arn}/{trail}"),
        *bucket_statements(bucket, f"{arn}/{trail}-2"),
    ]
    statements[1]["Resource"] = f"arn:aws:s3:::{bucket}/{slug}/AWSLogs/{ACCOUNT}/*"
    paths = {
        name: [f"arn:aws:s3:::data-{slug}/{name}"]
        for name in ("EndsWith", "NotEndsWith", "NotEquals", "NotStartsWith", "StartsWith")
    }
    objects = {"Field": "resources.ARN", **paths}
    advanced = [
        {"Name": "management", "FieldSelectors": [_MANAGEMENT]},
        {"Name": "objects", "FieldSelectors": [_DATA, _OF_OBJECTS, objects]},
    ]
    key = {"Fn::GetAtt": ["TrailKey", "Arn"]}
    first = resource(
        "CloudTrail::Trail",
        AdvancedEventSelectors=advanced,
        CloudWatchLogsLogGroupArn={"Fn::GetAtt": ["LogGroup", "Arn"]},
        CloudWatchLogsRoleArn={"Fn::GetAtt": ["Role", "Arn"]},
        EnableLogFileValidation=True,
        IncludeGlobalServiceEvents=True,
        InsightSelectors=[{"InsightType": "ApiErrorRateInsight", "EventCategories": ["Data"]}],
        IsLogging=False,
        IsMultiRegionTrail=True,
        KMSKeyId=key,
        S3BucketName={"Ref": "TrailBucket"},
        S3KeyPrefix=slug,
        Tags=tags(slug),
        TrailName=trail,
    )
    second = resource(
        "CloudTrail::Trail",
        EventSelectors=[
            {
                "DataResources": [
                    {"Type": "AWS::S3::Object", "Values": [f"arn:aws:s3:::data-{slug}/"]}
                ],
                "ExcludeManagementEventSources": ["kms.amazonaws.com"],
                "IncludeManagementEvents": True,
                "ReadWriteType": "WriteOnly",
            }
        ],
        IsLogging=False,
        S3BucketName={"Ref": "TrailBucket"},
        TrailName=f"{trail}-2",
    )
    policies = {"DependsOn": ["TrailBucketPolicy", "TrailKey"]}
    return {
        "TrailKey": resource(
            "KMS::Key",
            KeyPolicy={
                "Version": "2012-10-17",
                "Statement": key_statements(f"{arn}/{trail}"),
            },
        ),
        "TrailBucket": resource(
            "S3::Bucket",
            BucketName=bucket,
            ObjectLockConfiguration={
                "ObjectLockEnabled": "Enabled",
                "Rule": {"DefaultRetention": {"Days": 365, "Mode": "COMPLIANCE"}},
            },
            ObjectLockEnabled=True,
        ),
        "TrailBucketPolicy": resource(
            "S3::BucketPolicy",
            Bucket={"Ref": "TrailBucket"},
            PolicyDocument={"Version": "2012-10-17", "Statement": statements},
        ),
        "Trail": {**first, **policies},
        "OtherTrail": {**second, **policies},
    }
