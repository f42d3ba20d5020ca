"""POST /emulator-api/decide: what the deployed policies say of a request that nobody made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from moto.iam.models import IAMBackend, iam_backends
from moto.iot.models import iot_backends

from emulator.authorization.actions.check import Check
from emulator.authorization.deployed_principals import (
    certificate_principal,
    federated_principal,
    role_principal,
    root_user,
    service_principal,
    user_principal,
)
from emulator.authorization.evaluation import Decision
from emulator.authorization.judgement import judge, time_facts
from emulator.authorization.principals import Principal
from emulator.authorization.request_context import RequestContext
from emulator.emulator_api import InvalidSettingError

_KEYS = frozenset({"principal", "action", "resource", "context"})
_ACTION = re.compile(r"[a-z0-9-]+:[A-Za-z0-9]+")
_PRINCIPALS = (
    '"root", the ARN of a role or user that exists, {"service": "..."}, '
    '{"federated": "<ARN of an identity provider that exists>"} or {"certificatePolicy": "..."}'
)


def decision_api(account: str) -> Any:
    """The operation, for one account.

    It takes ``principal``, ``action``, ``resource`` and ``context``: values, lists of values, or
    null for a key that is absent. What the context leaves out is as deployed (tags, ARNs), or
    absent.
    """

    def decide(body: Any) -> Any:
        request = _validated(body)
        principal = _principal(account, request["principal"])
        values, absent = _context(request["context"])
        shared = RequestContext({**time_facts(), **principal.facts}).with_values(values, absent)
        check = Check(request["action"], request["resource"], values)
        return _shown(judge(principal, check, shared, account))

    return decide


def _validated(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise InvalidSettingError(["write an object with principal, action, resource, context"])
    problems = [f"{key} is not known" for key in sorted(set(body) - _KEYS)]
    action, resource = body.get("action"), body.get("resource")
    if not isinstance(action, str) or not _ACTION.fullmatch(action):
        problems.append(f"action has to be like s3:GetObject, not {action!r}")
    if not isinstance(resource, str) or not resource:
        problems.append(f'resource has to be an ARN or "*", not {resource!r}')
    if not isinstance(body.get("context", {}), dict):
        problems.append("context has to be an object")
    if problems:
        raise InvalidSettingError(problems)
    return {**body, "context": body.get("context", {}), "principal": body.get("principal")}


def _context(given: Mapping[str, Any]) -> tuple[dict[str, Sequence[str]], list[str]]:
    values: dict[str, Sequence[str]] = {}
    absent = []
    for key, value in given.items():
        if value is None:
            absent.append(key)
        else:
            values[key] = [str(one) for one in (value if isinstance(value, list) else [value])]
    return values, absent


def _principal(account: str, wanted: Any) -> Principal:
    if wanted == "root":
        return root_user(account)
    if isinstance(wanted, dict) and set(wanted) == {"service"}:
        return service_principal(str(wanted["service"]), account)
    found = None
    if isinstance(wanted, dict) and set(wanted) == {"certificatePolicy"}:
        found = _certificate(account, str(wanted["certificatePolicy"]))
    elif isinstance(wanted, dict) and set(wanted) == {"federated"}:
        found = _federated(account, str(wanted["federated"]))
    elif isinstance(wanted, str):
        found = _entity(account, wanted)
    if found is None:
        raise InvalidSettingError([f"principal has to be {_PRINCIPALS}, not {wanted!r}"])
    return found


def _entity(account: str, arn: str) -> Principal | None:
    backend: IAMBackend = iam_backends[account]["aws"]
    if arn == root_user(account).arn:
        return root_user(account)
    role = next((role for role in backend.get_roles() if role.arn == arn), None)
    if role is not None:
        return role_principal(role)
    user = next((user for user in backend.users.values() if user.arn == arn), None)
    return user_principal(user) if user is not None else None


def _federated(account: str, arn: str) -> Principal | None:
    backend: IAMBackend = iam_backends[account]["aws"]
    saml = [provider.arn for provider in backend.saml_providers.values()]
    known = arn in backend.open_id_providers or arn in saml
    return federated_principal(arn, account, {}) if known else None


def _certificate(account: str, name_or_arn: str) -> Principal | None:
    for backend in list(iot_backends[account].values()):
        for policy in backend.policies.values():
            if name_or_arn in (policy.name, policy.arn):
                return certificate_principal(policy, account)
    return None


def _shown(decision: Decision) -> dict[str, Any]:
    return {
        "decision": "allowed" if decision.is_allowed else "denied",
        "reason": decision.reason,
        "statements": [
            {"policy": d.policy, "sid": d.statement.sid, "effect": d.statement.effect}
            for d in decision.deciders
        ],
    }
