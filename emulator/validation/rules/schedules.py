"""Schedules: when they run, what they call, and whether Scheduler may do it as their role.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from moto.scheduler.models import scheduler_backends

from emulator.scheduler.execution_role import assuming
from emulator.scheduler.targets import EMULATED, universal_target
from emulator.validation.api_call import ApiCall, Refusal, shown

_RATE = re.compile(r"rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)")
_AT = re.compile(r"at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)")
_FIELD = r"[A-Za-z0-9*/,?#L-]+"
_CRON = re.compile(rf"cron\({_FIELD}( {_FIELD}){{5}}\)")
_DEFAULT_GROUP = "default"


def valid_schedule(call: ApiCall) -> Iterator[Refusal]:
    """Everything that Scheduler refuses of a schedule, and targets that are not emulated."""
    parameters = call.parameters
    group = parameters.get("GroupName") or _DEFAULT_GROUP
    if group not in scheduler_backends[call.account][call.region].schedule_groups:
        words = f"Schedule group {shown(group)} does not exist."
        yield Refusal("ResourceNotFoundException", words, 404)
    expression = str(parameters.get("ScheduleExpression"))
    if not any(form.fullmatch(expression) for form in (_RATE, _AT, _CRON)):
        yield _invalid(f"Invalid Schedule Expression {shown(expression)}.")
    elif expression.startswith("cron") and expression[5:-1].split(" ").count("?") != 1:
        yield _invalid(f"Invalid Schedule Expression {shown(expression)}: one ? for a day.")
    window = parameters.get("FlexibleTimeWindow", {})
    if (window.get("Mode") == "FLEXIBLE") is not ("MaximumWindowInMinutes" in window):
        yield _invalid("MaximumWindowInMinutes goes with the FLEXIBLE mode, and only with that.")
    yield from _target_problems(call, parameters.get("Target", {}), group)


def _target_problems(call: ApiCall, target: dict[str, Any], group: str) -> Iterator[Refusal]:
    arn, role_arn = str(target.get("Arn")), str(target.get("RoleArn"))
    if universal_target(arn) not in EMULATED:
        yield _invalid(f"Provided Arn is not in correct format or not emulated: {shown(arn)}")
    try:
        is_object = isinstance(json.loads(target.get("Input", "{}")), dict)
    except ValueError:
        is_object = False
    if not is_object:
        yield _invalid("Input of a universal target has to be a JSON object.")
    group_arn = (
        f"arn:{call.partition}:scheduler:{call.region}:{call.account}:schedule-group/{group}"
    )
    if not assuming(call.account, role_arn, group_arn).is_allowed:
        yield _invalid(
            "The execution role you provide must allow AWS EventBridge Scheduler to assume the "
            f"role. ({shown(role_arn)}, for {group_arn})"
        )


def _invalid(message: str) -> Refusal:
    return Refusal("ValidationException", message)
