"""Trails and locked buckets that AWS refuses, beside their twins."""

from __future__ import annotations

from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.trail import bucket_statements, key_statements
from emulator.tests.twins import Twins, document

_ARN = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/acme"
_KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
_MANAGEMENT = {"Field": "eventCategory", "Equals": ["Management"]}
_DATA = {"Field": "eventCategory", "Equals": ["Data"]}
_TYPE = {"Field": "resources.type", "Equals": ["AWS::S3::Object"]}


def _bucket(*statements: Any) -> dict[str, Any]:
    """The bucket of a trail with its policy, and keys for this trail and for another."""
    policy = {"Bucket": {"Ref": "Audit"}, "PolicyDocument": document(*statements)}
    keys = {
        name: {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": document(*key_statements(arn))}}
        for name, arn in (("Key", _ARN), ("OtherKey", f"{_ARN}-eu"))
    }
    return {
        "Audit": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "audit"}},
        "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": policy},
        **keys,
    }


def _selectors(*fields: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"FieldSelectors": list(fields)}]


_GOOD = {
    "TrailName": "acme",
    "S3BucketName": {"Ref": "Audit"},
    "KMSKeyId": {"Fn::GetAtt": ["Key", "Arn"]},
    # One that logs would fill its bucket, which then could not be deleted.
    "IsLogging": False,
    "AdvancedEventSelectors": _selectors(_MANAGEMENT),
}


def _trail(name: str, *words: str, **bad: Any) -> Twins:
    others = _bucket(*bucket_statements("audit", _ARN))
    return Twins(f"trail: {name}", "AWS::CloudTrail::Trail", _GOOD, bad, words, others)


def _locked(name: str, *words: str, **rule: Any) -> Twins:
    good = {"ObjectLockEnabled": "Enabled"}
    retention = {**good, "Rule": {"DefaultRetention": rule}}
    return Twins(
        f"locked bucket: {name}",
        "AWS::S3::Bucket",
        {"BucketName": "acme-audit", "ObjectLockEnabled": True, "ObjectLockConfiguration": good},
        {"ObjectLockConfiguration": retention},
        words,
    )


REFUSED_TRAILS = [
    _trail("name", "#/TrailName", "a b", TrailName="a b"),
    _trail("bucket that does not exist", "S3 bucket nowhere", S3BucketName="nowhere"),
    _trail("prefix that the policy leaves out", "Incorrect S3 bucket policy", S3KeyPrefix="x"),
    _trail("another trail's bucket", "Incorrect S3 bucket policy", TrailName="acme-eu"),
    _trail("key that does not exist", "KMS key", "does not exist", KMSKeyId=_KEY),
    _trail(
        "key of another trail",
        "Insufficient permissions",
        "kms:GenerateDataKey",
        KMSKeyId={"Fn::GetAtt": ["OtherKey", "Arn"]},
    ),
    _trail(
        "one Region's services for all Regions",
        "must include global service events",
        IsMultiRegionTrail=True,
        IncludeGlobalServiceEvents=False,
    ),
    _trail(
        "data events of nothing",
        "resources.type is required",
        AdvancedEventSelectors=_selectors(_DATA),
    ),
    _trail(
        "field that is none",
        "requestParameters",
        AdvancedEventSelectors=_selectors(
            _DATA, _TYPE, {"Field": "requestParameters", "Equals": ["x"]}
        ),
    ),
    _trail(
        "category by its beginning",
        "eventCategory",
        AdvancedEventSelectors=_selectors({"Field": "eventCategory", "StartsWith": ["M"]}),
    ),
    _trail(
        "both kinds of selectors",
        "not both",
        EventSelectors=[{"ReadWriteType": "All", "IncludeManagementEvents": True}],
    ),
    _locked("days and years", "not well-formed", Mode="COMPLIANCE", Days=1, Years=1),
    _locked("no period", "not well-formed", Mode="COMPLIANCE"),
    _locked("no days at all", "positive integer", Mode="COMPLIANCE", Days=0),
]
