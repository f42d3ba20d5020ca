"""Permissions that the schemas name and that no handler here asks for, each with the reason.

By type, or by type and verb; permissions are written as words.
"""

from __future__ import annotations

_NOT_OFFERED = "for properties that the type does not have here"
_NO_ACTION = "no action of IAM: taking a configuration away needs the one that sets it"
_GRANTS = "asked of a repository that is there and has a key: authorization/actions/ecr.py"
_OWN_KEY = "only where the account has IoT Core encrypt its data under a key of its own"
_PASSWORDS = "for the password of a user, which templates here cannot set"
_TARGETS = "asked with PutTargets of a target that has a role"
_LAKE = "for Lake Formation, federated databases and tables of Iceberg, which no template here uses"
_SPARK = "for workgroups of Spark, whose sessions have an execution role"
_ORGANIZATION = "for trails of an organization, which an account of it cannot make"
_ICEBERG = "for tables of Iceberg and of schemas, which the type does not have here"
_FIREHOSE = "for delivery to Firehose, status logs and subscriptions in the topic's own properties"
_RENAMED = "a policy with another name is another policy"
_UNCHANGED = "the encryption of a repository cannot be changed"
_TAGS = "named in every verb; a new role has no tags to lose, and one that goes needs none"

NEVER_NEEDED: dict[str, dict[str, str]] = {
    "AWS::Athena::WorkGroup": {
        _SPARK: """
            iam:CreateServiceLinkedRole iam:PassRole kms:Decrypt kms:GenerateDataKey
            s3:AbortMultipartUpload s3:GetBucketLocation s3:GetObject s3:ListBucket
            s3:ListBucketMultipartUploads s3:ListMultipartUploadParts s3:PutObject
            """
    },
    "AWS::CloudTrail::Trail": {
        _ORGANIZATION: """
            iam:CreateServiceLinkedRole organizations:DescribeOrganization
            organizations:ListAWSServiceAccessForOrganization
            """,
        _NOT_OFFERED: "cloudtrail:PutEventConfiguration",
    },
    "AWS::ECR::Repository": {_GRANTS: "kms:RetireGrant"},
    "AWS::ECR::Repository update": {_UNCHANGED: "kms:CreateGrant kms:DescribeKey"},
    "AWS::Events::Rule": {_TARGETS: "iam:PassRole"},
    "AWS::Glue::DataCatalogEncryptionSettings": {_NOT_OFFERED: "iam:PassRole"},
    "AWS::Glue::Database": {
        _LAKE: """
            glue:CreateConnection glue:DeleteConnection glue:GetConnection glue:PassConnection
            glue:UpdateConnection lakeformation:DescribeLakeFormationIdentityCenterConfiguration
            lakeformation:DescribeResource lakeformation:ListResources
            """
    },
    "AWS::Glue::Table": {
        _LAKE: """
            glue:GetSchemaVersion glue:PassConnection iam:PassRole lakeformation:CreateTable
            lakeformation:DescribeLakeFormationIdentityCenterConfiguration
            lakeformation:DescribeResource lakeformation:GetDataAccess lakeformation:ListResources
            s3:GetObject s3:PutObject
            """,
    },
    "AWS::Glue::Table update": {_ICEBERG: "glue:CreateTable glue:UpdateDatabase"},
    "AWS::Glue::Table delete": {_ICEBERG: "glue:CreateTable"},
    "AWS::IAM::Role create": {_TAGS: "iam:UntagRole"},
    "AWS::IAM::Role delete": {_TAGS: "iam:TagRole iam:UntagRole"},
    "AWS::IAM::User create": {_PASSWORDS: "iam:CreateLoginProfile"},
    "AWS::IAM::User update": {
        _PASSWORDS: "iam:CreateLoginProfile iam:DeleteLoginProfile iam:UpdateLoginProfile"
    },
    "AWS::IoT::Policy": {_OWN_KEY: "kms:Decrypt"},
    "AWS::IoT::RoleAlias": {_OWN_KEY: "kms:Decrypt"},
    "AWS::Logs::LogGroup": {
        _NOT_OFFERED: """
            firehose:TagDeliveryStream logs:CreateLogDelivery logs:DeleteDataProtectionPolicy
            logs:DeleteIndexPolicy logs:DeleteResourcePolicy logs:PutBearerTokenAuthentication
            logs:PutDataProtectionPolicy logs:PutIndexPolicy logs:PutLogGroupDeletionProtection
            logs:PutResourcePolicy s3:REST.PUT.OBJECT
            """
    },
    "AWS::Logs::ResourcePolicy update": {_RENAMED: "logs:DeleteResourcePolicy"},
    "AWS::SNS::Subscription": {_FIREHOSE: "iam:GetRole iam:PassRole"},
    "AWS::SNS::Topic": {
        _FIREHOSE: "iam:GetRole iam:PassRole sns:PutDataProtectionPolicy sns:Subscribe",
    },
    "AWS::SNS::Topic update": {_FIREHOSE: "sns:Unsubscribe"},
    "AWS::S3::Bucket": {
        _NOT_OFFERED: """
            iam:PassRole s3:CreateBucketMetadataTableConfiguration
            s3:DeleteBucketMetadataTableConfiguration s3:DeleteBucketWebsite s3:DeleteObject
            s3:PutAccelerateConfiguration s3:PutAnalyticsConfiguration s3:PutBucketAbac
            s3:PutBucketCORS s3:PutBucketReplication s3:PutBucketWebsite
            s3:PutIntelligentTieringConfiguration s3:PutInventoryConfiguration
            s3:PutMetricsConfiguration s3:PutObjectAcl s3:PutReplicationConfiguration
            s3:UpdateBucketMetadataAnnotationTableConfiguration
            s3:UpdateBucketMetadataInventoryTableConfiguration
            s3:UpdateBucketMetadataJournalTableConfiguration s3tables:CreateNamespace
            s3tables:CreateTable s3tables:CreateTableBucket s3tables:GetTable
            s3tables:GetTableMetadataLocation s3tables:PutTableBucketPolicy
            s3tables:PutTableEncryption s3tables:PutTablePolicy
            s3tables:UpdateTableMetadataLocation
            """,
        _NO_ACTION: """
            s3:DeleteBucketAnalyticsConfiguration s3:DeleteBucketCors s3:DeleteBucketEncryption
            s3:DeleteBucketLifecycle s3:DeleteBucketMetricsConfiguration s3:DeleteBucketReplication
            s3:PutObjectLockConfiguration
            """,
    },
}


def never_needed(type_name: str, verb: str) -> frozenset[str]:
    """The permissions on the list for a verb of a type."""
    keys = (type_name, f"{type_name} {verb}")
    words = [text for key in keys for text in NEVER_NEEDED.get(key, {}).values()]
    return frozenset(" ".join(words).split())
