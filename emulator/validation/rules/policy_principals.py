"""Principals that a trust, key, bucket or repository policy names have to exist.

Those of other accounts cannot be known here, nor which services there are: their form is checked.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moto.iam.models import IAMBackend, Role, User, iam_backends

from emulator.validation.api_call import ApiCall, Refusal, shown
from emulator.validation.rules.policy_documents import (
    Kind,
    malformed,
    policy_of,
    principals_of,
)

_ACCOUNT = re.compile(r"\d{12}")
_ENTITY = re.compile(
    r"arn:aws[a-z-]*:(?P<service>iam|sts)::(?P<account>\d{12}):(?P<rest>root|"
    r"(user|role|assumed-role|federated-user)/[^*?]+)"
)
_PROVIDER = re.compile(
    r"arn:aws[a-z-]*:iam::(?P<account>\d{12}):(saml|oidc)-provider/[^*?]+"
    r"|cognito-identity\.amazonaws\.com|www\.amazon\.com|graph\.facebook\.com|accounts\.google\.com"
)
_SERVICE = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|amazon\.com)")
_CANONICAL = re.compile(r"[0-9a-f]{64}")
_WORDS = {
    Kind.KEY: "Policy contains a statement with one or more invalid principals",
}


def existing_principals(call: ApiCall) -> Iterator[Refusal]:
    """Every principal of every statement."""
    policy = policy_of(call)
    if policy is None:
        return
    words = _WORDS.get(policy.kind, "Invalid principal in policy")
    for statement in policy.statements():
        for kind, value in principals_of(statement):
            if not _exists(call, kind, value):
                yield malformed(call, f'{words}: "{kind}":"{shown(value)}" ({policy.parameter})')


def _exists(call: ApiCall, kind: str, value: str) -> bool:
    if kind == "Service":
        return bool(_SERVICE.fullmatch(value))
    if kind == "Federated":
        return _provider_exists(call, value)
    if kind == "CanonicalUser":
        return bool(_CANONICAL.fullmatch(value))
    if value == "*" or _ACCOUNT.fullmatch(value):
        return True
    backend = _iam(call)
    entities: list[Role | User] = [*backend.get_roles(), *backend.users.values()]
    if any(entity.id == value for entity in entities):
        return True
    match = _ENTITY.fullmatch(value)
    if match is None:
        return False
    if match["account"] != call.account or match["rest"] == "root":
        return True
    resource, _, name = match["rest"].partition("/")
    if resource == "assumed-role":
        role_name = name.split("/", 1)[0]
        return any(role.name == role_name for role in backend.get_roles())
    if resource == "federated-user":
        return True
    return any(entity.arn == value for entity in entities)


def _provider_exists(call: ApiCall, value: str) -> bool:
    match = _PROVIDER.fullmatch(value)
    if match is None:
        return False
    backend = _iam(call)
    if match["account"] != call.account:
        return True
    saml = any(provider.arn == value for provider in backend.saml_providers.values())
    return saml or value in backend.open_id_providers


def _iam(call: ApiCall) -> IAMBackend:
    backend: IAMBackend = iam_backends[call.account][call.partition]
    return backend
