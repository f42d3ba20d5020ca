"""Two organizations in one bucket, as the platform makes them, one slug a prefix of the other."""

from __future__ import annotations

import copy
import json
from typing import Any

from emulator.tests.callers import root_client
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.shared_clients import client_of

BUCKET = "platform-data"
ROOT_ARN = f"arn:aws:iam::{ACCOUNT}:root"
SLUG = "${aws:PrincipalTag/orgSlug}"
_OBJECTS = f"arn:aws:s3:::{BUCKET}/*"
_LISTINGS = ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"]
_ADMINISTRATION = ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:PutKeyPolicy", "kms:CreateAlias"]


class Tenants:
    """The platform and its callers. Everything is set up over TLS by the root user."""

    def __init__(self, ready: dict[str, str]) -> None:
        self._ready = ready
        self.iam, self.sts = self.root("iam"), self.root("sts")
        self.keys = {slug: self._key(slug) for slug in ("acme", "acme-eu")}
        s3 = self.root("s3")
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        s3.put_bucket_policy(Bucket=BUCKET, Policy=document(*_bucket_statements()))

    def again(self) -> Tenants:
        """The same in another test."""
        found = copy.copy(self)
        found.keys = dict(self.keys)
        return found

    def root(self, service: str) -> Any:
        """The root user's client."""
        return root_client(service, self._ready)

    def client(self, keys: dict[str, Any], service: str = "s3", *, plain: bool = False) -> Any:
        """A client of whoever has an access key, over plain HTTP if that is asked for."""
        if plain:
            return client_of(keys, service, self._ready["endpoint"])
        return client_of(keys, service, self._ready["secureEndpoint"], self._ready["caFile"])

    def role(self, name: str, *statements: Any, slug: str | None = "acme", **more: Any) -> str:
        """A role that the account may assume, with its organization's tags. Returns its ARN."""
        trust = more.pop("trust", allow("sts:AssumeRole", None, Principal={"AWS": ROOT_ARN}))
        made = self.iam.create_role(
            RoleName=name,
            AssumeRolePolicyDocument=document(trust),
            Tags=self.tags(slug) if slug else [],
            **more,
        )
        if statements:
            policy = document(*statements)
            self.iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=policy)
        arn: str = made["Role"]["Arn"]
        return arn

    def session(self, role_arn: str, **parameters: Any) -> dict[str, Any]:
        """Credentials of a session of the role."""
        assumed = self.sts.assume_role(
            RoleArn=role_arn, **{"RoleSessionName": "test", **parameters}
        )
        credentials: dict[str, Any] = assumed["Credentials"]
        return credentials

    def hub(self, slug: str = "acme") -> dict[str, Any]:
        """A session that may upload and cannot read."""
        return self.session(self.role(f"hub-{slug}", *self.uploads(slug), slug=slug))

    def user(self, name: str, *statements: Any, slug: str | None = "acme") -> dict[str, Any]:
        """An access key of a user with its organization's tags."""
        self.iam.create_user(UserName=name, Tags=self.tags(slug) if slug else [])
        if statements:
            policy = document(*statements)
            self.iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=policy)
        key: dict[str, Any] = self.iam.create_access_key(UserName=name)["AccessKey"]
        return key

    def analyst(self) -> dict[str, Any]:
        """A user that reads and lists its organization's folder."""
        listing = {"StringLike": {"s3:prefix": ["acme/", "acme/*"]}}
        return self.user(
            "analyst",
            allow("s3:GetObject", f"arn:aws:s3:::{BUCKET}/acme/*"),
            allow("s3:ListBucket", f"arn:aws:s3:::{BUCKET}", Condition=listing),
            self._use_of_key("acme"),
        )

    def uploads(self, slug: str) -> list[Any]:
        """What a hub may do."""
        return [
            allow(
                ["s3:PutObject", "s3:AbortMultipartUpload"],
                f"arn:aws:s3:::{BUCKET}/{slug}/*",
            ),
            self._use_of_key(slug),
        ]

    def upload(self, slug: str = "acme", key: str = "file", **more: Any) -> dict[str, Any]:
        """Parameters of PutObject as the bucket policy wants them."""
        return {
            "Bucket": BUCKET,
            "Key": f"{slug}/{key}",
            "Body": b"data",
            "ServerSideEncryption": "aws:kms",
            "SSEKMSKeyId": self.keys[slug],
            **more,
        }

    def tags(self, slug: str) -> list[dict[str, str]]:
        """Of a role or user of the organization."""
        found = {"orgSlug": slug, "orgKeyArn": self.keys[slug]}
        return [{"Key": key, "Value": value} for key, value in found.items()]

    def _use_of_key(self, slug: str) -> Any:
        through_s3 = {"StringEquals": {"kms:ViaService": f"s3.{REGION}.amazonaws.com"}}
        use = ["kms:GenerateDataKey", "kms:Decrypt"]
        return allow(use, self.keys[slug], Condition=through_s3)

    def _key(self, slug: str) -> str:
        """A key that only its organization can use, and that the account administers."""
        mine = {"StringEquals": {"aws:PrincipalTag/orgSlug": slug}}
        policy = document(
            allow(_ADMINISTRATION, Principal={"AWS": ROOT_ARN}),
            allow(
                ["kms:Decrypt", "kms:GenerateDataKey", "kms:Encrypt"],
                Principal={"AWS": ROOT_ARN},
                Condition=mine,
            ),
        )
        made = self.root("kms").create_key(Policy=policy, Tags=_kms_tags(slug))
        arn: str = made["KeyMetadata"]["Arn"]
        return arn


def allow(action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    """A statement; without a resource if that is None."""
    about = {} if resource is None else {"Resource": resource}
    return {"Effect": "Allow", "Action": action, **about, **more}


def deny(sid: str, action: Any, resource: Any = "*", **more: Any) -> dict[str, Any]:
    """A statement of a policy that has a name."""
    return {"Sid": sid, "Effect": "Deny", "Action": action, "Resource": resource, **more}


def document(*statements: Any) -> str:
    """A policy as text."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def _kms_tags(slug: str) -> list[dict[str, str]]:
    return [{"TagKey": "orgSlug", "TagValue": slug}]


def _bucket_statements() -> list[Any]:
    """Constant in size, whatever the number of organizations."""
    sse, key = "s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"
    bucket = f"arn:aws:s3:::{BUCKET}"
    both = [bucket, _OBJECTS]
    everybody = {"Principal": "*"}
    own_key = {"StringNotEquals": {key: "${aws:PrincipalTag/orgKeyArn}"}}
    return [
        deny("PlainHttp", "s3:*", both, Condition={"Bool": {"aws:SecureTransport": "false"}})
        | everybody,
        deny("OldTls", "s3:*", both, Condition={"NumericLessThan": {"s3:TlsVersion": "1.2"}})
        | everybody,
        {
            "Sid": "OtherOrganizations",
            "Effect": "Deny",
            "Action": "s3:*",
            "NotResource": [bucket, f"{bucket}/{SLUG}/*"],
            **everybody,
        },
        deny(
            "OtherListings",
            _LISTINGS,
            bucket,
            Condition={"StringNotLike": {"s3:prefix": f"{SLUG}/*"}},
        )
        | everybody,
        deny(
            "NoSseKms",
            "s3:PutObject",
            _OBJECTS,
            Condition={"StringNotEquals": {sse: "aws:kms"}},
        )
        | everybody,
        deny("OtherKey", "s3:PutObject", _OBJECTS, Condition=own_key) | everybody,
    ]
