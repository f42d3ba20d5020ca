"""The values of a statement's elements: texts or lists of them, principals, conditions.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from emulator.validation.api_call import shown
from emulator.validation.rules.policy_documents import listed

_KINDS_OF_PRINCIPALS = frozenset({"AWS", "CanonicalUser", "Federated", "Service"})
_OPERATORS = (
    "String(Not)?Equals(IgnoreCase)?",
    "String(Not)?Like",
    "Numeric(Not)?Equals",
    "Numeric(Less|Greater)Than(Equals)?",
    "Date(Not)?Equals",
    "Date(Less|Greater)Than(Equals)?",
    "Bool",
    "BinaryEquals",
    "(Not)?IpAddress",
    "Arn(Not)?(Equals|Like)",
)
_OPERATOR = re.compile(rf"((ForAnyValue|ForAllValues):)?({'|'.join(_OPERATORS)})(IfExists)?|Null")


def text_problems(name: str, value: Any) -> Iterator[str]:
    """What is wrong with an element that is a text or a list of texts, none of them empty."""
    values = listed(value)
    if not values:
        yield f"Syntax errors in policy: {name} is an empty list"
    for item in values:
        if not isinstance(item, str) or not item:
            yield f"Syntax errors in policy: {name} has {shown(repr(item))}, which is no text"


def principal_problems(name: str, value: Any) -> Iterator[str]:
    """What is wrong with the form of principals; whether they exist is another matter."""
    if isinstance(value, str):
        if value != "*":
            yield f"Invalid principal in policy: {name} {shown(value)!r}"
        return
    if not isinstance(value, dict) or not value:
        yield f"Syntax errors in policy: {name} has to be * or an object"
        return
    for kind, named in value.items():
        if kind not in _KINDS_OF_PRINCIPALS:
            yield f"Syntax errors in policy: {name} has the unknown kind {kind!r}"
        yield from text_problems(f"{name}.{kind}", named)


def condition_problems(condition: Any) -> Iterator[str]:
    """What is wrong with operators and values; keys are open, services add some."""
    if not isinstance(condition, dict):
        yield "Syntax errors in policy: Condition is no object"
        return
    for operator, keys in condition.items():
        if not _OPERATOR.fullmatch(operator):
            yield f"Syntax errors in policy: unknown condition operator {operator!r}"
        if not isinstance(keys, dict):
            yield f"Syntax errors in policy: {operator} has to be an object of condition keys"
            continue
        for key, values in keys.items():
            for value in listed(values):
                if not isinstance(value, str | bool | int | float):
                    yield f"Syntax errors in policy: {key} has {shown(repr(value))}, no value"
