"""Schedules of EventBridge Scheduler, and their groups."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.handler_permissions.requests import (
    HandlerRequests,
    Needed,
    calls,
    changed_tags,
)
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.messaging_handler_calls import schedule_calls, schedule_group_calls

_DEFAULT_GROUP = "default"


def _new_group(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("Name") or place.generated_name()
    return schedule_group_calls({**properties, "Name": name}, None)


def _changed_group(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    arn = place.arn("scheduler", f"schedule-group/{name}")
    tags = tag_map(properties), tag_map(previous)
    return changed_tags("scheduler:TagResource", "scheduler:UntagResource", arn, *tags)


def _gone_group(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("scheduler", "GetScheduleGroup DeleteScheduleGroup", Name=name)


def _new_schedule(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("Name") or place.generated_name()
    return schedule_calls({**properties, "Name": name}, None)


def _changed_schedule(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    return schedule_calls({**properties, "Name": name}, name)


def _gone_schedule(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    group = properties.get("GroupName", _DEFAULT_GROUP)
    return calls("scheduler", "GetSchedule DeleteSchedule", GroupName=group, Name=name)


REQUESTS = {
    "AWS::Scheduler::Schedule": HandlerRequests(_new_schedule, _changed_schedule, _gone_schedule),
    "AWS::Scheduler::ScheduleGroup": HandlerRequests(_new_group, _changed_group, _gone_group),
}
