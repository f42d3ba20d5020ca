"""What somebody changes by hand in an organization's resources, and the drift that it is.

Made through each service's own API, to the resources of ``every_property.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION, statement, trust
from emulator.tests.saml_metadata import saml_metadata

Differences = list[tuple[str, str, str, str]]
_OTHER_TRUST = trust("lambda.amazonaws.com")
_ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
_MANAGED = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"


class ByHand:
    """An administrator at a terminal."""

    def __init__(self, client: Callable[[str], Any], physical_id: Callable[[str], str]) -> None:
        self._client = client
        self._id = physical_id

    def change_everything(self, slug: str) -> dict[str, Differences]:
        """Changes every resource that can be changed; returns its differences by logical id."""
        return {
            **self._keys(),
            **self._bucket(slug),
            **self._roles(slug),
            **self._policies(slug),
            **self._providers(slug),
            **self._devices(slug),
            **self._messages(slug),
            **self._queries(slug),
        }

    def _keys(self) -> dict[str, Differences]:
        kms, key = self._client("kms"), self._id("Key")
        kms.update_key_description(KeyId=key, Description="mine")
        kms.disable_key_rotation(KeyId=key)
        kms.tag_resource(KeyId=key, Tags=[{"TagKey": "orgSlug", "TagValue": "globex"}])
        kms.untag_resource(KeyId=key, TagKeys=["managed-by"])
        document = json.loads(kms.get_key_policy(KeyId=key)["Policy"])
        document["Statement"].append(statement("kms:Decrypt", Principal="*")["Statement"][0])
        kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(document))
        other = kms.create_key()["KeyMetadata"]
        for alias in ("Alias", "AliasByArn"):
            kms.update_alias(AliasName=self._id(alias), TargetKeyId=other["KeyId"])
        arn = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/"
        return {
            "Key": [
                ("/Description", "acme's key", "mine", "NOT_EQUAL"),
                ("/EnableKeyRotation", "true", "false", "NOT_EQUAL"),
                ("/KeyPolicy/Statement/1", "null", _text(document["Statement"][1]), "ADD"),
                ("/Tags/0/Value", "acme", "globex", "NOT_EQUAL"),
                ("/Tags/1", _tag("managed-by", "platform"), "null", "REMOVE"),
            ],
            "Alias": [("/TargetKeyId", key, other["KeyId"], "NOT_EQUAL")],
            "AliasByArn": [("/TargetKeyId", arn + key, other["Arn"], "NOT_EQUAL")],
        }

    def _bucket(self, slug: str) -> dict[str, Differences]:
        s3, name = self._client("s3"), f"data-{slug}"
        s3.put_bucket_versioning(
            Bucket=name, VersioningConfiguration={"Status": "Suspended"}
        )
        s3.delete_public_access_block(Bucket=name)
        s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": [{"Key": "a", "Value": "b"}]})
        s3.delete_bucket_encryption(Bucket=name)
        s3.put_bucket_lifecycle_configuration(
            Bucket=name,
            LifecycleConfiguration={
                "Rules": [
                    {
                        "ID": "parts",
                        "Status": "Disabled",
                        "Filter": {"Prefix": ""},
                        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                    }
                ]
            },
        )
        s3.put_bucket_logging(Bucket=name, BucketLoggingStatus={})
        s3.put_bucket_notification_configuration(Bucket=name, NotificationConfiguration={})
        s3.put_bucket_ownership_controls(
            Bucket=name, OwnershipControls={"Rules": [{"ObjectOwnership": "ObjectWriter"}]}
        )
        s3.delete_bucket_policy(Bucket=f"data-{slug}")
        return {"Bucket": [], "BucketPolicy": []}

    def _roles(self, slug: str) -> dict[str, Differences]:
        iam, role, user = self._client("iam"), f"role-{slug}", f"user-{slug}"
        iam.update_assume_role_policy(RoleName=role, PolicyDocument=_text(_OTHER_TRUST))
        iam.update_role(RoleName=role, Description=f"role of {slug}", MaxSessionDuration=3600)
        iam.delete_role_permissions_boundary(RoleName=role)
        iam.untag_role(RoleName=role, TagKeys=["orgSlug"])
        iam.detach_role_policy(RoleName=role, PolicyArn=_MANAGED)
        for put in (
            lambda name: iam.put_role_policy(
                RoleName=role, PolicyName=name, PolicyDocument=_text(statement("iam:*"))
            ),
            lambda name: iam.put_user_policy(
                UserName=user, PolicyName=name, PolicyDocument=_text(statement("iam:*"))
            ),
        ):
            put("extra")
        iam.tag_user(UserName=user, Tags=[{"Key": "team", "Value": "a"}])
        boundary = f"arn:aws:iam::{ACCOUNT}:policy/platform/boundary-{slug}"
        extra = _text({"PolicyDocument": statement("iam:*"), "PolicyName": "extra"})
        return {
            "Role": [
                (
                    "/AssumeRolePolicyDocument/Statement/0/Principal/Service",
                    "ec2.amazonaws.com",
                    "lambda.amazonaws.com",
                    "NOT_EQUAL",
                ),
                ("/ManagedPolicyArns/1", _MANAGED, "null", "REMOVE"),
                ("/MaxSessionDuration", "7200", "3600", "NOT_EQUAL"),
                ("/PermissionsBoundary", boundary, "null", "REMOVE"),
                ("/Policies/1", "null", extra, "ADD"),
                ("/Tags/0", _tag("orgSlug", slug), "null", "REMOVE"),
            ],
            "User": [
                ("/Policies/1", "null", extra, "ADD"),
                ("/Tags/2", "null", _tag("team", "a"), "ADD"),
            ],
        }

    def _policies(self, slug: str) -> dict[str, Differences]:
        iam = self._client("iam")
        iam.create_policy_version(
            PolicyArn=self._id("Policy"),
            PolicyDocument=_text(statement("s3:*")),
            SetAsDefault=True,
        )
        iam.detach_user_policy(UserName=f"user-{slug}", PolicyArn=self._id("Policy"))
        iam.put_role_policy(
            RoleName=f"role-{slug}",
            PolicyName="write",
            PolicyDocument=_text(statement("s3:PutObject", Condition={"Bool": {"a/b": "x"}})),
        )
        path = "/PolicyDocument/Statement/0"
        return {
            "Policy": [
                (f"{path}/Action", "s3:GetObject", "s3:*", "NOT_EQUAL"),
                ("/Users/0", f"user-{slug}", "null", "REMOVE"),
            ],
            "RolePolicy": [
                (f"{path}/Condition", "null", '{"Bool":{"a/b":"x"}}', "ADD"),
            ],
        }

    def _providers(self, slug: str) -> dict[str, Differences]:
        iam = self._client("iam")
        oidc = {"OpenIDConnectProviderArn": self._id("Oidc")}
        iam.add_client_id_to_open_id_connect_provider(**oidc, ClientID="mine")
        document = saml_metadata("https://identity.example.com/mine")
        iam.update_saml_provider(
            SAMLProviderArn=self._id("Saml"), SAMLMetadataDocument=document
        )
        return {
            "Oidc": [("/ClientIdList/2", "null", "mine", "ADD")],
            "Saml": [("/SamlMetadataDocument", saml_metadata(), document, "NOT_EQUAL")],
        }

    def _devices(self, slug: str) -> dict[str, Differences]:
        iot = self._client("iot")
        iot.create_policy_version(
            policyName=f"device-{slug}",
            policyDocument=_text(statement("iot:*")),
            setAsDefault=True,
        )
        iot.update_role_alias(
            roleAlias=f"alias-{slug}", roleArn=f"arn:aws:iam::{ACCOUNT}:role/other"
        )
        iot.tag_resource(
            resourceArn=f"arn:aws:iot:{REGION}:{ACCOUNT}:thingtype/hub-{slug}",
            tags=[{"Key": "orgSlug", "Value": "globex"}],
        )
        role = f"arn:aws:iam::{ACCOUNT}:role/platform/role-{slug}"
        return {
            "DevicePolicy": [
                ("/PolicyDocument/Statement/0/Action", "iot:Connect", "iot:*", "NOT_EQUAL")
            ],
            "RoleAlias": [
                ("/RoleArn", role, f"arn:aws:iam::{ACCOUNT}:role/other", "NOT_EQUAL")
            ],
            "ThingType": [("/Tags/0/Value", slug, "globex", "NOT_EQUAL")],
        }

    def _messages(self, slug: str) -> dict[str, Differences]:
        sqs, queue = self._client("sqs"), self._id("Queue")
        sqs.set_queue_attributes(
            QueueUrl=queue, Attributes={"VisibilityTimeout": "1", "RedrivePolicy": ""}
        )
        sqs.set_queue_attributes(
            QueueUrl=queue,
            Attributes={"Policy": _text(statement("sqs:*", Principal=_ROOT))},
        )
        self._client("events").disable_rule(Name=f"rule-{slug}")
        self._client("events").remove_targets(Rule=f"rule-{slug}", Ids=["queue"])
        self._client("logs").delete_retention_policy(logGroupName=f"/platform/{slug}")
        self._client("ssm").put_parameter(
            Name=f"/platform/{slug}", Value="2", Type="String", Overwrite=True
        )
        return {
            "Queue": [],
            "QueuePolicy": [],
            "Rule": [],
            "LogGroup": [("/RetentionInDays", "30", "null", "REMOVE")],
            "Parameter": [("/Value", "1", "2", "NOT_EQUAL")],
        }

    def _queries(self, slug: str) -> dict[str, Differences]:
        self._client("athena").update_work_group(
            WorkGroup=f"queries-{slug}",
            ConfigurationUpdates={
                "EnforceWorkGroupConfiguration": False,
                "ResultConfigurationUpdates": {
                    "OutputLocation": "s3://elsewhere/",
                    "RemoveEncryptionConfiguration": True,
                },
            },
        )
        ecr = self._client("ecr")
        ecr.put_image_tag_mutability(
            repositoryName=f"connector-{slug}", imageTagMutability="MUTABLE"
        )
        ecr.delete_lifecycle_policy(repositoryName=f"connector-{slug}")
        self._client("glue").update_database(
            Name=slug, DatabaseInput={"Name": slug, "LocationUri": "s3://elsewhere/"}
        )
        return {"WorkGroup": [], "Repository": [], "Database": []}


def _text(document: Any) -> str:
    return json.dumps(document, separators=(",", ":"))


def _tag(key: str, value: str) -> str:
    return _text({"Key": key, "Value": value})
