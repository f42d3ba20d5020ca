"""Groups of schedules where moto replaces one that exists, or fails for one that does not.

https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateScheduleGroup.html
"""

from __future__ import annotations

from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.scheduler.exceptions import ScheduleGroupNotFound
from moto.scheduler.models import EventBridgeSchedulerBackend, Schedule, ScheduleGroup

from emulator.moto_changes import replace_attribute

_DEFAULT = "default"
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces how groups are created and deleted, and where schedules are created."""
    for name, replacement in (
        ("create_schedule", _create_schedule),
        ("create_schedule_group", _create_group),
        ("delete_schedule_group", _delete_group),
    ):
        _ORIGINAL[name] = replace_attribute(EventBridgeSchedulerBackend, name, replacement)


def _create_schedule(backend: EventBridgeSchedulerBackend, **parameters: Any) -> Schedule:
    backend.get_schedule_group(parameters["group_name"])
    made: Schedule = _ORIGINAL["create_schedule"](backend, **parameters)
    return made


def _create_group(
    backend: EventBridgeSchedulerBackend, name: str, tags: list[dict[str, str]]
) -> ScheduleGroup:
    if name in backend.schedule_groups:
        raise JsonRESTError("ConflictException", f"Schedule group {name} already exists.")
    made: ScheduleGroup = _ORIGINAL["create_schedule_group"](backend, name, tags or [])
    return made


def _delete_group(backend: EventBridgeSchedulerBackend, name: str | None) -> None:
    """Its schedules go with it."""
    if name == _DEFAULT or name not in backend.schedule_groups:
        raise ScheduleGroupNotFound(str(name))
    _ORIGINAL["delete_schedule_group"](backend, name)
