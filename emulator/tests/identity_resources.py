"""Keys, identities, providers and devices of an organization, with every property."""

from __future__ import annotations

from typing import Any

from emulator.tests.conftest import REGION, statement, trust
from emulator.tests.saml_metadata import saml_metadata
from emulator.tests.template_parts import KEY_ARN, ROOT, resource, tags

_KEY_USERS = {**ROOT, "Service": f"logs.{REGION}.amazonaws.com"}


def keys(slug: str) -> dict[str, Any]:
    """A key and its aliases."""
    return {
        "Key": resource(
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
            Tags=tags(slug),
        ),
        "Alias": resource("KMS::Alias", AliasName=f"alias/{slug}", TargetKeyId={"Ref": "Key"}),
        "AliasByArn": resource("KMS::Alias", AliasName=f"alias/{slug}-by-arn", TargetKeyId=KEY_ARN),
    }


def identities(slug: str) -> dict[str, Any]:
    """A role, a user and their policies."""
    inline = [{"PolicyName": "read", "PolicyDocument": statement("s3:GetObject")}]

    managed = [
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    ]
    return {
        "Boundary": resource(
            "IAM::ManagedPolicy",
            Description=f"ceiling of {slug}",
            ManagedPolicyName=f"boundary-{slug}",
            Path="/platform/",
            PolicyDocument=statement("s3:*"),
        ),
        "Role": resource(
            "IAM::Role",
            AssumeRolePolicyDocument=trust("ec2.amazonaws.com"),
            Description=f"role of {slug}",
            ManagedPolicyArns=managed,
            MaxSessionDuration=7200,
            Path="/platform/",
            PermissionsBoundary={"Ref": "Boundary"},
            Policies=inline,
            RoleName=f"role-{slug}",
            Tags=tags(slug),
        ),
        "RolePolicy": resource(
            "IAM::RolePolicy",
            PolicyDocument=statement("s3:PutObject"),
            PolicyName="write",
            RoleName={"Ref": "Role"},
        ),
        "User": resource(
            "IAM::User",
            ManagedPolicyArns=managed,
            Path="/platform/",
            PermissionsBoundary={"Ref": "Boundary"},
            Policies=inline,
            Tags=tags(slug),
            UserName=f"user-{slug}",
        ),
        "Policy": resource(
            "IAM::ManagedPolicy",
            ManagedPolicyName=f"read-{slug}",
            PolicyDocument=statement("s3:GetObject"),
            Roles=[{"Ref": "Role"}],
            Users=[{"Ref": "User"}],
        ),
    }


def providers(slug: str) -> dict[str, Any]:
    """Identity providers."""
    return {
        "Oidc": resource(
            "IAM::OIDCProvider",
            ClientIdList=["analysts", "others"],
            Tags=tags(slug),
            ThumbprintList=["990f4193972f2becf12ddeda5237f9c952f20d9e"],
            Url=f"https://identity.example.com/{slug}",
        ),
        "Saml": resource(
            "IAM::SAMLProvider",
            Name=slug,
            SamlMetadataDocument=saml_metadata(),
            Tags=tags(slug),
        ),
    }


def devices(slug: str) -> dict[str, Any]:
    """What IoT knows."""
    return {
        "DevicePolicy": resource(
            "IoT::Policy",
            PolicyDocument=statement("iot:Connect"),
            PolicyName=f"device-{slug}",
            Tags=tags(slug),
        ),
        "RoleAlias": resource(
            "IoT::RoleAlias",
            CredentialDurationSeconds=1800,
            RoleAlias=f"alias-{slug}",
            RoleArn={"Fn::GetAtt": ["Role", "Arn"]},
            Tags=tags(slug),
        ),
        "ThingType": resource(
            "IoT::ThingType",
            DeprecateThingType=False,
            Tags=tags(slug),
            ThingTypeName=f"hub-{slug}",
            ThingTypeProperties={
                "SearchableAttributes": ["site"],
                "ThingTypeDescription": f"hubs of {slug}",
            },
        ),
    }
