"""Who made a call, in the words of CloudTrail.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
"""

from __future__ import annotations

from typing import Any

from emulator.authorization.principals import Principal

_ANONYMOUS = "ANONYMOUS_PRINCIPAL"
_ISSUED = "aws:tokenissuetime"
_CERTIFICATE = ":cert/"


def user_identity(principal: Principal, service: str, invoked_by: str | None) -> dict[str, Any]:
    """The element ``userIdentity``; ``invoked_by`` is the service that calls in the name of it."""
    if principal.service:
        return {"type": "AWSService", "invokedBy": principal.service}
    if principal.is_anonymous:
        return _nobody(service)
    if _CERTIFICATE in principal.arn:
        # A device is nobody of the account; its certificate is all that is known of it.
        certificate_id = principal.arn.partition(_CERTIFICATE)[2]
        return {"type": "AWSAccount", "principalId": certificate_id, "accountId": principal.account}
    identity = _web_identity(principal) if principal.federated else _of_account(principal)
    return {**identity, **({"invokedBy": invoked_by} if invoked_by else {})}


def _nobody(service: str) -> dict[str, Any]:
    """Only S3 and SQS answer those who do not say who they are; elsewhere it is not known."""
    if service in ("s3", "sqs"):
        return {"type": "AWSAccount", "principalId": "", "accountId": _ANONYMOUS}
    return {"type": "Unknown", "principalId": "", "accountId": ""}


def _of_account(principal: Principal) -> dict[str, Any]:
    kind = _kind(principal)
    identity: dict[str, Any] = {
        "type": kind,
        "principalId": _fact(principal, "aws:userid"),
        "arn": principal.arn,
        "accountId": principal.account,
    }
    if principal.access_key_id:
        identity["accessKeyId"] = principal.access_key_id
    if kind == "IAMUser":
        identity["userName"] = _fact(principal, "aws:username")
    if kind == "AssumedRole":
        identity["sessionContext"] = _session(principal)
    elif _fact(principal, _ISSUED):
        # Of GetSessionToken: a user with temporary credentials.
        identity["sessionContext"] = {"attributes": _attributes(principal)}
    return identity


def _kind(principal: Principal) -> str:
    if principal.role_arn:
        return "AssumedRole"
    return "IAMUser" if _fact(principal, "aws:principaltype") == "User" else "Root"


def _session(principal: Principal) -> dict[str, Any]:
    role_arn = str(principal.role_arn)
    context: dict[str, Any] = {
        "sessionIssuer": {
            "type": "Role",
            "principalId": _fact(principal, "aws:userid").partition(":")[0],
            "arn": role_arn,
            "accountId": principal.account,
            "userName": role_arn.rpartition("/")[2],
        },
        "attributes": _attributes(principal),
    }
    provider = _fact(principal, "aws:federatedprovider")
    if provider:
        context["webIdFederationData"] = {"federatedProvider": provider, "attributes": {}}
    source_identity = _fact(principal, "aws:sourceidentity")
    if source_identity:
        context["sourceIdentity"] = source_identity
    return context


def _attributes(principal: Principal) -> dict[str, str]:
    return {
        "creationDate": _fact(principal, _ISSUED),
        "mfaAuthenticated": _fact(principal, "aws:multifactorauthpresent") or "false",
    }


def _web_identity(principal: Principal) -> dict[str, Any]:
    """Somebody with a token, before the session starts."""
    provider = str(principal.federated)
    subject, audience = _claim(principal, "sub"), _claim(principal, "aud")
    return {
        "type": "WebIdentityUser",
        "principalId": f"{provider}:{audience}:{subject}",
        "userName": subject,
        "identityProvider": provider,
    }


def _claim(principal: Principal, name: str) -> str:
    found = (value for key, value in principal.facts.items() if key.endswith(f":{name}"))
    return next((str(values[0]) for values in found if values), "")


def _fact(principal: Principal, key: str) -> str:
    values = principal.facts.get(key, ())
    return str(values[0]) if values else ""
