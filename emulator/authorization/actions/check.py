"""One action on one resource that a call needs to be allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from emulator.authorization.calls import Call
from emulator.authorization.verdict import NotUnderstoodError

# From the call to the names of its resources, in the order in which they are judged.
Resources = Callable[[Call], Iterable[str]]


@dataclass(frozen=True)
class Check:
    """``context`` is what the service says besides what every request says."""

    action: str
    resource: str
    context: Mapping[str, Sequence[str]] = field(default_factory=dict)


def names(text: str) -> frozenset[str]:
    """A set of operations, written as words."""
    return frozenset(text.split())


def not_in_table(call: Call) -> NotUnderstoodError:
    """An operation of which nobody here knows what it needs."""
    return NotUnderstoodError(f"which resources {call.action} is about is not emulated")


def request_tags(tags: Any) -> dict[str, tuple[str, ...]]:
    """Condition keys of tags in a request: an object, or pairs in one of AWS's spellings."""
    found: dict[str, str] = dict(tags) if isinstance(tags, Mapping) else {}
    for tag in [] if isinstance(tags, Mapping) else tags or []:
        lower = {name.lower(): value for name, value in tag.items()}
        key = lower.get("key", lower.get("tagkey", ""))
        found[key] = lower.get("value", lower.get("tagvalue", ""))
    context = {f"aws:RequestTag/{key}": (value,) for key, value in found.items()}
    return {**context, "aws:TagKeys": tuple(found)} if found else {}


def tag_context(parameters: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Condition keys of the tags that a request sets, or of those that it takes off."""
    keys = parameters.get("TagKeys") or parameters.get("tagKeys")
    set_by_request = request_tags(parameters.get("Tags") or parameters.get("tags"))
    return {**set_by_request, "aws:TagKeys": tuple(keys)} if keys else set_by_request


def pass_role(role_arn: str | None, service: str) -> list[Check]:
    """Handing a role to a service needs a permission of its own."""
    if not role_arn:
        return []
    return [Check("iam:PassRole", role_arn, {"iam:PassedToService": (service,)})]


def by_parameter(call: Call, patterns: Mapping[str, str]) -> list[str]:
    """Resources that parameters name: a pattern such as ``thing/{}`` for each parameter."""
    found: list[str] = []
    for name, pattern in patterns.items():
        values = call.parameters.get(name)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and value:
                found.append(_resource(call, pattern, value))
    return found


def _resource(call: Call, pattern: str, value: str) -> str:
    return value if value.startswith("arn:") else call.arn(pattern.format(value))
