"""STS: AssumeRole is judged by the role's trust policy.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emulator.authorization.actions.check import Check, not_in_table, request_tags
from emulator.authorization.calls import Call
from emulator.authorization.sessions import SessionRequest

# AWS answers this one to everybody, whatever policies say.
ALWAYS_ALLOWED = frozenset({"GetCallerIdentity"})


def checks(call: Call) -> Iterator[Check]:
    """What a call to STS needs."""
    if call.operation != "AssumeRole":
        raise not_in_table(call)
    parameters = call.parameters
    role_arn = parameters.get("RoleArn", "")
    context = _context(parameters)
    yield Check("sts:AssumeRole", role_arn, context)
    if parameters.get("Tags"):
        yield Check("sts:TagSession", role_arn, context)
    if parameters.get("SourceIdentity"):
        yield Check("sts:SetSourceIdentity", role_arn, context)


def session_request(parameters: dict[str, Any]) -> SessionRequest:
    """What moto does not keep of AssumeRole's parameters."""
    return SessionRequest(
        tags={tag["Key"]: tag["Value"] for tag in parameters.get("Tags", [])},
        policy_arns=tuple(item["arn"] for item in parameters.get("PolicyArns", [])),
        source_identity=parameters.get("SourceIdentity"),
    )


def _context(parameters: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    keys = {
        "ExternalId": "sts:ExternalId",
        "RoleSessionName": "sts:RoleSessionName",
        "SourceIdentity": "sts:SourceIdentity",
    }
    found = {key: (parameters[name],) for name, key in keys.items() if parameters.get(name)}
    transitive = tuple(parameters.get("TransitiveTagKeys", []))
    tags = request_tags(parameters.get("Tags"))
    return {**found, **tags, "sts:TransitiveTagKeys": transitive}
