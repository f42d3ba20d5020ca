"""/emulator-api/guardrails: the policies of an organization that is outside of this account.

Documents are taken within the quotas of AWS Organizations, and only if it would take them.
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from emulator.authorization.guardrails import (
    RESOURCE_CONTROLLED,
    Guardrails,
    attach,
    attached,
    detach_all,
)
from emulator.authorization.policy_document import Policy
from emulator.emulator_api import EmulatorApi, InvalidSettingError
from emulator.resources.resource_type import document_text
from emulator.validation.rules.policy_documents import Kind, listed
from emulator.validation.rules.policy_grammar import document_problems

_ORGANIZATION = re.compile(r"o-[a-z0-9]{10,32}")


@dataclass(frozen=True)
class _Quota:
    """How many besides the one that allows everything, and how long, white space counted."""

    label: str
    kind: Kind
    most: int
    longest: int


_SERVICE, _RESOURCE = "serviceControlPolicies", "resourceControlPolicies"
_QUOTAS = {
    _SERVICE: _Quota("service control policy", Kind.SERVICE_CONTROL, 9, 10_240),
    _RESOURCE: _Quota("resource control policy", Kind.RESOURCE_CONTROL, 4, 5_120),
}
_ID = "organizationId"


def publish(api: EmulatorApi) -> None:
    """Adds the path."""
    api.publish("guardrails", GET=_show, PUT=_put, DELETE=_delete)


def _show(body: Any) -> dict[str, Any]:
    now = attached()
    policies = zip(_QUOTAS, (now.service_control, now.resource_control), strict=True)
    shown: dict[str, Any] = {
        name: [json.loads(policy.text) for policy in found] for name, found in policies
    }
    return {**shown, **({_ID: now.organization} if now.organization else {})}


def _put(body: Any) -> dict[str, Any]:
    names = (*_QUOTAS, _ID)
    if not isinstance(body, dict) or not body.keys() <= set(names):
        raise InvalidSettingError([f"write an object with some of {', '.join(names)}"])
    problems: list[str] = []
    found = {name: _policies(name, body.get(name, []), problems) for name in _QUOTAS}
    organization = body.get(_ID)
    if organization is not None and not _ORGANIZATION.fullmatch(str(organization)):
        problems.append(f"{_ID} has to be like o-a1b2c3d4e5, not {organization!r}")
    if problems:
        raise InvalidSettingError(problems)
    attach(Guardrails(found[_SERVICE], found[_RESOURCE], organization))
    return _show(None)


def _delete(body: Any) -> dict[str, Any]:
    detach_all()
    return _show(None)


def _policies(name: str, given: Any, problems: list[str]) -> tuple[Policy, ...]:
    quota = _QUOTAS[name]
    if not isinstance(given, list):
        problems.append(f"{name} has to be a list of policies")
        return ()
    if len(given) > quota.most:
        problems.append(
            f"{name} has {len(given)}; AWS attaches {quota.most} at one level, besides the one"
            " that allows everything"
        )
    found = []
    for number, document in enumerate(given, 1):
        text = document_text(document)
        wrong = list(_problems(text, quota))
        problems += [f"{quota.label} {number}: {problem}" for problem in wrong]
        found.append(Policy(f"{quota.label} {number}", text))
    return tuple(found)


def _problems(text: str, quota: _Quota) -> Iterator[str]:
    if len(text) > quota.longest:
        yield f"it has {len(text)} characters, more than the {quota.longest} that AWS takes"
    try:
        document = json.loads(text)
    except ValueError as error:
        yield f"it is not JSON: {error}"
        return
    problems = list(document_problems(document, quota.kind))
    yield from problems
    if quota.kind is Kind.RESOURCE_CONTROL and not problems:
        for number, statement in enumerate(listed(document["Statement"]), 1):
            yield from (f"{one} (statement {number})" for one in _not_controlling(statement))


def _not_controlling(statement: dict[str, Any]) -> Iterator[str]:
    """What a policy that only denies, to everybody, cannot have."""
    if statement["Effect"] != "Deny":
        yield "Effect has to be Deny: only RCPFullAWSAccess allows"
    if statement.get("Principal") != "*":
        yield 'Principal has to be "*"'
    for name in sorted({"NotAction", "NotPrincipal"} & statement.keys()):
        yield f"{name} is not supported"
    for action in listed(statement.get("Action", [])):
        if action.split(":", 1)[0].lower() not in RESOURCE_CONTROLLED:
            yield f"Action {action!r} is not of a service with resource control policies"
