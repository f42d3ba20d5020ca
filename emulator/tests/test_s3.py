"""AWS::S3::Bucket and AWS::S3::BucketPolicy."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.callers import root_client

BUCKET = "platform-data"
KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
DENY_PLAIN_HTTP = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": f"arn:aws:s3:::{BUCKET}/*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
    ],
}


def bucket(**properties):
    return {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": BUCKET, **properties}}


def encrypted_with(key, bucket_key=True):
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
    rule = {"BucketKeyEnabled": bucket_key, "ServerSideEncryptionByDefault": default}
    return {"ServerSideEncryptionConfiguration": [rule]}


def test_bucket_security_settings_round_trip(deployer, client):
    # Booleans as text, as parameters and some generators give them.
    deployer.succeed(
        {
            "Bucket": bucket(
                BucketEncryption=encrypted_with(KEY, "true"),
                VersioningConfiguration={"Status": "Enabled"},
                PublicAccessBlockConfiguration={"BlockPublicAcls": "true"},
                OwnershipControls={"Rules": [{"ObjectOwnership": "ObjectWriter"}]},
                Tags=[{"Key": "orgSlug", "Value": "acme"}],
            )
        }
    )
    s3 = client("s3")
    encryption = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]
    assert encryption["Rules"] == [
        {
            "ApplyServerSideEncryptionByDefault": {
                "SSEAlgorithm": "aws:kms",
                "KMSMasterKeyID": KEY,
            },
            "BucketKeyEnabled": True,
            "BlockedEncryptionTypes": {"EncryptionType": ["SSE-C"]},
        }
    ]
    assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"
    assert s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"] == {
        "BlockPublicAcls": True,
        "IgnorePublicAcls": False,
        "BlockPublicPolicy": False,
        "RestrictPublicBuckets": False,
    }
    ownership = s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"]
    assert ownership["Rules"] == [{"ObjectOwnership": "ObjectWriter"}]
    assert s3.get_bucket_tagging(Bucket=BUCKET)["TagSet"] == [{"Key": "orgSlug", "Value": "acme"}]
    assert s3.get_bucket_location(Bucket=BUCKET)["LocationConstraint"] == "eu-central-1"


def test_bucket_without_settings_has_the_defaults_of_aws(deployer, client):
    deployer.succeed({"Bucket": bucket()})
    s3 = client("s3")
    rules = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    block = s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"]
    assert set(block.values()) == {True}
    with pytest.raises(ClientError, match="NoSuchLifecycleConfiguration"):
        s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)


def test_lifecycle_rules_round_trip(deployer, client):
    rules = [
        {
            "Id": "versions",
            "Status": "Enabled",
            "Prefix": "acme/",
            "NoncurrentVersionExpiration": {"NoncurrentDays": "30", "NewerNoncurrentVersions": 3},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
        },
        {"Id": "markers", "Status": "Enabled", "ExpiredObjectDeleteMarker": True},
        {
            "Id": "results",
            "Status": "Disabled",
            "Prefix": "acme-eu/",
            "TagFilters": [{"Key": "kind", "Value": "result"}],
            "ExpirationInDays": 14,
            "Transitions": [{"StorageClass": "GLACIER", "TransitionInDays": 5}],
        },
    ]
    deployer.succeed({"Bucket": bucket(LifecycleConfiguration={"Rules": rules})})
    found = client("s3").get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"]
    assert found == [
        {
            "ID": "versions",
            "Status": "Enabled",
            "Filter": {"Prefix": "acme/"},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 30, "NewerNoncurrentVersions": 3},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
        },
        {
            "ID": "markers",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "Expiration": {"ExpiredObjectDeleteMarker": True},
        },
        {
            "ID": "results",
            "Status": "Disabled",
            "Filter": {"And": {"Prefix": "acme-eu/", "Tags": [{"Key": "kind", "Value": "result"}]}},
            "Expiration": {"Days": 14},
            "Transitions": [{"Days": 5, "StorageClass": "GLACIER"}],
        },
    ]


def test_lifecycle_put_through_the_api_reads_back_too(client, endpoint):
    s3 = client("s3")
    s3.create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    rule = {
        "ID": "versions",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "Expiration": {"ExpiredObjectDeleteMarker": False},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 2, "NewerNoncurrentVersions": 1},
        "NoncurrentVersionTransitions": [{"NoncurrentDays": 1, "StorageClass": "GLACIER"}],
    }
    s3.put_bucket_lifecycle_configuration(Bucket=BUCKET, LifecycleConfiguration={"Rules": [rule]})
    assert s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"] == [rule]


def test_logging_round_trip_with_key_format(deployer, client):
    logging = {
        "DestinationBucketName": {"Ref": "Logs"},
        "LogFilePrefix": "data/",
        "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}},
    }
    logs = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "platform-logs"}}
    deployer.succeed({"Bucket": bucket(LoggingConfiguration=logging), "Logs": logs})
    assert client("s3").get_bucket_logging(Bucket=BUCKET)["LoggingEnabled"] == {
        "TargetBucket": "platform-logs",
        "TargetPrefix": "data/",
        "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}},
    }
    simple = {**logging, "TargetObjectKeyFormat": {"SimplePrefix": {}}}
    deployer.succeed({"Bucket": bucket(LoggingConfiguration=simple), "Logs": logs})
    enabled = client("s3").get_bucket_logging(Bucket=BUCKET)["LoggingEnabled"]
    assert enabled["TargetObjectKeyFormat"] == {"SimplePrefix": {}}


def test_update_changes_and_removes_settings(deployer, client):
    deployer.succeed(
        {
            "Bucket": bucket(
                BucketEncryption=encrypted_with(KEY),
                VersioningConfiguration={"Status": "Enabled"},
                LifecycleConfiguration={"Rules": [{"Status": "Enabled", "ExpirationInDays": 1}]},
                Tags=[{"Key": "orgSlug", "Value": "acme"}],
            )
        }
    )
    deployer.succeed({"Bucket": bucket(Tags=[{"Key": "other", "Value": "x"}])})
    s3 = client("s3")
    rules = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Suspended"
    assert s3.get_bucket_tagging(Bucket=BUCKET)["TagSet"] == [{"Key": "other", "Value": "x"}]
    with pytest.raises(ClientError, match="NoSuchLifecycleConfiguration"):
        s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)


def test_bucket_with_objects_is_not_deleted(deployer, client):
    deployer.succeed({"Bucket": bucket()})
    client("s3").put_object(Bucket=BUCKET, Key="acme/file", Body=b"x")
    stack = deployer.delete()
    assert stack["StackStatus"] == "DELETE_FAILED"
    assert "not empty" in deployer.reasons("acme")["Bucket"]
    client("s3").delete_object(Bucket=BUCKET, Key="acme/file")
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert client("s3").list_buckets()["Buckets"] == []


def test_bucket_policy_round_trip_with_its_conditions(deployer, client, ready):
    policy = {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": DENY_PLAIN_HTTP},
    }
    deployer.succeed({"Bucket": bucket(), "Policy": policy})
    s3 = client("s3")
    assert json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"]) == DENY_PLAIN_HTTP
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.put_object(Bucket=BUCKET, Key="acme/file", Body=b"x")
    secure = root_client("s3", ready)
    secure.put_object(Bucket=BUCKET, Key="acme/file", Body=b"x")
    assert secure.get_object(Bucket=BUCKET, Key="acme/file")["Body"].read() == b"x"

    changed = json.loads(json.dumps(policy))
    changed["Properties"]["PolicyDocument"]["Statement"][0]["Sid"] = "Tls"
    deployer.succeed({"Bucket": bucket(), "Policy": changed})
    assert "Tls" in s3.get_bucket_policy(Bucket=BUCKET)["Policy"]

    deployer.succeed({"Bucket": bucket()})
    with pytest.raises(ClientError, match="NoSuchBucketPolicy"):
        s3.get_bucket_policy(Bucket=BUCKET)
