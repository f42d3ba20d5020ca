"""AWS::CloudTrail::Trail."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check
from emulator.handler_permissions.requests import (
    HandlerRequests,
    Needed,
    changed,
    changed_tags,
    on,
)
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.planned_call import PlannedCall
from emulator.validation.trail_handler_calls import trail_calls

# Reading a trail asks for these too, whatever the template sets.
_READS = "GetEventConfiguration GetInsightSelectors"


def _new_trail(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("TrailName") or place.generated_name(128)
    # A trail does not log before somebody says so.
    for call in trail_calls({**properties, "TrailName": name}, None):
        if call.operation != "StopLogging":
            yield call
    yield from _role(properties)


def _changed_trail(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    before = list(trail_calls(previous, name))
    for call in trail_calls(properties, name):
        # Whether it logs is said in every update.
        if call not in before or call.operation.endswith("Logging"):
            yield call
    if changed(properties, previous, "CloudWatchLogsRoleArn"):
        yield from _role(properties)
    arn = _arn(place, name)
    tags = tag_map(properties), tag_map(previous)
    yield from changed_tags("cloudtrail:AddTags", "cloudtrail:RemoveTags", arn, *tags)


def _read_trail(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    yield PlannedCall("cloudtrail", "DescribeTrails", {})
    yield from on(_arn(place, name), "cloudtrail", _READS)


def _gone_trail(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    yield PlannedCall("cloudtrail", "DeleteTrail", {"Name": name})


def _role(properties: Properties) -> Iterator[Needed]:
    """Of a trail that is also written to a log group."""
    if properties.get("CloudWatchLogsRoleArn"):
        yield Check("iam:GetRole", properties["CloudWatchLogsRoleArn"])


def _arn(place: Placement, name: str) -> str:
    return place.arn("cloudtrail", f"trail/{name}")


REQUESTS = {
    "AWS::CloudTrail::Trail": HandlerRequests(
        _new_trail, _changed_trail, _gone_trail, read=_read_trail
    ),
}
