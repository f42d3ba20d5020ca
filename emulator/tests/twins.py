"""Things that AWS refuses beside their twins that it accepts: one value is all the difference."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Twins:
    """A resource that is accepted, what makes it one that is refused, and what the refusal says."""

    name: str
    type_name: str
    good: dict[str, Any]
    bad: dict[str, Any]
    words: tuple[str, ...]
    # What has to be there, in both cases.
    others: dict[str, Any] | None = None

    def accepted(self) -> dict[str, Any]:
        """The resources of a template that can be deployed."""
        return {**(self.others or {}), "Tested": self._resource(self.good)}

    def refused(self) -> dict[str, Any]:
        """The resources of a template of which one is refused."""
        return {**(self.others or {}), "Tested": self._resource({**self.good, **self.bad})}

    def _resource(self, properties: dict[str, Any]) -> dict[str, Any]:
        entry: dict[str, Any] = {"Type": self.type_name, "Properties": copy.deepcopy(properties)}
        return {**entry, "DependsOn": list(self.others)} if self.others else entry


def distinct(values: Iterable[Any], key: Callable[[Any], Any]) -> list[Any]:
    """The first of those that are alike."""
    found: dict[str, Any] = {}
    for value in values:
        found.setdefault(json.dumps(key(value), default=repr), value)
    return list(found.values())


def document(*statements: dict[str, Any], **top: Any) -> dict[str, Any]:
    """A policy."""
    return {"Version": "2012-10-17", **top, "Statement": list(statements)}


def allow(action: Any = "s3:GetObject", **elements: Any) -> dict[str, Any]:
    """A statement of an identity policy, or of another with what that needs."""
    return {"Effect": "Allow", "Action": action, "Resource": "*", **elements}


def without(entry: dict[str, Any], *names: str) -> dict[str, Any]:
    """A copy that lacks some elements."""
    return {name: value for name, value in entry.items() if name not in names}


def long_policy(length: int, **elements: Any) -> dict[str, Any]:
    """A policy of this many characters without white space, and so of at least as many bytes."""
    made = allow(**elements) | {"Resource": "arn:aws:s3:::b/"}
    text = json.dumps(document(made), separators=(",", ":"))
    made["Resource"] += "x" * (length - len("".join(text.split())))
    return document(made)


def tags(**values: str) -> list[dict[str, str]]:
    """Tags of most types."""
    return [{"Key": key, "Value": value} for key, value in values.items()]


MANY_TAGS = [{"Key": f"k{number}", "Value": "v"} for number in range(51)]
ROOT = {"AWS": "arn:aws:iam::123456789012:root"}
NOBODY = "arn:aws:iam::123456789012:role/nobody"
