"""Targets of EventBridge's rules: how many a rule has, and those that are emulated.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from moto.events.models import events_backends

from emulator.events.inputs import PATH, PLACEHOLDER, RESERVED, filled
from emulator.validation.api_call import ApiCall, Refusal, shown

_MOST_TARGETS = 5
_INPUTS = ("Input", "InputPath", "InputTransformer")
_TARGET_MEMBERS = frozenset({"Arn", "DeadLetterConfig", "Id", "RetryPolicy", *_INPUTS})
_TARGET_SERVICES = ("logs", "sns", "sqs")


def number_of_targets(call: ApiCall) -> Iterator[Refusal]:
    """Five for a rule, with those that it has."""
    rules = events_backends[call.account][call.region].event_buses["default"].rules
    rule = rules.get(call.parameters["Rule"])
    wanted = {target["Id"] for target in call.parameters.get("Targets", [])}
    known = {target["Id"] for target in rule.targets} if rule is not None else set()
    if len(wanted | known) > _MOST_TARGETS:
        message = f"The requested resource exceeds the maximum number allowed: {_MOST_TARGETS}"
        yield Refusal("LimitExceededException", message)


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
