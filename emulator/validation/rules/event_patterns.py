"""Patterns of EventBridge's rules, with operators that exist and what each of them takes.

moto takes an operator that it does not know for one that every value fulfils.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from emulator.validation.api_call import ApiCall, Refusal, shown

_COMPARISONS = frozenset(("<", "<=", "=", ">", ">="))
_UNDER_ANYTHING_BUT = frozenset({"equals-ignore-case", "prefix", "suffix", "wildcard"})
_FEWEST_ALTERNATIVES = 2


def event_pattern(call: ApiCall) -> Iterator[Refusal]:
    """The pattern of a rule is JSON, and each value a list of texts, numbers and operators."""
    text = call.parameters.get("EventPattern")
    if text is None:
        return
    try:
        pattern = json.loads(str(text))
    except ValueError as error:
        yield _invalid(f"it is not JSON: {error}")
        return
    if not isinstance(pattern, dict) or not pattern:
        yield _invalid("it has to be an object that is not empty")
        return
    for problem in _of_object(pattern, ""):
        yield _invalid(problem)


def _of_object(pattern: dict[str, Any], path: str) -> Iterator[str]:
    for name, value in pattern.items():
        where = f"{path}.{name}" if path else name
        if name == "$or" and isinstance(value, list):
            if len(value) < _FEWEST_ALTERNATIVES:
                yield f"There must have at least 2 Objects in $or relationship ({where})"
            for item in value:
                yield from (
                    _of_object(item, where)
                    if isinstance(item, dict)
                    else (f"{where} has {shown(repr(item))}, which is no object",)
                )
        elif isinstance(value, dict):
            yield from _of_object(value, where)
        elif isinstance(value, list):
            yield from _of_values(value, where)
        else:
            yield f'"{where}" must be an object or an array'


def _of_values(values: list[Any], where: str) -> Iterator[str]:
    if not values:
        yield f'"{where}": empty arrays are not allowed'
    for value in values:
        if isinstance(value, dict):
            yield from _of_operator(value, where)
        elif isinstance(value, list):
            yield f'"{where}" has an array in an array'


def _of_operator(value: dict[str, Any], where: str) -> Iterator[str]:
    if len(value) != 1:
        yield f'"{where}": only one key is allowed in match expression'
        return
    ((name, argument),) = value.items()
    if name not in _TAKES:
        yield f'"{where}": unrecognized match type {name}'
    elif not _TAKES[name](argument):
        yield f'"{where}": unsupported {name} pattern {shown(argument)}'


def _is_text(argument: Any) -> bool:
    return isinstance(argument, str)


def _is_number(argument: Any) -> bool:
    return isinstance(argument, int | float) and not isinstance(argument, bool)


def _is_affix(argument: Any) -> bool:
    """A text, or one whose case does not count."""
    if isinstance(argument, dict):
        return list(argument) == ["equals-ignore-case"] and _is_text(*argument.values())
    return _is_text(argument)


def _is_wildcard(argument: Any) -> bool:
    return isinstance(argument, str) and "**" not in argument


def _are_comparisons(argument: Any) -> bool:
    """An operator and a number, once or twice."""
    if not isinstance(argument, list) or len(argument) not in (2, 4):
        return False
    known = all(_is_text(one) and one in _COMPARISONS for one in argument[::2])
    return known and all(map(_is_number, argument[1::2]))


def _is_anything_but(argument: Any) -> bool:
    if isinstance(argument, dict):
        if len(argument) != 1 or not argument.keys() <= _UNDER_ANYTHING_BUT:
            return False
        ((name, inner),) = argument.items()
        values = inner if isinstance(inner, list) else [inner]
        return bool(values) and all(map(_TAKES[name], values))
    values = argument if isinstance(argument, list) else [argument]
    # Not both in one list.
    return bool(values) and any(all(map(kind, values)) for kind in (_is_text, _is_number))


_TAKES: dict[str, Callable[[Any], bool]] = {
    "anything-but": _is_anything_but,
    "equals-ignore-case": _is_text,
    "exists": lambda argument: isinstance(argument, bool),
    "numeric": _are_comparisons,
    "prefix": _is_affix,
    "suffix": _is_affix,
    "wildcard": _is_wildcard,
}


def _invalid(problem: str) -> Refusal:
    return Refusal("InvalidEventPatternException", f"Event pattern is not valid. Reason: {problem}")
