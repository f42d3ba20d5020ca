"""Policy documents, read once and kept by their text.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from emulator.authorization.verdict import NotUnderstoodError

# A document without a version has this one, in which ``${`` has no meaning.
_OLD_VERSION = "2008-10-17"
_VERSION = "2012-10-17"
_ELEMENTS = frozenset(
    ("Sid", "Effect", "Condition")
    + ("Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource")
)


@dataclass(frozen=True)
class Texts:
    """Patterns of an element, or of its ``Not`` form."""

    patterns: tuple[str, ...]
    negated: bool


@dataclass(frozen=True)
class Principals:
    """Whom a statement of a resource policy is about: values by kind, such as AWS or Service."""

    by_kind: Mapping[str, tuple[str, ...]]
    negated: bool


@dataclass(frozen=True)
class Condition:
    """One operator on one key."""

    operator: str
    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Statement:
    """One statement."""

    sid: str
    effect: str
    actions: Texts
    # None in trust policies, which are about their role.
    resources: Texts | None
    # None in identity policies, which are about whoever has them.
    principals: Principals | None
    conditions: tuple[Condition, ...]
    has_variables: bool


@dataclass(frozen=True)
class Policy:
    """A document with the name that people know it by."""

    name: str
    text: str

    def statements(self) -> tuple[Statement, ...]:
        """Its statements; NotUnderstoodError if it is no valid policy."""
        try:
            return _parse(self.text)
        except NotUnderstoodError as error:
            raise NotUnderstoodError(f"{self.name}: {error}") from error


@lru_cache(maxsize=4096)
def _parse(text: str) -> tuple[Statement, ...]:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise NotUnderstoodError("the policy is not JSON") from error
    if not isinstance(document, dict):
        raise NotUnderstoodError("the policy is no JSON object")
    version = document.get("Version", _OLD_VERSION)
    if version not in (_OLD_VERSION, _VERSION):
        raise NotUnderstoodError(f"policy version {version!r} does not exist")
    statements = _listed(document.get("Statement", []))
    return tuple(
        _statement(statement, position, version == _VERSION)
        for position, statement in enumerate(statements, start=1)
    )


def _statement(statement: Any, position: int, has_variables: bool) -> Statement:
    if not isinstance(statement, dict):
        raise NotUnderstoodError(f"statement {position} is no object")
    unknown = sorted(set(statement) - _ELEMENTS)
    if unknown:
        raise NotUnderstoodError(f"statement {position} has {', '.join(unknown)}")
    effect = statement.get("Effect")
    if effect not in ("Allow", "Deny"):
        raise NotUnderstoodError(f"the effect of statement {position} is {effect!r}")
    actions = _texts(statement, "Action")
    if actions is None:
        raise NotUnderstoodError(f"statement {position} has no action")
    return Statement(
        sid=statement.get("Sid") or f"statement {position}",
        effect=effect,
        actions=actions,
        resources=_texts(statement, "Resource"),
        principals=_principals(statement),
        conditions=tuple(
            Condition(operator, key, tuple(_text(value) for value in _listed(values)))
            for operator, keys in statement.get("Condition", {}).items()
            for key, values in keys.items()
        ),
        has_variables=has_variables,
    )


def _texts(statement: dict[str, Any], element: str) -> Texts | None:
    for name, negated in ((element, False), (f"Not{element}", True)):
        if name in statement:
            return Texts(tuple(_text(text) for text in _listed(statement[name])), negated)
    return None


def _principals(statement: dict[str, Any]) -> Principals | None:
    for name, negated in (("Principal", False), ("NotPrincipal", True)):
        if name in statement:
            found = statement[name]
            kinds = {"AWS": found} if isinstance(found, str) else found
            return Principals({kind: tuple(_listed(v)) for kind, v in kinds.items()}, negated)
    return None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """Conditions may have booleans and numbers where texts are meant."""
    return json.dumps(value) if isinstance(value, bool | int | float) else str(value)
