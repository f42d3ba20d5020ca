"""Buckets, messages and queries of an organization, with every property."""

from __future__ import annotations

from typing import Any

from emulator.tests.conftest import ACCOUNT, statement
from emulator.tests.template_parts import KEY_ARN, ROOT, resource, tags

_PATTERN = {"source": ["aws.s3"], "detail": {"object": {"key": [{"prefix": "acme/"}]}}}
_LIFECYCLE = """
{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan",
"countNumber":9},"action":{"type":"expire"}}]}
"""


def bucket(slug: str) -> dict[str, Any]:
    """A bucket with its policy, and one for its logs."""
    name = f"data-{slug}"
    rules = [
        {
            "ExpirationInDays": "30",
            "Id": "old",
            "NoncurrentVersionExpiration": {"NewerNoncurrentVersions": 2, "NoncurrentDays": 90},
            "NoncurrentVersionTransitions": [
                {"StorageClass": "GLACIER", "TransitionInDays": 30, "NewerNoncurrentVersions": 1}
            ],
            "ObjectSizeGreaterThan": 10,
            "ObjectSizeLessThan": 1000,
            "Prefix": f"{slug}/",
            "Status": "Enabled",
            "TagFilters": [{"Key": "kind", "Value": "temporary"}],
            "Transitions": [{"StorageClass": "GLACIER", "TransitionInDays": 10}],
        },
        {
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
            "Id": "parts",
            "Status": "Disabled",
        },
    ]
    encryption = {
        "BlockedEncryptionTypes": {"EncryptionType": ["SSE-C"]},
        "BucketKeyEnabled": True,
        "ServerSideEncryptionByDefault": {
            "KMSMasterKeyID": KEY_ARN,
            "SSEAlgorithm": "aws:kms",
        },
    }
    everything = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls")
    logging = {
        "DestinationBucketName": {"Ref": "Logs"},
        "LogFilePrefix": "logs/",
        "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}},
    }
    document = statement("s3:GetObject", f"arn:aws:s3:::{name}/*", Principal=ROOT)
    return {
        "Logs": resource("S3::Bucket", BucketName=f"logs-{slug}"),
        "Bucket": resource(
            "S3::Bucket",
            AccessControl="Private",
            BucketEncryption={"ServerSideEncryptionConfiguration": [encryption]},
            BucketName=name,
            LifecycleConfiguration={"Rules": rules},
            LoggingConfiguration=logging,
            NotificationConfiguration={"EventBridgeConfiguration": {"EventBridgeEnabled": "true"}},
            OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            PublicAccessBlockConfiguration={
                **dict.fromkeys(everything, True),
                "RestrictPublicBuckets": True,
            },
            Tags=tags(slug),
            VersioningConfiguration={"Status": "Enabled"},
        ),
        "BucketPolicy": resource(
            "S3::BucketPolicy", Bucket={"Ref": "Bucket"}, PolicyDocument=document
        ),
    }


def messaging(slug: str) -> dict[str, Any]:
    """Queues, rules, logs and parameters."""
    queue_arn = {"Fn::GetAtt": ["Queue", "Arn"]}
    target = {
        "Arn": queue_arn,
        "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["DeadLetters", "Arn"]}},
        "Id": "queue",
        "RetryPolicy": {"MaximumEventAgeInSeconds": 3600, "MaximumRetryAttempts": 5},
    }
    document = statement("sqs:SendMessage", Principal={"Service": "events.amazonaws.com"})
    return {
        "DeadLetters": resource(
            "SQS::Queue",
            QueueName=f"dead-{slug}",
            RedriveAllowPolicy={"redrivePermission": "allowAll"},
            SqsManagedSseEnabled=True,
        ),
        "Queue": resource(
            "SQS::Queue",
            DelaySeconds=1,
            KmsDataKeyReusePeriodSeconds=600,
            KmsMasterKeyId=KEY_ARN,
            MaximumMessageSize=2048,
            MessageRetentionPeriod=3600,
            QueueName=f"queue-{slug}",
            ReceiveMessageWaitTimeSeconds=2,
            RedrivePolicy={
                "deadLetterTargetArn": {"Fn::GetAtt": ["DeadLetters", "Arn"]},
                "maxReceiveCount": 3,
            },
            Tags=tags(slug),
            VisibilityTimeout=40,
        ),
        "QueuePolicy": resource(
            "SQS::QueueInlinePolicy", PolicyDocument=document, Queue={"Ref": "Queue"}
        ),
        "Rule": resource(
            "Events::Rule",
            Description=f"arrivals of {slug}",
            EventBusName="default",
            EventPattern=_PATTERN,
            Name=f"rule-{slug}",
            State="ENABLED",
            Tags=tags(slug),
            Targets=[target],
        ),
        "LogGroup": resource(
            "Logs::LogGroup",
            KmsKeyId=KEY_ARN,
            LogGroupName=f"/platform/{slug}",
            RetentionInDays=30,
            Tags=tags(slug),
        ),
        "Parameter": resource(
            "SSM::Parameter",
            AllowedPattern=".*",
            DataType="text",
            Description=f"setting of {slug}",
            Name=f"/platform/{slug}",
            Tags={"orgSlug": slug},
            Tier="Standard",
            Type="String",
            Value="1",
        ),
    }


def queries(slug: str) -> dict[str, Any]:
    """What Athena, Glue and ECR hold."""
    results = {
        "AclConfiguration": {"S3AclOption": "BUCKET_OWNER_FULL_CONTROL"},
        "EncryptionConfiguration": {"EncryptionOption": "SSE_KMS", "KmsKey": KEY_ARN},
        "ExpectedBucketOwner": ACCOUNT,
        "OutputLocation": f"s3://data-{slug}/results/",
    }
    encryption = {
        "CloudWatchEncryption": {"CloudWatchEncryptionMode": "SSE-KMS", "KmsKeyArn": KEY_ARN},
        "JobBookmarksEncryption": {
            "JobBookmarksEncryptionMode": "CSE-KMS",
            "KmsKeyArn": KEY_ARN,
        },
        "S3Encryptions": [{"KmsKeyArn": KEY_ARN, "S3EncryptionMode": "SSE-KMS"}],
    }
    database = slug.replace("-", "_")
    return {
        "WorkGroup": resource(
            "Athena::WorkGroup",
            Description=f"queries of {slug}",
            Name=f"queries-{slug}",
            RecursiveDeleteOption=True,
            State="ENABLED",
            Tags=tags(slug),
            WorkGroupConfiguration={
                "BytesScannedCutoffPerQuery": "10000000000",
                "EnforceWorkGroupConfiguration": True,
                "EngineVersion": {"SelectedEngineVersion": "Athena engine version 3"},
                "PublishCloudWatchMetricsEnabled": False,
                "RequesterPaysEnabled": False,
                "ResultConfiguration": results,
            },
        ),
        "SecurityConfiguration": resource(
            "Glue::SecurityConfiguration", EncryptionConfiguration=encryption, Name=slug
        ),
        "Database": resource(
            "Glue::Database",
            CatalogId={"Ref": "AWS::AccountId"},
            DatabaseInput={
                "CreateTableDefaultPermissions": [],
                "Description": f"tables of {slug}",
                "LocationUri": f"s3://data-{slug}/standardized/",
                "Name": database,
                "Parameters": {"orgSlug": slug},
            },
            DatabaseName=database,
        ),
        "Repository": resource(
            "ECR::Repository",
            EmptyOnDelete=False,
            EncryptionConfiguration={"EncryptionType": "KMS", "KmsKey": KEY_ARN},
            ImageScanningConfiguration={"ScanOnPush": True},
            ImageTagMutability="IMMUTABLE",
            LifecyclePolicy={"LifecyclePolicyText": _LIFECYCLE, "RegistryId": ACCOUNT},
            RepositoryName=f"connector-{slug}",
            RepositoryPolicyText={
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": ROOT, "Action": "ecr:BatchGetImage"}
                ],
            },
            Tags=tags(slug),
        ),
    }
