"""Buckets of the account-regional namespace, and encryption types that buckets block."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError
from moto.s3.exceptions import S3ClientError

from emulator.bucket_namespaces import require_namespace
from emulator.tests.callers import outcome, root_client
from emulator.tests.conftest import ACCOUNT, REGION, trust
from emulator.tests.tenants import allow, deny

BUCKET = "platform-data"
OWN = f"acme-{ACCOUNT}-{REGION}-an"


def named(name, **properties):
    return {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name, **properties}}


def test_bucket_of_the_account_regional_namespace(deployer, client):
    deployer.succeed({"Bucket": named(OWN, BucketNamespace="account-regional")})
    assert client("s3").list_buckets()["Buckets"][0]["Name"] == OWN
    # It is not moved to another namespace under its name.
    stack = deployer.deploy({"Bucket": named(OWN, BucketNamespace="global")})
    assert stack["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"


def test_policies_of_a_service_role_can_demand_the_namespace(deployer, tenants):
    trusted = trust("cloudformation.amazonaws.com")["Statement"][0]
    elsewhere = {"StringNotEquals": {"s3:x-amz-bucket-namespace": "account-regional"}}
    statements = [allow("s3:*"), deny("Global", "s3:CreateBucket", Condition=elsewhere)]
    role = tenants.role("deployment", *statements, trust=trusted)
    deployer.succeed({"Bucket": named(OWN, BucketNamespace="account-regional")}, RoleARN=role)
    stack = deployer.deploy({"Bucket": named("acme")}, "global", RoleARN=role)
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "s3:CreateBucket" in deployer.reasons("global")["Bucket"]


@pytest.mark.parametrize(
    ("name", "namespace", "code"),
    [
        ("acme", "account-regional", "InvalidNamespaceHeader"),
        (f"acme-{ACCOUNT}-{REGION}", "account-regional", "InvalidNamespaceHeader"),
        ("acme-an", "account-regional", "InvalidNamespaceHeader"),
        (f"-{ACCOUNT}-{REGION}-an", "account-regional", "InvalidBucketName"),
        (f"acme-999999999999-{REGION}-an", "account-regional", "InvalidNamespaceHeader"),
        (f"acme-{ACCOUNT}-us-east-1-an", "account-regional", "InvalidNamespaceHeader"),
        (f"acme-999999999999-{REGION}-an", None, "InvalidBucketNamespace"),
        (OWN, None, "MissingNamespaceHeader"),
        (OWN, "global", "MissingNamespaceHeader"),
        ("acme-an", None, "InvalidBucketName"),
        (f"{'a' * 36}-{ACCOUNT}-{REGION}-an", "account-regional", "InvalidBucketName"),
    ],
)
def test_namespaces_that_s3_refuses(deployer, client, name, namespace, code):
    more = {"BucketNamespace": namespace} if namespace else {}
    location = {"LocationConstraint": REGION}
    with pytest.raises(ClientError) as error:
        client("s3").create_bucket(Bucket=name, CreateBucketConfiguration=location, **more)
    assert error.value.response["Error"]["Code"] == code
    stack = deployer.deploy({"Bucket": named(name, **more)})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    assert client("s3").list_buckets()["Buckets"] == []


def test_longest_name_of_the_namespace(client, endpoint):
    name = f"{'a' * (63 - len(OWN) + len('acme'))}-{ACCOUNT}-{REGION}-an"
    location = {"LocationConstraint": REGION}
    made = client("s3").create_bucket(
        Bucket=name, CreateBucketConfiguration=location, BucketNamespace="account-regional"
    )
    assert (len(name), made["BucketArn"]) == (63, f"arn:aws:s3:::{name}")


@pytest.mark.parametrize("region", ["me-central-1", "me-south-1"])
def test_regions_without_namespaces(region):
    with pytest.raises(S3ClientError, match=f"no bucket namespaces in {region}"):
        require_namespace(ACCOUNT, f"acme-{ACCOUNT}-{region}-an", region, "account-regional")
    require_namespace(ACCOUNT, "acme", region, "global")


@pytest.mark.parametrize(
    ("declared", "shown"), [(["SSE-C"], "SSE-C"), (["NONE"], "NONE"), (None, "SSE-C")]
)
def test_blocked_encryption_types_round_trip(deployer, client, ready, declared, shown):
    rule = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    if declared is not None:
        rule["BlockedEncryptionTypes"] = {"EncryptionType": declared}
    encryption = {"ServerSideEncryptionConfiguration": [rule]}
    deployer.succeed({"Bucket": named(BUCKET, BucketEncryption=encryption)})
    found = client("s3").get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]
    assert found["Rules"][0]["BlockedEncryptionTypes"] == {"EncryptionType": [shown]}
    customer = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": b"k" * 32}
    put = root_client("s3", ready).put_object
    assert outcome(put, Bucket=BUCKET, Key="acme/file", Body=b"x") == "allowed"
    expected = "AccessDenied" if shown == "SSE-C" else "allowed"
    assert outcome(put, Bucket=BUCKET, Key="acme/own", Body=b"x", **customer) == expected


def test_blocked_encryption_types_put_through_the_api_read_back_too(client, endpoint):
    s3 = client("s3")
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    by_default = {"SSEAlgorithm": "AES256"}
    for types in (["NONE"], ["SSE-C"]):
        rule = {
            "ApplyServerSideEncryptionByDefault": by_default,
            "BlockedEncryptionTypes": {"EncryptionType": types},
        }
        s3.put_bucket_encryption(Bucket=BUCKET, ServerSideEncryptionConfiguration={"Rules": [rule]})
        found = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]
        assert found["Rules"][0]["BlockedEncryptionTypes"] == {"EncryptionType": types}


def test_policy_that_wants_the_namespace(tenants):
    """As an organization-level policy would have it: s3:x-amz-bucket-namespace."""
    elsewhere = {"StringNotEquals": {"s3:x-amz-bucket-namespace": "account-regional"}}
    user = tenants.user(
        "ann",
        allow("s3:CreateBucket"),
        deny("OutsideNamespace", "s3:CreateBucket", Condition=elsewhere),
    )
    create = tenants.client(user).create_bucket
    location = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
    assert outcome(create, Bucket="acme", **location) == "AccessDenied"
    own = {"Bucket": OWN, "BucketNamespace": "account-regional", **location}
    assert outcome(create, **own) == "allowed"
