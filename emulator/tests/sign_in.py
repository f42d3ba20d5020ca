"""Two organizations whose analysts sign in with tokens of one issuer."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.conftest import ACCOUNT
from emulator.tests.issuer import AUDIENCE, Issuer
from emulator.tests.shared_clients import unsigned_client
from emulator.tests.tenants import allow

ASSUME = "sts:AssumeRoleWithWebIdentity"


def provider_arn(issuer: Issuer) -> str:
    """Of the account's entity for the issuer."""
    return f"arn:aws:iam::{ACCOUNT}:oidc-provider/{issuer.name}"


def trust_of(issuer: Issuer, slug: str, actions: Any = (ASSUME, "sts:TagSession")) -> Any:
    """The issuer decides by a session tag of whose organization somebody is."""
    return allow(
        list(actions),
        None,
        Principal={"Federated": provider_arn(issuer)},
        Condition={
            "StringEquals": {
                f"{issuer.name}:aud": AUDIENCE,
                "aws:RequestTag/orgSlug": slug,
            },
            "ForAllValues:StringEquals": {"aws:TagKeys": ["orgSlug"]},
        },
    )


class SignIn:
    """An account in which the issuer is registered, and its roles of analysts."""

    def __init__(self, tenants: Any, issuer: Issuer, endpoint: str) -> None:
        self.tenants, self.issuer = tenants, issuer
        tenants.iam.create_open_id_connect_provider(Url=issuer.url, ClientIDList=[AUDIENCE])
        for slug in ("acme", "acme-eu"):
            tenants.role(
                f"analyst-{slug}",
                allow("s3:GetBucketLocation"),
                slug=slug,
                trust=trust_of(issuer, slug),
            )
        self.sts = unsigned_client("sts", endpoint)

    def answer(self, token: str, role: str = "analyst-acme", **parameters: Any) -> Any:
        """Of AssumeRoleWithWebIdentity."""
        return self.sts.assume_role_with_web_identity(
            RoleArn=f"arn:aws:iam::{ACCOUNT}:role/{role}",
            RoleSessionName="ann",
            WebIdentityToken=token,
            **parameters,
        )

    def outcome(self, token: str, role: str = "analyst-acme", **parameters: Any) -> str:
        """``allowed``, or code and message of the refusal."""
        try:
            self.answer(token, role, **parameters)
        except ClientError as error:
            found = error.response["Error"]
            return f"{found['Code']}: {found['Message']}"
        return "allowed"
