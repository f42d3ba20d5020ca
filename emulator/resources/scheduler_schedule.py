"""AWS::Scheduler::Schedule with universal targets.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html
"""

from __future__ import annotations

import copy
from typing import Any

from moto.scheduler.models import EventBridgeSchedulerBackend, Schedule, scheduler_backends

from emulator.resources.properties import one_of
from emulator.resources.resource_type import Placement, Properties, ResourceType, present

_DEFAULT_GROUP = "default"
# By property: moto's attribute.
_ATTRIBUTES = {
    "Description": "description",
    "FlexibleTimeWindow": "flexible_time_window",
    "KmsKeyArn": "kms_key_arn",
    "ScheduleExpression": "schedule_expression",
    "ScheduleExpressionTimezone": "schedule_expression_timezone",
    "State": "state",
    "Target": "target",
}


class SchedulerSchedule(ResourceType):
    """A schedule; dates of its beginning and end, and templated targets, are refused."""

    type_name = "AWS::Scheduler::Schedule"
    schema = {
        "Description": str,
        "FlexibleTimeWindow": {"MaximumWindowInMinutes": int, "Mode": one_of("FLEXIBLE", "OFF")},
        "GroupName": str,
        "KmsKeyArn": str,
        "Name": str,
        "ScheduleExpression": str,
        "ScheduleExpressionTimezone": str,
        "State": one_of("DISABLED", "ENABLED"),
        "Target": {
            "Arn": str,
            "DeadLetterConfig": {"Arn": str},
            "Input": str,
            "RetryPolicy": {"MaximumEventAgeInSeconds": int, "MaximumRetryAttempts": int},
            "RoleArn": str,
        },
    }
    required = frozenset({"FlexibleTimeWindow", "ScheduleExpression", "Target"})
    # A schedule cannot move to another group.
    create_only = frozenset({"GroupName", "Name"})
    name_property = "Name"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the schedule; ``Ref`` is its name."""
        name = properties.get("Name") or place.generated_name()
        none: Any = None
        _backend(place).create_schedule(
            group_name=properties.get("GroupName", _DEFAULT_GROUP),
            name=name,
            start_date=none,
            end_date=none,
            action_after_completion=none,
            **_parameters(properties),
        )
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets everything, as UpdateSchedule does."""
        none: Any = None
        _backend(place).update_schedule(
            group_name=properties.get("GroupName", _DEFAULT_GROUP),
            name=physical_id,
            start_date=none,
            end_date=none,
            **_parameters(properties),
        )

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the schedule, unless it went with its group."""
        found = _backend(place).schedule_groups.get(properties.get("GroupName", _DEFAULT_GROUP))
        if found is not None:
            found.schedules.pop(physical_id, None)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """When it runs, what it calls, and as whom."""
        found = _schedule(place, physical_id, properties)
        if found is None:
            return None
        shown = {name: getattr(found, attribute) for name, attribute in _ATTRIBUTES.items()}
        return present({**shown, "GroupName": found.group_name, "Name": found.name})

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn."""
        group = properties.get("GroupName", _DEFAULT_GROUP)
        return {"Arn": place.arn("scheduler", f"schedule/{group}/{physical_id}")}


def _parameters(properties: Properties) -> dict[str, Any]:
    given = {attribute: properties.get(name) for name, attribute in _ATTRIBUTES.items()}
    given["state"] = properties.get("State", "ENABLED")
    return copy.deepcopy(given)


def _schedule(place: Placement, name: str, properties: Properties) -> Schedule | None:
    group = _backend(place).schedule_groups.get(properties.get("GroupName", _DEFAULT_GROUP))
    return group.schedules.get(name) if group else None


def _backend(place: Placement) -> EventBridgeSchedulerBackend:
    return scheduler_backends[place.account][place.region]
