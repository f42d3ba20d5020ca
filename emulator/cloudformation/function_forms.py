"""How intrinsic functions are written, and the conditions and mappings that they name.

CloudFormation looks at all of a template before it makes anything, also at what no resource uses.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

_Form = tuple[Callable[[Any], bool], str]
_REQUIRED = "every {} object requires "


def _of(low: int, high: int | None = None) -> Callable[[Any], bool]:
    """A list of so many."""
    return lambda value: isinstance(value, list) and low <= len(value) <= (high or low)


def _with_text(length: int, *others: type) -> Callable[[Any], bool]:
    """A list whose first is text, and the second of one of these types if any are given."""

    def fits(value: Any) -> bool:
        return (
            _of(length)(value)
            and isinstance(value[0], str)
            and (not others or isinstance(value[1], others))
        )

    return fits


_BOOLEANS = "a list of at least 2 and at most 10 boolean parameters."
_FORMS: Mapping[str, _Form] = {
    "Condition": (lambda _: True, ""),
    "Fn::And": (_of(2, 10), _BOOLEANS),
    "Fn::Base64": (lambda value: isinstance(value, str | dict), "a String-typed value."),
    "Fn::Contains": (_of(2), "two parameters."),
    "Fn::EachMemberIn": (_of(2), "two parameters."),
    "Fn::Equals": (_of(2), "a list of 2 string parameters."),
    "Fn::FindInMap": (
        _of(3, 4),
        "three parameters, the map name, map key and the attribute for return value",
    ),
    "Fn::GetAtt": (
        lambda value: (isinstance(value, str) and "." in value) or _with_text(2)(value),
        "two non-empty parameters, the resource name and the resource attribute",
    ),
    "Fn::If": (_with_text(3), "a condition's name, and two values"),
    "Fn::ImportValue": (lambda value: isinstance(value, str | dict), "the name of an export"),
    "Fn::Join": (
        _with_text(2, list, dict),
        "two parameters, (1) a string delimiter and (2) a list of strings to be joined or a "
        "function that returns a list of strings (such as Fn::GetAZs) to be joined.",
    ),
    "Fn::Not": (_of(1), "one boolean parameter."),
    "Fn::Or": (_of(2, 10), _BOOLEANS),
    "Fn::Select": (_of(2), "a list argument with two elements: an integer index and a list"),
    "Fn::Split": (
        _with_text(2),
        "two parameters, (1) a string delimiter and (2) a string to be split or a function that "
        "returns a string to be split.",
    ),
    "Fn::Sub": (
        lambda value: isinstance(value, str) or _with_text(2, dict)(value),
        "a string as first argument, and an optional second argument to specify a mapping of "
        "values to replace in the string",
    ),
    "Fn::ToJsonString": (lambda value: isinstance(value, list | dict), "an object or an array"),
    "Ref": (lambda value: isinstance(value, str), "a name"),
}


def function_problems(document: Mapping[str, Any]) -> list[str]:
    """What is wrong with the functions of a template; the first of each part."""
    conditions = document.get("Conditions") or {}
    parts = [*conditions.values(), *(document.get("Outputs") or {}).values()]
    parts += [entry.get("Properties") for entry in document["Resources"].values()]
    found = (next(_problems(part, document), None) for part in parts)
    problems = [problem for problem in found if problem is not None]
    return problems or [
        f"Found circular condition dependency with condition {name}"
        for name in conditions
        if name in _conditions_of(conditions[name], conditions, set())
    ]


def _problems(value: Any, document: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _problems(item, document)
    if not isinstance(value, dict):
        return
    if len(value) == 1:
        ((name, argument),) = value.items()
        if name.startswith("Fn::") and name not in _FORMS:
            yield f"{name} is not emulated"
        elif name in _FORMS:
            fits, requirement = _FORMS[name]
            if not fits(argument):
                yield _REQUIRED.format(name) + requirement
                return
            yield from _names(name, argument, document)
    for item in value.values():
        yield from _problems(item, document)


def _names(function: str, argument: Any, document: Mapping[str, Any]) -> Iterator[str]:
    if function == "Fn::If" and argument[0] not in (document.get("Conditions") or {}):
        yield f"Unresolved condition dependency {argument[0]}"
    if function != "Fn::FindInMap" or len(argument) > 3:
        return
    node: Any = document.get("Mappings") or {}
    for place, name in enumerate(argument):
        # What a function names is known when it is evaluated.
        if not isinstance(name, str):
            return
        if not isinstance(node, dict) or name not in node:
            missing = f"Unable to get mapping for {'::'.join(map(str, argument))}"
            absent = f"Mapping named '{name}' is not present in the 'Mappings' section of template."
            yield missing if place else absent
            return
        node = node[name]


def _conditions_of(value: Any, conditions: Mapping[str, Any], seen: set[str]) -> set[str]:
    """The names of all conditions that one depends on."""
    if isinstance(value, dict):
        name = value.get("Condition")
        if isinstance(name, str) and name in conditions and name not in seen:
            seen.add(name)
            _conditions_of(conditions[name], conditions, seen)
    for item in value.values() if isinstance(value, dict) else ():
        _conditions_of(item, conditions, seen)
    for item in value if isinstance(value, list) else ():
        _conditions_of(item, conditions, seen)
    return seen
