"""Rules of EventBridge: patterns with operators that exist, and targets that are emulated.

moto takes an operator that it does not know for one that every value fulfils.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from emulator.validation.api_call import ApiCall, Refusal, shown

_OPERATORS = frozenset(
    ("anything-but", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard")
)
_UNDER_ANYTHING_BUT = frozenset({"equals-ignore-case", "prefix", "suffix", "wildcard"})
_TARGET_MEMBERS = frozenset({"Arn", "DeadLetterConfig", "Id", "RetryPolicy"})


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


def emulated_targets(call: ApiCall) -> Iterator[Refusal]:
    """Targets are queues of this account and Region, which get the event as it is."""
    own = f"arn:{call.partition}:sqs:{call.region}:{call.account}:"
    for target in call.parameters.get("Targets", []):
        arns = [target.get("Arn", ""), target.get("DeadLetterConfig", {}).get("Arn", own)]
        for arn in arns:
            if not str(arn).startswith(own):
                yield Refusal(
                    "ValidationException",
                    f"Parameter {shown(arn)} is not valid. Reason: only queues of the account and"
                    " Region are emulated as targets.",
                )
        for name in sorted(target.keys() - _TARGET_MEMBERS):
            yield Refusal(
                "ValidationException", f"{name} of target {target.get('Id')} is not emulated"
            )


def _of_object(pattern: dict[str, Any], path: str) -> Iterator[str]:
    for name, value in pattern.items():
        where = f"{path}.{name}" if path else name
        if name == "$or" and isinstance(value, list):
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
    if name not in _OPERATORS:
        yield f'"{where}": unrecognized match type {name}'
    elif name == "anything-but" and isinstance(argument, dict):
        unknown = sorted(argument.keys() - _UNDER_ANYTHING_BUT)
        if unknown or len(argument) != 1:
            yield f'"{where}": unsupported anything-but pattern {shown(argument)}'


def _invalid(problem: str) -> Refusal:
    return Refusal("InvalidEventPatternException", f"Event pattern is not valid. Reason: {problem}")
