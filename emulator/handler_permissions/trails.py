"""AWS::CloudTrail::Trail."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check
from emulator.handler_permissions.requests import HandlerRequests, Needed, calls, changed_tags
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.planned_call import PlannedCall
from emulator.validation.trail_handler_calls import trail_calls


def _new_trail(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("TrailName") or place.generated_name(128)
    yield from _log_role(properties)
    for planned in trail_calls({**properties, "TrailName": name}, None):
        # A new trail does not log: there is nothing to stop.
        if planned.operation != "StopLogging":
            yield planned


def _changed_trail(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    yield from _log_role(properties)
    before = list(trail_calls(previous, name))
    yield from (planned for planned in trail_calls(properties, name) if planned not in before)
    removed = previous.keys() - properties.keys()
    if removed & {"AdvancedEventSelectors", "EventSelectors"}:
        yield PlannedCall("cloudtrail", "PutEventSelectors", {"TrailName": name})
    if "InsightSelectors" in removed:
        yield PlannedCall("cloudtrail", "PutInsightSelectors", {"TrailName": name})
    arn = place.arn("cloudtrail", f"trail/{name}")
    tags = tag_map(properties), tag_map(previous)
    yield from changed_tags("cloudtrail:AddTags", "cloudtrail:RemoveTags", arn, *tags)


def _read_trail(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    yield PlannedCall("cloudtrail", "DescribeTrails", {})
    yield PlannedCall("cloudtrail", "GetInsightSelectors", {"TrailName": name})
    yield Check("cloudtrail:GetEventConfiguration", place.arn("cloudtrail", f"trail/{name}"))


def _gone_trail(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("cloudtrail", "DeleteTrail", Name=name)


def _log_role(properties: Properties) -> Iterator[Needed]:
    role = properties.get("CloudWatchLogsRoleArn")
    if role:
        yield Check("iam:GetRole", role)


REQUESTS = {
    "AWS::CloudTrail::Trail": HandlerRequests(
        _new_trail, _changed_trail, _gone_trail, read=_read_trail
    ),
}
