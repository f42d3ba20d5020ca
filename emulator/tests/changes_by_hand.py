"""What somebody changes by hand in an organization's resources, and the drift that it is.

Made through each service's own API, to the resources of ``every_property.py``. Each method returns
the differences by logical id, as ``KIND path``.
"""

from __future__ import annotations

import json
from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION, statement, trust
from emulator.tests.messages_by_hand import MessagesByHand
from emulator.tests.saml_metadata import saml_metadata
from emulator.tests.trail_changes_by_hand import Differences, TrailsByHand

_ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
_MANAGED = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"
_STATEMENT = "/PolicyDocument/Statement/0"


class ByHand(MessagesByHand, TrailsByHand):
    """An administrator at a terminal."""

    def change_keys(self) -> Differences:
        """Settings, policy and tags of a key, and where its aliases lead."""
        kms, key = self._client("kms"), self._id("Key")
        kms.update_key_description(KeyId=key, Description="mine")
        kms.disable_key_rotation(KeyId=key)
        kms.disable_key(KeyId=key)
        kms.tag_resource(KeyId=key, Tags=[{"TagKey": "orgSlug", "TagValue": "globex"}])
        kms.untag_resource(KeyId=key, TagKeys=["managed-by"])
        document = json.loads(kms.get_key_policy(KeyId=key)["Policy"])
        document["Statement"].append(statement("kms:Decrypt", Principal="*")["Statement"][0])
        kms.put_key_policy(KeyId=key, PolicyName="default", Policy=_text(document))
        other = kms.create_key()["KeyMetadata"]["KeyId"]
        for alias in ("Alias", "AliasByArn"):
            kms.update_alias(AliasName=self._id(alias), TargetKeyId=other)
        return {
            "Key": [
                "NOT_EQUAL /Description",
                "NOT_EQUAL /EnableKeyRotation",
                "NOT_EQUAL /Enabled",
                "ADD /KeyPolicy/Statement/1",
                "NOT_EQUAL /Tags/0/Value",
                "REMOVE /Tags/1",
            ],
            "Alias": ["NOT_EQUAL /TargetKeyId"],
            "AliasByArn": ["NOT_EQUAL /TargetKeyId"],
        }

    def change_bucket(self) -> Differences:
        """Every setting of a bucket that protects what is in it."""
        s3, bucket = self._client("s3"), {"Bucket": self._id("Bucket")}
        s3.put_bucket_versioning(**bucket, VersioningConfiguration={"Status": "Suspended"})
        s3.delete_public_access_block(**bucket)
        s3.put_bucket_tagging(**bucket, Tagging={"TagSet": [{"Key": "team", "Value": "a"}]})
        s3.delete_bucket_encryption(**bucket)
        rule = {
            "ID": "parts",
            "Status": "Disabled",
            "Filter": {"Prefix": ""},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        }
        s3.put_bucket_lifecycle_configuration(**bucket, LifecycleConfiguration={"Rules": [rule]})
        s3.put_bucket_logging(**bucket, BucketLoggingStatus={})
        s3.put_bucket_notification_configuration(**bucket, NotificationConfiguration={})
        ownership = {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}
        s3.put_bucket_ownership_controls(**bucket, OwnershipControls=ownership)
        everything = statement("s3:*", f"arn:aws:s3:::{bucket['Bucket']}/*", Principal=_ROOT)
        s3.put_bucket_policy(**bucket, Policy=_text(everything))
        rules = "/LifecycleConfiguration/Rules"
        encryption = "/BucketEncryption/ServerSideEncryptionConfiguration/0"
        default = f"{encryption}/ServerSideEncryptionByDefault"
        return {
            "Bucket": [
                f"NOT_EQUAL {encryption}/BucketKeyEnabled",
                f"REMOVE {default}/KMSMasterKeyID",
                f"NOT_EQUAL {default}/SSEAlgorithm",
                "REMOVE /LifecycleConfiguration/Rules/0",
                f"NOT_EQUAL {rules}/1/AbortIncompleteMultipartUpload/DaysAfterInitiation",
                "REMOVE /LoggingConfiguration",
                "REMOVE /NotificationConfiguration",
                "NOT_EQUAL /OwnershipControls/Rules/0/ObjectOwnership",
                "REMOVE /PublicAccessBlockConfiguration",
                "REMOVE /Tags/0",
                "REMOVE /Tags/1",
                "ADD /Tags/0",
                "NOT_EQUAL /VersioningConfiguration/Status",
            ],
            "BucketPolicy": [f"NOT_EQUAL {_STATEMENT}/Action"],
        }

    def change_identities(self) -> Differences:
        """Trust, boundary, policies and tags of a role and a user."""
        iam, role, user = self._client("iam"), self._id("Role"), self._id("User")
        document = _text(trust("lambda.amazonaws.com"))
        iam.update_assume_role_policy(RoleName=role, PolicyDocument=document)
        iam.update_role(RoleName=role, Description="mine", MaxSessionDuration=3600)
        iam.delete_role_permissions_boundary(RoleName=role)
        iam.untag_role(RoleName=role, TagKeys=["orgSlug"])
        iam.detach_role_policy(RoleName=role, PolicyArn=_MANAGED)
        extra = {"PolicyName": "extra", "PolicyDocument": _text(statement("iam:*"))}
        iam.put_role_policy(RoleName=role, **extra)
        iam.put_user_policy(UserName=user, **extra)
        iam.tag_user(UserName=user, Tags=[{"Key": "team", "Value": "a"}])
        return {
            "Role": [
                "NOT_EQUAL /AssumeRolePolicyDocument/Statement/0/Principal/Service",
                "NOT_EQUAL /Description",
                "REMOVE /ManagedPolicyArns/1",
                "NOT_EQUAL /MaxSessionDuration",
                "REMOVE /PermissionsBoundary",
                "ADD /Policies/1",
                "REMOVE /Tags/0",
            ],
            "User": ["ADD /Policies/1", "ADD /Tags/2"],
        }

    def change_policies(self) -> Differences:
        """Documents of policies, and to whom one is attached."""
        iam, arn = self._client("iam"), self._id("Policy")
        everything = _text(statement("s3:*"))
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=everything, SetAsDefault=True)
        iam.detach_user_policy(UserName=self._id("User"), PolicyArn=arn)
        narrowed = statement("s3:PutObject", Condition={"Bool": {"aws:SecureTransport": "true"}})
        iam.put_role_policy(
            RoleName=self._id("Role"), PolicyName="write", PolicyDocument=_text(narrowed)
        )
        return {
            "Policy": [f"NOT_EQUAL {_STATEMENT}/Action", "REMOVE /Users/0"],
            "RolePolicy": [f"ADD {_STATEMENT}/Condition"],
        }

    def change_providers(self) -> Differences:
        """Audiences and metadata of identity providers."""
        iam = self._client("iam")
        iam.add_client_id_to_open_id_connect_provider(
            OpenIDConnectProviderArn=self._id("Oidc"), ClientID="mine"
        )
        document = saml_metadata("https://identity.example.com/mine")
        iam.update_saml_provider(SAMLProviderArn=self._id("Saml"), SAMLMetadataDocument=document)
        return {"Oidc": ["ADD /ClientIdList/2"], "Saml": ["NOT_EQUAL /SamlMetadataDocument"]}

    def change_devices(self) -> Differences:
        """What devices may do, whose role they get, and whose type they are."""
        iot = self._client("iot")
        iot.create_policy_version(
            policyName=self._id("DevicePolicy"),
            policyDocument=_text(statement("iot:*")),
            setAsDefault=True,
        )
        other = f"arn:aws:iam::{ACCOUNT}:role/other"
        iot.update_role_alias(roleAlias=self._id("RoleAlias"), roleArn=other)
        arn = f"arn:aws:iot:{REGION}:{ACCOUNT}:thingtype/{self._id('ThingType')}"
        iot.tag_resource(resourceArn=arn, tags=[{"Key": "orgSlug", "Value": "globex"}])
        return {
            "DevicePolicy": [f"NOT_EQUAL {_STATEMENT}/Action"],
            "RoleAlias": ["NOT_EQUAL /RoleArn"],
            "ThingType": ["NOT_EQUAL /Tags/0/Value"],
        }

    def change_messaging(self) -> Differences:
        """Queues, rules, log groups and parameters."""
        sqs, events, queue = self._client("sqs"), self._client("events"), self._id("Queue")
        lost = {"VisibilityTimeout": "1", "RedrivePolicy": ""}
        sqs.set_queue_attributes(QueueUrl=queue, Attributes=lost)
        opened = _text(statement("sqs:*", Principal=_ROOT))
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": opened})
        events.disable_rule(Name=self._id("Rule"))
        events.remove_targets(Rule=self._id("Rule"), Ids=["queue"])
        self._client("logs").delete_retention_policy(logGroupName=self._id("LogGroup"))
        self._client("ssm").put_parameter(
            Name=self._id("Parameter"), Value="2", Type="String", Overwrite=True
        )
        return {
            "Queue": ["REMOVE /RedrivePolicy", "NOT_EQUAL /VisibilityTimeout"],
            "QueuePolicy": [
                f"NOT_EQUAL {_STATEMENT}/Action",
                f"REMOVE {_STATEMENT}/Principal/Service",
                f"ADD {_STATEMENT}/Principal/AWS",
            ],
            "Rule": ["NOT_EQUAL /State", "REMOVE /Targets/0"],
            "LogGroup": ["REMOVE /RetentionInDays"],
            "Parameter": ["NOT_EQUAL /Value"],
        }

    def change_queries(self) -> Differences:
        """Where results go, where tables are, and what images may be replaced."""
        updates = {
            "EnforceWorkGroupConfiguration": False,
            "ResultConfigurationUpdates": {
                "OutputLocation": "s3://elsewhere/",
                "RemoveEncryptionConfiguration": True,
            },
        }
        self._client("athena").update_work_group(
            WorkGroup=self._id("WorkGroup"), ConfigurationUpdates=updates
        )
        ecr, repository = self._client("ecr"), {"repositoryName": self._id("Repository")}
        ecr.put_image_tag_mutability(**repository, imageTagMutability="MUTABLE")
        ecr.delete_lifecycle_policy(**repository)
        database = self._id("Database")
        elsewhere = {"Name": database, "LocationUri": "s3://elsewhere/"}
        self._client("glue").update_database(Name=database, DatabaseInput=elsewhere)
        results = "/WorkGroupConfiguration/ResultConfiguration"
        return {
            "WorkGroup": [
                "NOT_EQUAL /WorkGroupConfiguration/EnforceWorkGroupConfiguration",
                f"REMOVE {results}/EncryptionConfiguration",
                f"NOT_EQUAL {results}/OutputLocation",
            ],
            "Repository": ["NOT_EQUAL /ImageTagMutability", "REMOVE /LifecyclePolicy"],
            "Database": [
                "REMOVE /DatabaseInput/Description",
                "NOT_EQUAL /DatabaseInput/LocationUri",
                "REMOVE /DatabaseInput/Parameters",
            ],
        }


def _text(document: Any) -> str:
    return json.dumps(document, separators=(",", ":"))
