"""AWS::Scheduler::ScheduleGroup.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedulegroup.html
"""

from __future__ import annotations

from typing import Any

from moto.scheduler.models import EventBridgeSchedulerBackend, scheduler_backends

from emulator.resources.properties import TAGS
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    present,
    tag_list,
    tags_of,
)


class SchedulerScheduleGroup(ResourceType):
    """A group, whose ARN is the source for which Scheduler assumes roles."""

    type_name = "AWS::Scheduler::ScheduleGroup"
    schema = {"Name": str, "Tags": TAGS}
    create_only = frozenset({"Name"})
    name_property = "Name"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the group; ``Ref`` is its name."""
        name = properties.get("Name") or place.generated_name()
        _backend(place).create_schedule_group(name, [])
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets the tags."""
        backend, arn = _backend(place), _arn(place, physical_id)
        backend.tagger.delete_all_tags_for_resource(arn)
        backend.tagger.tag_resource(arn, tag_list(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the group with its schedules."""
        if physical_id in _backend(place).schedule_groups:
            _backend(place).delete_schedule_group(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Name and tags."""
        backend = _backend(place)
        if physical_id not in backend.schedule_groups:
            return None
        tags = backend.tagger.get_tag_dict_for_resource(_arn(place, physical_id))
        return present({"Name": physical_id, "Tags": tags_of(tags)})

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn and State."""
        return {"Arn": _arn(place, physical_id), "State": "ACTIVE"}


def _arn(place: Placement, name: str) -> str:
    return place.arn("scheduler", f"schedule-group/{name}")


def _backend(place: Placement) -> EventBridgeSchedulerBackend:
    return scheduler_backends[place.account][place.region]
