"""Requests to the services' own APIs that AWS refuses, beside their twins."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION, trust
from emulator.tests.twins import (
    MANY_TAGS,
    NOBODY,
    ROOT,
    allow,
    document,
    long_policy,
    tags,
    without,
)

Made = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Requests:
    """A request that is accepted, what makes it one that is refused, and the refusal."""

    call: str
    good: dict[str, Any]
    bad: dict[str, Any]
    code: str
    words: tuple[str, ...]
    before: Made | None

    @property
    def name(self) -> str:
        """Of the test."""
        return f"{self.call} {'/'.join(self.bad)}: {self.words[-1]}"


def _requests(call: str, before: Made | None = None, **good: Any) -> Callable[..., Requests]:
    def refused(code: str, *words: str, **bad: Any) -> Requests:
        return Requests(call, good, bad, code, words, before)

    return refused


def _text(policy: Any) -> str:
    return json.dumps(policy)


def _kms_tags(**values: str) -> list[dict[str, str]]:
    return [{"TagKey": key, "TagValue": value} for key, value in values.items()]


_TRUST = _text(trust("iot.amazonaws.com"))
_WRONG_TRUST = _text(trust("iot"))
_OPEN = _text(document(without(allow("sts:AssumeRole", Principal=ROOT), "Resource")))
_ROLE: dict[str, Any] = {"RoleName": "hub-acme", "AssumeRolePolicyDocument": _TRUST}
_MADE_ROLE = ("iam.create_role", _ROLE)
_OPEN_ROLE = ("iam.create_role", {**_ROLE, "AssumeRolePolicyDocument": _OPEN})
_MADE_USER = ("iam.create_user", {"UserName": "a"})
_ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/hub-acme"
_POLICY = _text(document(allow()))
_KEY_POLICY = _text(document(allow("kms:*", Principal=ROOT)))
_LOCKS_OUT = _text(document(allow("kms:Get*", Principal=ROOT)))
_BY_NOBODY = _KEY_POLICY.replace(":root", ":role/nobody")
_BUCKET: dict[str, Any] = {
    "Bucket": "data-acme",
    "CreateBucketConfiguration": {"LocationConstraint": REGION},
}
_MADE_BUCKET = ("s3.create_bucket", _BUCKET)
_READ = allow(Principal=ROOT, Resource="arn:aws:s3:::data-acme/*")
_RULE = {"ID": "r", "Status": "Enabled", "Filter": {}, "Expiration": {"Days": 40}}
_DATABASE = {"Name": "acme"}

_create_role = _requests("iam.create_role", **_ROLE)
_tag_role = _requests("iam.tag_role", _MADE_ROLE, RoleName="hub-acme", Tags=tags(a="1"))
_trust_role = _requests(
    "iam.update_assume_role_policy", _MADE_ROLE, RoleName="hub-acme", PolicyDocument=_TRUST
)
_put_role_policy = _requests(
    "iam.put_role_policy",
    _MADE_ROLE,
    RoleName="hub-acme",
    PolicyName="p",
    PolicyDocument=_POLICY,
)
_create_policy = _requests("iam.create_policy", PolicyName="data-acme", PolicyDocument=_POLICY)
_create_user = _requests("iam.create_user", UserName="a")
_tag_user = _requests("iam.tag_user", _MADE_USER, UserName="a", Tags=tags(a="1"))
_assume = _requests("sts.assume_role", _OPEN_ROLE, RoleArn=_ROLE_ARN, RoleSessionName="hub")
_create_key = _requests("kms.create_key", Policy=_KEY_POLICY)
_put_key_policy = _requests(
    "kms.put_key_policy", KeyId="$KEY", PolicyName="default", Policy=_KEY_POLICY
)
_tag_key = _requests("kms.tag_resource", KeyId="$KEY", Tags=_kms_tags(a="1"))
_create_alias = _requests("kms.create_alias", AliasName="alias/acme", TargetKeyId="$KEY")
_put_parameter = _requests("ssm.put_parameter", Name="/acme/v", Value="1", Type="String")
_work_group = _requests("athena.create_work_group", Name="acme")
_database = _requests("glue.create_database", DatabaseInput=_DATABASE)
_table = _requests(
    "glue.create_table",
    ("glue.create_database", {"DatabaseInput": _DATABASE}),
    DatabaseName="acme",
    TableInput={"Name": "t"},
)
_create_thing = _requests("iot.create_thing", thingName="acme--berlin-1")
_create_device_policy = _requests(
    "iot.create_policy", policyName="acme", policyDocument=_text(document(allow("iot:Connect")))
)
_role_alias = _requests("iot.create_role_alias", _MADE_ROLE, roleAlias="acme", roleArn=_ROLE_ARN)
_repository = _requests("ecr.create_repository", repositoryName="acme")
_create_bucket = _requests("s3.create_bucket", **_BUCKET)
_bucket_policy = _requests(
    "s3.put_bucket_policy", _MADE_BUCKET, Bucket="data-acme", Policy=_text(document(_READ))
)
_bucket_tags = _requests(
    "s3.put_bucket_tagging", _MADE_BUCKET, Bucket="data-acme", Tagging={"TagSet": tags(a="1")}
)
_lifecycle = _requests(
    "s3.put_bucket_lifecycle_configuration",
    _MADE_BUCKET,
    Bucket="data-acme",
    LifecycleConfiguration={"Rules": [_RULE]},
)


def _rule(**changes: Any) -> dict[str, Any]:
    return {"Rules": [{**_RULE, **changes}]}


_EARLY = [{"Days": 1, "StorageClass": "STANDARD_IA"}]
_IAM, _KMS = "MalformedPolicyDocument", "MalformedPolicyDocumentException"

REFUSED_REQUESTS = [
    _create_role("ValidationError", "description", "a — b", Description="a — b"),
    _create_role("ValidationError", "roleName", "a b", RoleName="a b"),
    _create_role("ValidationError", "maxSessionDuration", "43201", MaxSessionDuration=43_201),
    _create_role("ValidationError", "tags.1.member.value", "A & B", Tags=tags(Team="A & B")),
    _create_role("InvalidInput", "Duplicate tag keys", "'A'", Tags=tags(a="1", A="2")),
    _create_role(_IAM, "Invalid principal", "iot", AssumeRolePolicyDocument=_WRONG_TRUST),
    _tag_role("ValidationError", "A & B", Tags=tags(a="A & B")),
    _tag_role("InvalidInput", "aws:a", Tags=[{"Key": "aws:a", "Value": "1"}]),
    _trust_role(_IAM, "Invalid principal", "iot", PolicyDocument=_WRONG_TRUST),
    _put_role_policy(_IAM, "SID", "a b", PolicyDocument=_text(document(allow(Sid="a b")))),
    _put_role_policy("ValidationError", "policyName", "a b", PolicyName="a b"),
    _create_policy("LimitExceeded", "6144", "6145", PolicyDocument=_text(long_policy(6_145))),
    _create_policy(_IAM, "Syntax errors", "not JSON", PolicyDocument="{"),
    _create_policy(_IAM, "twice", PolicyDocument='{"Statement":[],"Statement":[]}'),
    _create_user("ValidationError", "userName", "a b", UserName="a b"),
    _create_user("ValidationError", "tags", "50", Tags=MANY_TAGS),
    _tag_user("InvalidInput", "Duplicate tag keys", "'A'", Tags=tags(a="1", A="1")),
    _assume("ValidationError", "roleSessionName", "a b", RoleSessionName="a b"),
    _create_key(_KMS, "not allow you to update the key policy", Policy=_LOCKS_OUT),
    _create_key(_KMS, "invalid principals", NOBODY, Policy=_BY_NOBODY),
    _create_key("TagException", "A & B", Tags=_kms_tags(Team="A & B")),
    _put_key_policy(_KMS, "not allow you", "kms:PutKeyPolicy", Policy=_LOCKS_OUT),
    _tag_key("TagException", "A & B", Tags=_kms_tags(a="A & B")),
    _create_alias("NotAuthorizedException", "alias/aws/", AliasName="alias/aws/acme"),
    _create_alias("ValidationException", "aliasName", "alias/a b", AliasName="alias/a b"),
    _put_parameter("ValidationException", "/ssm/v", Name="/ssm/v"),
    _put_parameter("ValidationException", "/acme/v", Value="{{ssm:x}}"),
    _put_parameter("HierarchyLevelLimitExceededException", "15", Name="/a" * 16),
    _put_parameter("ValidationException", "A & B", Tags=tags(Team="A & B")),
    _work_group("InvalidRequestException", "'name'", "a b", Name="a b"),
    _work_group("InvalidRequestException", "A & B", Tags=tags(Team="A & B")),
    _database("ValidationException", "databaseInput.name", DatabaseInput={"Name": "a" * 256}),
    _table("ValidationException", "tableInput.name", TableInput={"Name": "a\nb"}),
    _create_thing("InvalidRequestException", "thingName", "acme b", thingName="acme b"),
    _create_device_policy(
        "MalformedPolicyException", "2048", policyDocument=_text(long_policy(2_049))
    ),
    _role_alias("InvalidRequestException", "credentialDuration", credentialDurationSeconds=60),
    _role_alias("InvalidRequestException", "roleAlias", "a b", roleAlias="a b"),
    _repository("InvalidParameterException", "repositoryName", "Acme", repositoryName="Acme"),
    _repository("InvalidTagParameterException", "A & B", tags=tags(Team="A & B")),
    _create_bucket("InvalidBucketName", "Data.Acme", Bucket="Data.Acme"),
    _create_bucket("InvalidBucketName", "sthree-", Bucket="sthree-acme"),
    _bucket_policy(
        "MalformedPolicy", "resource", Policy=_text(document({**_READ, "Resource": "*"}))
    ),
    _bucket_policy(
        "MalformedPolicy", "Principal", Policy=_text(document(without(_READ, "Principal")))
    ),
    _bucket_tags("InvalidTag", "A & B", Tagging={"TagSet": tags(a="A & B")}),
    _lifecycle(
        "InvalidArgument", "'Days'", "0", LifecycleConfiguration=_rule(Expiration={"Days": 0})
    ),
    _lifecycle("InvalidArgument", "STANDARD_IA", LifecycleConfiguration=_rule(Transitions=_EARLY)),
]
