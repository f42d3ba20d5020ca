"""STS: whoever assumes a role is judged by the role's trust policy.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from emulator.authorization import mfa
from emulator.authorization.actions.check import Check, not_in_table, request_tags
from emulator.authorization.calls import Call
from emulator.authorization.sessions import SessionRequest
from emulator.authorization.verdict import NotUnderstoodError

# AWS answers these to everybody, whatever policies say.
ALWAYS_ALLOWED = frozenset({"GetCallerIdentity", "GetSessionToken"})
_WITH_MFA = "AssumeRole"
_ASSUMING = frozenset({"AssumeRole", "AssumeRoleWithWebIdentity"})


def checks(call: Call) -> Iterator[Check]:
    """What a call to STS needs."""
    if call.operation == "AssumeRoleWithSAML":
        raise NotUnderstoodError("signatures of SAML assertions are not verified here")
    if call.operation not in _ASSUMING:
        raise not_in_table(call)
    role_arn = call.parameters.get("RoleArn", "")
    session = session_request(call)
    context = _context(call.parameters, session)
    yield Check(call.action, role_arn, context)
    if session.tags:
        yield Check("sts:TagSession", role_arn, context)
    if session.source_identity:
        yield Check("sts:SetSourceIdentity", role_arn, context)


def session_request(call: Call) -> SessionRequest:
    """The session that a call asks for, with what it inherits.

    Transitive tags and the source identity of the caller's own session go on to the next one, and
    need the same permissions as if they were asked for.
    """
    parameters = call.parameters
    inherited = call.principal.transitive_tags
    asked = {tag["Key"]: tag["Value"] for tag in parameters.get("Tags", [])}
    wanted = {key.lower() for key in parameters.get("TransitiveTagKeys", [])}
    own = call.principal.facts.get("aws:sourceidentity", (None,))[0]
    return SessionRequest(
        tags={**asked, **inherited},
        transitive_tags={
            **{key: value for key, value in asked.items() if key.lower() in wanted},
            **inherited,
        },
        policy_arns=tuple(item["arn"] for item in parameters.get("PolicyArns", [])),
        source_identity=own or parameters.get("SourceIdentity"),
        federated_provider=call.principal.federated,
        has_mfa=call.operation == _WITH_MFA
        and mfa.is_right(call.account, call.partition, call.principal, parameters),
    )


def _context(parameters: Mapping[str, Any], session: SessionRequest) -> dict[str, tuple[str, ...]]:
    keys = {"ExternalId": "sts:ExternalId", "RoleSessionName": "sts:RoleSessionName"}
    found = {key: (parameters[name],) for name, key in keys.items() if parameters.get(name)}
    if session.source_identity:
        found["sts:SourceIdentity"] = (session.source_identity,)
    if session.has_mfa:
        found |= {"aws:MultiFactorAuthPresent": ("true",), "aws:MultiFactorAuthAge": ("0",)}
    tags = request_tags(session.tags)
    return {**found, **tags, "sts:TransitiveTagKeys": tuple(session.transitive_tags)}
