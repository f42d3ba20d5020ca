"""What a role, user or group has now, as a request of a template will find it.

A template's requests are checked before any is carried out: those that come first count as done,
and what the resource had before does not count.
"""

from __future__ import annotations

from typing import Any

from moto.iam.models import IAMBackend, iam_backends

from emulator.validation.api_call import ApiCall


def inline_policies(call: ApiCall, kind: str, name: str) -> dict[str, str]:
    """Texts by name."""
    found: dict[str, str] = dict(getattr(_entity(call, kind, name), "policies", {}))
    operation = f"Put{kind}Policy"
    for parameters in _of(call.undone, operation, kind, name):
        found.pop(parameters["PolicyName"], None)
    for parameters in _of(call.before, operation, kind, name):
        found[parameters["PolicyName"]] = parameters["PolicyDocument"]
    return found


def attached_policies(call: ApiCall, kind: str, name: str) -> set[str]:
    """ARNs of managed policies."""
    operation = f"Attach{kind}Policy"
    undone = {p["PolicyArn"] for p in _of(call.undone, operation, kind, name)}
    before = {p["PolicyArn"] for p in _of(call.before, operation, kind, name)}
    return set(getattr(_entity(call, kind, name), "managed_policies", {})) - undone | before


def _of(calls: Any, operation: str, kind: str, name: str) -> list[Any]:
    return [
        planned.parameters
        for planned in calls
        if planned.operation == operation and planned.parameters[f"{kind}Name"] == name
    ]


def _entity(call: ApiCall, kind: str, name: str) -> Any:
    backend: IAMBackend = iam_backends[call.account][call.partition]
    entities: dict[str, list[Any]] = {
        "Role": list(backend.get_roles()),
        "User": list(backend.users.values()),
        "Group": list(backend.groups.values()),
    }
    return next((entity for entity in entities[kind] if entity.name == name), None)
