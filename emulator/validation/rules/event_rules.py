"""Rules of EventBridge: patterns with operators that exist, and targets that are emulated.

moto takes an operator that it does not know for one that every value fulfils.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from emulator.events.inputs import PATH, PLACEHOLDER, RESERVED, filled
from emulator.validation.api_call import ApiCall, Refusal, shown

_OPERATORS = frozenset(
    ("anything-but", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard")
)
_UNDER_ANYTHING_BUT = frozenset({"equals-ignore-case", "prefix", "suffix", "wildcard"})
_INPUTS = ("Input", "InputPath", "InputTransformer")
_TARGET_MEMBERS = frozenset({"Arn", "DeadLetterConfig", "Id", "RetryPolicy", *_INPUTS})
_TARGET_SERVICES = ("logs", "sns", "sqs")


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
    """Targets are queues, topics and log groups of this account and Region."""
    own = {
        service: f"arn:{call.partition}:{service}:{call.region}:{call.account}:"
        for service in _TARGET_SERVICES
    }
    for target in call.parameters.get("Targets", []):
        arn = str(target.get("Arn", ""))
        if not arn.startswith(tuple(own.values())):
            yield _not_here(arn, "only queues, topics and log groups of the account and Region are")
        dead_letters = str(target.get("DeadLetterConfig", {}).get("Arn", own["sqs"]))
        if not dead_letters.startswith(own["sqs"]):
            yield _not_here(dead_letters, "dead letters go to queues of the account and Region")
        for name in sorted(target.keys() - _TARGET_MEMBERS):
            yield _refused(f"{name} of target {target.get('Id')} is not emulated")
        yield from _input_problems(target, is_log_group=arn.startswith(own["logs"]))


def _input_problems(target: dict[str, Any], *, is_log_group: bool) -> Iterator[Refusal]:
    identifier = shown(target.get("Id"))
    given = [name for name in _INPUTS if target.get(name) is not None]
    if len(given) > 1:
        yield _refused(f"Only one of {', '.join(given)} must be provided for target {identifier}.")
        return
    if given and is_log_group:
        yield _refused(f"{given[0]} of target {identifier}, a log group, is not emulated")
        return
    paths = {"InputPath": target.get("InputPath")} if target.get("InputPath") else {}
    transformer = target.get("InputTransformer", {})
    paths |= transformer.get("InputPathsMap", {})
    for name, path in paths.items():
        if not PATH.fullmatch(str(path)):
            yield _refused(f"Invalid {name} {shown(path)} of target {identifier}")
    text = target.get("Input")
    if transformer:
        template = transformer.get("InputTemplate", "")
        unknown = {name for name in PLACEHOLDER.findall(template) if name not in RESERVED}
        for name in sorted(unknown - paths.keys()):
            yield _refused(
                f"InputTemplate for target {identifier} contains invalid placeholder <{name}>"
            )
        text = filled(template, dict.fromkeys([*paths, *RESERVED], "value"))
    if text is not None and not _is_json_of_lines(text):
        what = "InputTemplate" if transformer else "Input"
        yield _refused(f"Invalid {what} for target {identifier}: it is not JSON")


def _is_json_of_lines(text: str) -> bool:
    """One JSON value, or one text in quotation marks on each line."""
    try:
        json.loads(text)
    except ValueError:
        return all(_is_text(line) for line in text.splitlines())
    return True


def _is_text(line: str) -> bool:
    try:
        return not line.strip() or isinstance(json.loads(line), str)
    except ValueError:
        return False


def _refused(message: str) -> Refusal:
    return Refusal("ValidationException", message)


def _not_here(arn: str, which: str) -> Refusal:
    return _refused(f"Parameter {shown(arn)} is not valid. Reason: {which} emulated.")


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
