"""EventBridge Scheduler: schedules in groups, and the roles that it is handed.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import (
    Check,
    names,
    not_in_table,
    pass_role,
    tag_context,
)
from emulator.authorization.calls import Call

_WITHOUT_RESOURCE = names("ListScheduleGroups ListSchedules")
_ON_SCHEDULE = names("CreateSchedule DeleteSchedule GetSchedule UpdateSchedule")
_ON_GROUP = names("CreateScheduleGroup DeleteScheduleGroup GetScheduleGroup")
_BY_ARN = names("ListTagsForResource TagResource UntagResource")
_DEFAULT_GROUP = "default"


def checks(call: Call) -> Iterator[Check]:
    """What a call to Scheduler needs."""
    parameters, operation = call.parameters, call.operation
    tags = tag_context(parameters)
    if operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*")
    elif operation in _BY_ARN:
        yield Check(call.action, parameters["ResourceArn"], tags)
    elif operation in _ON_GROUP:
        name = parameters["Name"]
        yield Check(call.action, call.arn(f"schedule-group/{name}"), tags)
        if operation == "CreateScheduleGroup" and tags:
            yield Check("scheduler:TagResource", call.arn(f"schedule-group/{name}"), tags)
        if operation == "DeleteScheduleGroup":
            # Whoever deletes a group deletes all that is in it.
            yield Check("scheduler:DeleteSchedule", call.arn(f"schedule/{name}/*"))
    elif operation in _ON_SCHEDULE:
        group = parameters.get("GroupName") or _DEFAULT_GROUP
        yield Check(call.action, call.arn(f"schedule/{group}/{parameters['Name']}"))
        yield from pass_role(parameters.get("Target", {}).get("RoleArn"), "scheduler.amazonaws.com")
    else:
        raise not_in_table(call)
