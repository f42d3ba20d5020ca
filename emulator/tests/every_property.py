"""Two organizations' resources of every type that is checked for drift, with every property."""

from __future__ import annotations

from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION, statement, trust
from emulator.tests.saml_metadata import saml_metadata

_ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
_KEY_USERS = {**_ROOT, "Service": f"logs.{REGION}.amazonaws.com"}
_PATTERN = {"source": ["aws.s3"], "detail": {"object": {"key": [{"prefix": "acme/"}]}}}
_LIFECYCLE = """
{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan",
"countNumber":9},"action":{"type":"expire"}}]}
"""
_KEY_ARN = {"Fn::GetAtt": ["Key", "Arn"]}


def _tags(slug: str) -> list[dict[str, str]]:
    return [{"Key": "orgSlug", "Value": slug}, {"Key": "managed-by", "Value": "platform"}]


def shared_resources() -> dict[str, Any]:
    """What an account has once."""
    settings = {
        "ConnectionPasswordEncryption": {
            "KmsKeyId": "alias/passwords",
            "ReturnConnectionPasswordEncrypted": True,
        },
        "EncryptionAtRest": {"CatalogEncryptionMode": "SSE-KMS", "SseAwsKmsKeyId": "alias/catalog"},
    }
    return {
        "CatalogEncryption": _resource(
            "Glue::DataCatalogEncryptionSettings",
            CatalogId={"Ref": "AWS::AccountId"},
            DataCatalogEncryptionSettings=settings,
        )
    }


def resources_of(slug: str) -> dict[str, Any]:
    """An organization's."""
    return {
        **_keys(slug),
        **_bucket(slug),
        **_identities(slug),
        **_providers(slug),
        **_devices(slug),
        **_messaging(slug),
        **_queries(slug),
    }


def _resource(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::{kind}", "Properties": properties}


def _keys(slug: str) -> dict[str, Any]:
    return {
        "Key": _resource(
            "KMS::Key",
            BypassPolicyLockoutSafetyCheck=False,
            Description=f"{slug}'s key",
            EnableKeyRotation="true",
            Enabled=True,
            KeyPolicy=statement("kms:*", Principal=_KEY_USERS),
            KeySpec="SYMMETRIC_DEFAULT",
            KeyUsage="ENCRYPT_DECRYPT",
            MultiRegion=False,
            PendingWindowInDays=7,
            RotationPeriodInDays=180,
            Tags=_tags(slug),
        ),
        "Alias": _resource("KMS::Alias", AliasName=f"alias/{slug}", TargetKeyId={"Ref": "Key"}),
        "AliasByArn": _resource(
            "KMS::Alias", AliasName=f"alias/{slug}-by-arn", TargetKeyId=_KEY_ARN
        ),
    }


def _bucket(slug: str) -> dict[str, Any]:
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
            "KMSMasterKeyID": _KEY_ARN,
            "SSEAlgorithm": "aws:kms",
        },
    }
    everything = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls")
    logging = {
        "DestinationBucketName": {"Ref": "Logs"},
        "LogFilePrefix": "logs/",
        "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}},
    }
    document = statement("s3:GetObject", f"arn:aws:s3:::{name}/*", Principal=_ROOT)
    return {
        "Logs": _resource("S3::Bucket", BucketName=f"logs-{slug}"),
        "Bucket": _resource(
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
            Tags=_tags(slug),
            VersioningConfiguration={"Status": "Enabled"},
        ),
        "BucketPolicy": _resource(
            "S3::BucketPolicy", Bucket={"Ref": "Bucket"}, PolicyDocument=document
        ),
    }


def _identities(slug: str) -> dict[str, Any]:
    inline = [{"PolicyName": "read", "PolicyDocument": statement("s3:GetObject")}]

    managed = [
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    ]
    return {
        "Boundary": _resource(
            "IAM::ManagedPolicy",
            Description=f"ceiling of {slug}",
            ManagedPolicyName=f"boundary-{slug}",
            Path="/platform/",
            PolicyDocument=statement("s3:*"),
        ),
        "Role": _resource(
            "IAM::Role",
            AssumeRolePolicyDocument=trust("ec2.amazonaws.com"),
            Description=f"role of {slug}",
            ManagedPolicyArns=managed,
            MaxSessionDuration=7200,
            Path="/platform/",
            PermissionsBoundary={"Ref": "Boundary"},
            Policies=inline,
            RoleName=f"role-{slug}",
            Tags=_tags(slug),
        ),
        "RolePolicy": _resource(
            "IAM::RolePolicy",
            PolicyDocument=statement("s3:PutObject"),
            PolicyName="write",
            RoleName={"Ref": "Role"},
        ),
        "User": _resource(
            "IAM::User",
            ManagedPolicyArns=managed,
            Path="/platform/",
            PermissionsBoundary={"Ref": "Boundary"},
            Policies=inline,
            Tags=_tags(slug),
            UserName=f"user-{slug}",
        ),
        "Policy": _resource(
            "IAM::ManagedPolicy",
            ManagedPolicyName=f"read-{slug}",
            PolicyDocument=statement("s3:GetObject"),
            Roles=[{"Ref": "Role"}],
            Users=[{"Ref": "User"}],
        ),
    }


def _providers(slug: str) -> dict[str, Any]:
    return {
        "Oidc": _resource(
            "IAM::OIDCProvider",
            ClientIdList=["analysts", "others"],
            Tags=_tags(slug),
            ThumbprintList=["990f4193972f2becf12ddeda5237f9c952f20d9e"],
            Url=f"https://identity.example.com/{slug}",
        ),
        "Saml": _resource(
            "IAM::SAMLProvider",
            Name=slug,
            SamlMetadataDocument=saml_metadata(),
            Tags=_tags(slug),
        ),
    }


def _devices(slug: str) -> dict[str, Any]:
    return {
        "DevicePolicy": _resource(
            "IoT::Policy",
            PolicyDocument=statement("iot:Connect"),
            PolicyName=f"device-{slug}",
            Tags=_tags(slug),
        ),
        "RoleAlias": _resource(
            "IoT::RoleAlias",
            CredentialDurationSeconds=1800,
            RoleAlias=f"alias-{slug}",
            RoleArn={"Fn::GetAtt": ["Role", "Arn"]},
            Tags=_tags(slug),
        ),
        "ThingType": _resource(
            "IoT::ThingType",
            DeprecateThingType=False,
            Tags=_tags(slug),
            ThingTypeName=f"hub-{slug}",
            ThingTypeProperties={
                "SearchableAttributes": ["site"],
                "ThingTypeDescription": f"hubs of {slug}",
            },
        ),
    }


def _messaging(slug: str) -> dict[str, Any]:
    queue_arn = {"Fn::GetAtt": ["Queue", "Arn"]}
    target = {
        "Arn": queue_arn,
        "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["DeadLetters", "Arn"]}},
        "Id": "queue",
        "RetryPolicy": {"MaximumEventAgeInSeconds": 3600, "MaximumRetryAttempts": 5},
    }
    document = statement("sqs:SendMessage", Principal={"Service": "events.amazonaws.com"})
    return {
        "DeadLetters": _resource(
            "SQS::Queue",
            QueueName=f"dead-{slug}",
            RedriveAllowPolicy={"redrivePermission": "allowAll"},
            SqsManagedSseEnabled=True,
        ),
        "Queue": _resource(
            "SQS::Queue",
            DelaySeconds=1,
            KmsDataKeyReusePeriodSeconds=600,
            KmsMasterKeyId=_KEY_ARN,
            MaximumMessageSize=2048,
            MessageRetentionPeriod=3600,
            QueueName=f"queue-{slug}",
            ReceiveMessageWaitTimeSeconds=2,
            RedrivePolicy={
                "deadLetterTargetArn": {"Fn::GetAtt": ["DeadLetters", "Arn"]},
                "maxReceiveCount": 3,
            },
            Tags=_tags(slug),
            VisibilityTimeout=40,
        ),
        "QueuePolicy": _resource(
            "SQS::QueueInlinePolicy", PolicyDocument=document, Queue={"Ref": "Queue"}
        ),
        "Rule": _resource(
            "Events::Rule",
            Description=f"arrivals of {slug}",
            EventBusName="default",
            EventPattern=_PATTERN,
            Name=f"rule-{slug}",
            State="ENABLED",
            Tags=_tags(slug),
            Targets=[target],
        ),
        "LogGroup": _resource(
            "Logs::LogGroup",
            KmsKeyId=_KEY_ARN,
            LogGroupName=f"/platform/{slug}",
            RetentionInDays=30,
            Tags=_tags(slug),
        ),
        "Parameter": _resource(
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


def _queries(slug: str) -> dict[str, Any]:
    results = {
        "AclConfiguration": {"S3AclOption": "BUCKET_OWNER_FULL_CONTROL"},
        "EncryptionConfiguration": {"EncryptionOption": "SSE_KMS", "KmsKey": _KEY_ARN},
        "ExpectedBucketOwner": ACCOUNT,
        "OutputLocation": f"s3://data-{slug}/results/",
    }
    encryption = {
        "CloudWatchEncryption": {"CloudWatchEncryptionMode": "SSE-KMS", "KmsKeyArn": _KEY_ARN},
        "JobBookmarksEncryption": {
            "JobBookmarksEncryptionMode": "CSE-KMS",
            "KmsKeyArn": _KEY_ARN,
        },
        "S3Encryptions": [{"KmsKeyArn": _KEY_ARN, "S3EncryptionMode": "SSE-KMS"}],
    }
    database = slug.replace("-", "_")
    return {
        "WorkGroup": _resource(
            "Athena::WorkGroup",
            Description=f"queries of {slug}",
            Name=f"queries-{slug}",
            RecursiveDeleteOption=True,
            State="ENABLED",
            Tags=_tags(slug),
            WorkGroupConfiguration={
                "BytesScannedCutoffPerQuery": "10000000000",
                "EnforceWorkGroupConfiguration": True,
                "EngineVersion": {"SelectedEngineVersion": "Athena engine version 3"},
                "PublishCloudWatchMetricsEnabled": False,
                "RequesterPaysEnabled": False,
                "ResultConfiguration": results,
            },
        ),
        "SecurityConfiguration": _resource(
            "Glue::SecurityConfiguration", EncryptionConfiguration=encryption, Name=slug
        ),
        "Database": _resource(
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
        "Repository": _resource(
            "ECR::Repository",
            EmptyOnDelete=False,
            EncryptionConfiguration={"EncryptionType": "KMS", "KmsKey": _KEY_ARN},
            ImageScanningConfiguration={"ScanOnPush": True},
            ImageTagMutability="IMMUTABLE",
            LifecyclePolicy={"LifecyclePolicyText": _LIFECYCLE, "RegistryId": ACCOUNT},
            RepositoryName=f"connector-{slug}",
            RepositoryPolicyText={
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": _ROOT, "Action": "ecr:BatchGetImage"}
                ],
            },
            Tags=_tags(slug),
        ),
    }
