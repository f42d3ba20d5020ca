"""Object Lock: versions that nobody deletes, shortens or unlocks before their time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from emulator.tests.callers import message, outcome
from emulator.tests.conftest import REGION
from emulator.tests.tenants import allow

BUCKET, KEY = "audit", "AWSLogs/acme/one"
OBJECTS = f"arn:aws:s3:::{BUCKET}/*"


class Locked:
    """A bucket with locks, and the root user, whose identity allows everything."""

    def __init__(self, tenants: Any) -> None:
        self.tenants = tenants
        self.s3 = tenants.root("s3")
        place = {"LocationConstraint": REGION}
        self.s3.create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration=place, ObjectLockEnabledForBucket=True
        )

    def default(self, mode: str, **period: int) -> None:
        """Retention of new objects."""
        rule = {"DefaultRetention": {"Mode": mode, **period}}
        configuration = {"ObjectLockEnabled": "Enabled", "Rule": rule}
        self.s3.put_object_lock_configuration(Bucket=BUCKET, ObjectLockConfiguration=configuration)

    def put(self, **more: Any) -> dict[str, str]:
        """A new version, as other requests name it."""
        made = self.s3.put_object(Bucket=BUCKET, Key=KEY, Body=b"record", **more)
        return {"Bucket": BUCKET, "Key": KEY, "VersionId": made["VersionId"]}


@pytest.fixture
def locked(tenants):
    return Locked(tenants)


def days(number: float) -> datetime:
    return datetime.now(timezone.utc) + timedelta(days=number)


def retention(mode: str, number: float) -> dict[str, Any]:
    return {"Mode": mode, "RetainUntilDate": days(number)}


def test_in_compliance_mode_not_even_the_root_user_deletes_a_version(locked):
    locked.default("COMPLIANCE", Days=365)
    version, s3 = locked.put(), locked.s3
    assert outcome(s3.delete_object, **version) == "AccessDenied"
    bypass = {"BypassGovernanceRetention": True}
    assert outcome(s3.delete_object, **version, **bypass) == "AccessDenied"
    objects = {"Objects": [{"Key": KEY, "VersionId": version["VersionId"]}]}
    answer = s3.delete_objects(Bucket=BUCKET, Delete=objects, **bypass)
    assert [error["Code"] for error in answer["Errors"]] == ["AccessDenied"]
    for wanted in (retention("COMPLIANCE", 364), retention("GOVERNANCE", 900), {}):
        shortened = outcome(s3.put_object_retention, **version, Retention=wanted, **bypass)
        assert shortened == "AccessDenied"
    assert outcome(s3.delete_bucket, Bucket=BUCKET) == "BucketNotEmpty"
    assert s3.get_object(**version)["Body"].read() == b"record"


def test_a_retention_can_be_made_longer(locked):
    version, s3 = locked.put(), locked.s3
    s3.put_object_retention(**version, Retention=retention("COMPLIANCE", 2))
    s3.put_object_retention(**version, Retention=retention("COMPLIANCE", 9))
    found = s3.get_object_retention(**version)["Retention"]
    assert found["Mode"] == "COMPLIANCE"
    assert found["RetainUntilDate"] > days(8)


def test_a_delete_without_a_version_adds_a_marker(locked):
    locked.default("COMPLIANCE", Years=1)
    version, s3 = locked.put(), locked.s3
    assert s3.delete_object(Bucket=BUCKET, Key=KEY)["DeleteMarker"]
    assert outcome(s3.get_object, Bucket=BUCKET, Key=KEY) == "NoSuchKey"
    assert s3.get_object(**version)["Body"].read() == b"record"
    # A marker is no version that is kept.
    marker = s3.list_object_versions(Bucket=BUCKET)["DeleteMarkers"][0]["VersionId"]
    assert outcome(s3.delete_object, Bucket=BUCKET, Key=KEY, VersionId=marker) == "allowed"
    assert outcome(s3.get_object, Bucket=BUCKET, Key=KEY) == "allowed"


def test_governance_is_passed_over_with_the_header_and_the_permission(locked):
    locked.default("GOVERNANCE", Days=1)
    delete = allow(["s3:DeleteObject", "s3:DeleteObjectVersion"], OBJECTS)
    lift = allow("s3:BypassGovernanceRetention", OBJECTS)
    cleaner = locked.tenants.client(locked.tenants.user("cleaner", delete))
    officer = locked.tenants.client(locked.tenants.user("officer", delete, lift))
    version = locked.put()
    assert outcome(officer.delete_object, **version) == "AccessDenied"
    no = {"BypassGovernanceRetention": False}
    assert outcome(officer.delete_object, **version, **no) == "AccessDenied"
    yes = {"BypassGovernanceRetention": True}
    assert "s3:BypassGovernanceRetention" in message(cleaner.delete_object, **version, **yes)
    objects = {"Objects": [{"Key": KEY, "VersionId": version["VersionId"]}]}
    several = cleaner.delete_objects(Bucket=BUCKET, Delete=objects, **yes)
    assert [one["Code"] for one in several["Errors"]] == ["AccessDenied"]
    assert outcome(officer.delete_object, **version, **yes) == "allowed"
    assert outcome(locked.s3.get_object, **version) == "NoSuchVersion"


def test_governance_is_shortened_with_a_bypass_only(locked):
    version = locked.put(ObjectLockMode="GOVERNANCE", ObjectLockRetainUntilDate=days(5))
    change = locked.s3.put_object_retention
    assert outcome(change, **version, Retention=retention("GOVERNANCE", 1)) == "AccessDenied"
    assert outcome(change, **version, Retention=retention("COMPLIANCE", 9)) == "AccessDenied"
    bypass = {"BypassGovernanceRetention": True}
    wanted = retention("GOVERNANCE", 1)
    assert outcome(change, **version, Retention=wanted, **bypass) == "allowed"


def test_a_legal_hold_keeps_a_version_until_it_is_lifted(locked):
    version, s3 = locked.put(ObjectLockLegalHoldStatus="ON"), locked.s3
    bypass = {"BypassGovernanceRetention": True}
    assert outcome(s3.delete_object, **version, **bypass) == "AccessDenied"
    s3.put_object_legal_hold(**version, LegalHold={"Status": "OFF"})
    assert s3.get_object_legal_hold(**version)["LegalHold"]["Status"] == "OFF"
    assert outcome(s3.delete_object, **version) == "allowed"


def test_a_lock_of_its_own_needs_permissions_of_its_own(locked):
    tenants = locked.tenants
    only_put = tenants.client(tenants.user("only-put", allow("s3:PutObject", OBJECTS)))
    both = ["s3:PutObject", "s3:PutObjectRetention"]
    year = {"NumericLessThanEquals": {"s3:object-lock-remaining-retention-days": "400"}}
    keeper = tenants.client(tenants.user("keeper", allow(both, OBJECTS, Condition=year)))
    given = {"Bucket": BUCKET, "Key": KEY, "Body": b"x", "ObjectLockMode": "GOVERNANCE"}
    near, far = {"ObjectLockRetainUntilDate": days(300)}, {"ObjectLockRetainUntilDate": days(500)}
    assert "s3:PutObjectRetention" in message(only_put.put_object, **given, **near)
    assert outcome(keeper.put_object, **given, **near) == "allowed"
    assert outcome(keeper.put_object, **given, **far) == "AccessDenied"


def test_a_locked_bucket_stays_versioned_and_locked(locked):
    s3 = locked.s3
    suspended = {"Status": "Suspended"}
    versioning = outcome(s3.put_bucket_versioning, Bucket=BUCKET, VersioningConfiguration=suspended)
    assert versioning == "InvalidBucketState"
    assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"
    found = s3.get_object_lock_configuration(Bucket=BUCKET)["ObjectLockConfiguration"]
    assert found == {"ObjectLockEnabled": "Enabled"}


def test_a_bucket_with_objects_can_be_locked_later(tenants):
    s3 = tenants.root("s3")
    s3.create_bucket(Bucket="later", CreateBucketConfiguration={"LocationConstraint": REGION})
    configuration = {"ObjectLockEnabled": "Enabled"}
    given = {"Bucket": "later", "ObjectLockConfiguration": configuration}
    assert outcome(s3.put_object_lock_configuration, **given) == "InvalidBucketState"
    s3.put_bucket_versioning(Bucket="later", VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket="later", Key="old", Body=b"")
    assert outcome(s3.put_object_lock_configuration, **given) == "allowed"
    assert outcome(s3.get_object_retention, Bucket="later", Key="old") == (
        "NoSuchObjectLockConfiguration"
    )


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"Mode": "COMPLIANCE", "Days": 1, "Years": 1}, "MalformedXML"),
        ({"Mode": "COMPLIANCE"}, "MalformedXML"),
        ({"Days": 1}, "MalformedXML"),
        ({"Mode": "COMPLIANCE", "Days": 0}, "InvalidArgument"),
        ({"Mode": "COMPLIANCE", "Years": 101}, "InvalidArgument"),
        ({"Mode": "COMPLIANCE", "Years": 100}, "allowed"),
    ],
)
def test_default_retentions_that_s3_refuses(locked, rule, code):
    configuration = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": rule}}
    call = locked.s3.put_object_lock_configuration
    assert outcome(call, Bucket=BUCKET, ObjectLockConfiguration=configuration) == code


def test_parts_and_copies_get_the_default_too(locked):
    locked.default("COMPLIANCE", Days=3)
    s3 = locked.s3
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="parts")["UploadId"]
    given = {"Bucket": BUCKET, "Key": "parts", "UploadId": upload}
    etag = s3.upload_part(**given, PartNumber=1, Body=b"x")["ETag"]
    s3.complete_multipart_upload(
        **given, MultipartUpload={"Parts": [{"ETag": etag, "PartNumber": 1}]}
    )
    source = {"Bucket": BUCKET, "Key": "parts"}
    s3.copy_object(Bucket=BUCKET, Key="copy", CopySource=source, ChecksumAlgorithm="SHA256")
    for key in ("parts", "copy"):
        assert s3.head_object(Bucket=BUCKET, Key=key)["ObjectLockMode"] == "COMPLIANCE"


def test_a_template_makes_a_locked_bucket(deployer, client):
    rule = {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 365}}
    properties = {
        "BucketName": "audit-acme",
        "ObjectLockEnabled": True,
        "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled", "Rule": rule},
    }
    deployer.succeed({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": properties}})
    s3 = client("s3")
    found = s3.get_object_lock_configuration(Bucket="audit-acme")["ObjectLockConfiguration"]
    assert found == {"ObjectLockEnabled": "Enabled", "Rule": rule}
    assert s3.get_bucket_versioning(Bucket="audit-acme")["Status"] == "Enabled"
    s3.put_object(Bucket="audit-acme", Key="one", Body=b"")
    assert deployer.delete()["StackStatus"] == "DELETE_FAILED"


def test_an_update_takes_the_default_away_and_not_the_lock(deployer, client):
    rule = {"DefaultRetention": {"Mode": "GOVERNANCE", "Years": 1}}
    configuration = {"ObjectLockEnabled": "Enabled", "Rule": rule}
    name = {"BucketName": "audit-acme-eu"}
    locked = {**name, "ObjectLockEnabled": True, "ObjectLockConfiguration": configuration}
    deployer.succeed({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": locked}})
    deployer.succeed({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": name}})
    s3 = client("s3")
    found = s3.get_object_lock_configuration(Bucket="audit-acme-eu")["ObjectLockConfiguration"]
    assert found == {"ObjectLockEnabled": "Enabled"}
    suspended = {**name, "VersioningConfiguration": {"Status": "Suspended"}}
    failed = deployer.deploy({"Bucket": {"Type": "AWS::S3::Bucket", "Properties": suspended}})
    assert failed["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert s3.get_bucket_versioning(Bucket="audit-acme-eu")["Status"] == "Enabled"
