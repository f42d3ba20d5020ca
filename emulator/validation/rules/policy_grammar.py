"""What a policy document has to look like, by what it is attached to.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from emulator.validation.api_call import ApiCall, Refusal, shown
from emulator.validation.rules.policy_documents import Kind, listed, malformed, policy_of
from emulator.validation.rules.policy_elements import (
    condition_problems,
    principal_problems,
    text_problems,
)

_TOP = frozenset({"Version", "Id", "Statement"})
_ELEMENTS = frozenset(
    ("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction")
    + ("Resource", "NotResource", "Condition")
)
_VERSIONS = ("2008-10-17", "2012-10-17")
_GUARDRAILS = frozenset({Kind.SERVICE_CONTROL, Kind.RESOURCE_CONTROL})
_OF_IAM = frozenset({Kind.IDENTITY, Kind.TRUST}) | _GUARDRAILS
_WITHOUT_PRINCIPAL = frozenset({Kind.IDENTITY, Kind.DEVICE, Kind.SERVICE_CONTROL})
_NEEDS_RESOURCE = _GUARDRAILS | {
    *(Kind.IDENTITY, Kind.DEVICE, Kind.BUCKET, Kind.QUEUE, Kind.TOPIC, Kind.LOGS)
}
_NEEDS_VERSION = frozenset({Kind.IDENTITY, Kind.DEVICE}) | _GUARDRAILS
_SID_OF_IAM = re.compile(r"[A-Za-z0-9]*")
_VENDOR = re.compile(r"\*|[A-Za-z0-9-]+:[^:]+")
# What a policy of each kind can be about; of the others it is not documented.
_VENDORS = {
    Kind.BUCKET: "s3",
    Kind.LOGS: "logs",
    Kind.QUEUE: "sqs",
    Kind.REPOSITORY: "ecr",
    Kind.TOPIC: "sns",
    Kind.TRUST: "sts",
}


def valid_grammar(call: ApiCall) -> Iterator[Refusal]:
    """The document's form; everything else can then rely on it."""
    policy = policy_of(call)
    if policy is None:
        return
    try:
        document = policy.parsed()
    except ValueError as error:
        yield malformed(call, f"Syntax errors in policy. ({policy.parameter} is not JSON: {error})")
        return
    problems = list(document_problems(document, policy.kind))
    if problems:
        yield malformed(call, f"{problems[0]} ({policy.parameter})")


def document_problems(document: Any, kind: Kind) -> Iterator[str]:
    """What is wrong with the form of a document of a kind, in the words of IAM."""
    if not isinstance(document, dict):
        yield "Syntax errors in policy: it is no JSON object"
        return
    for name in sorted(document.keys() - _TOP):
        yield f"Syntax errors in policy: unknown element {name!r}"
    version = document.get("Version", _VERSIONS[0])
    if version not in _VERSIONS:
        yield f"Syntax errors in policy: Version {version!r}; valid are {', '.join(_VERSIONS)}"
    elif kind in _NEEDS_VERSION and version != _VERSIONS[1]:
        yield f"Policy document must be version 2012-10-17 or greater, not {version}"
    statements = listed(document.get("Statement", []))
    if not statements:
        yield "Syntax errors in policy: it has no Statement"
    sids: set[str] = set()
    for number, statement in enumerate(statements, 1):
        where = f"statement {number}"
        if not isinstance(statement, dict):
            yield f"Syntax errors in policy: {where} is no object"
            continue
        sid = str(statement.get("Sid", ""))
        where += f", {shown(sid)!r}" if sid else ""
        yield from (f"{problem} ({where})" for problem in _of_statement(statement, kind))
        if kind in _OF_IAM and sid and sid in sids:
            yield f"Statement IDs (SID) in a single policy must be unique ({where})"
        sids.add(sid)


def _of_statement(statement: dict[str, Any], kind: Kind) -> Iterator[str]:
    for name in sorted(statement.keys() - _ELEMENTS):
        yield f"Syntax errors in policy: unknown element {name!r}"
    sid, effect = statement.get("Sid", ""), statement.get("Effect")
    if not isinstance(sid, str):
        yield f"Syntax errors in policy: Sid is no text but {sid!r}"
    elif kind in _OF_IAM and not _SID_OF_IAM.fullmatch(sid):
        yield (
            "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the "
            f"regular expression [0-9A-Za-z]*, not {sid!r}"
        )
    if effect not in ("Allow", "Deny"):
        yield f"Syntax errors in policy: Effect has to be Allow or Deny, not {effect!r}"
    yield from _actions(statement, kind)
    yield from _resources(statement, kind)
    yield from _principals(statement, kind)
    if "Condition" in statement:
        yield from condition_problems(statement["Condition"])


def _actions(statement: dict[str, Any], kind: Kind) -> Iterator[str]:
    names = [name for name in ("Action", "NotAction") if name in statement]
    if len(names) > 1:
        yield "Syntax errors in policy: Action and NotAction exclude each other"
    # A statement of a key policy without actions is accepted, and has no effect.
    if not names and kind is not Kind.KEY:
        yield "Policy statement must contain actions: neither Action nor NotAction"
    for name in names:
        yield from text_problems(name, statement[name])
        for action in listed(statement[name]):
            if not isinstance(action, str):
                continue
            if not _VENDOR.fullmatch(action):
                yield (
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: "
                    f"{name} {shown(action)!r}"
                )
                continue
            vendor = _VENDORS.get(kind)
            if vendor and action != "*" and not action.lower().startswith(f"{vendor}:"):
                yield f"Policy has invalid action: {shown(action)!r} is no action of {vendor}"


def _resources(statement: dict[str, Any], kind: Kind) -> Iterator[str]:
    names = [name for name in ("Resource", "NotResource") if name in statement]
    if kind is Kind.TRUST:
        yield from (f"Has prohibited field {name}" for name in names)
        return
    if len(names) > 1:
        yield "Syntax errors in policy: Resource and NotResource exclude each other"
    if not names and kind in _NEEDS_RESOURCE:
        yield "Policy statement must contain resources: neither Resource nor NotResource"
    for name in names:
        yield from text_problems(name, statement[name])
        for resource in listed(statement[name]):
            is_arn = isinstance(resource, str) and resource.startswith("arn:")
            # What AWS IoT says of such a resource is not documented.
            if (
                isinstance(resource, str)
                and resource != "*"
                and not (is_arn or kind is Kind.DEVICE)
            ):
                yield f'{name} {shown(resource)!r} must be in ARN format or "*"'


def _principals(statement: dict[str, Any], kind: Kind) -> Iterator[str]:
    names = [name for name in ("Principal", "NotPrincipal") if name in statement]
    if kind in _WITHOUT_PRINCIPAL:
        yield from (f"Policy document should not specify a principal: {name}" for name in names)
        return
    if not names:
        yield "Missing required field Principal"
    if len(names) > 1:
        yield "Syntax errors in policy: Principal and NotPrincipal exclude each other"
    if "NotPrincipal" in names and kind is Kind.TRUST:
        yield "Has prohibited field NotPrincipal"
    elif "NotPrincipal" in names and statement.get("Effect") != "Deny":
        yield "NotPrincipal must be used with Effect Deny"
    for name in names:
        yield from principal_problems(name, statement[name])
