"""Requests to CloudTrail for the resources of a template."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.resources.resource_type import Properties
from emulator.validation.planned_call import GENERATED_NAME, PlannedCall, without_none

_SETTINGS = (
    "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn",
    "EnableLogFileValidation",
    "IncludeGlobalServiceEvents",
    "IsMultiRegionTrail",
    "S3BucketName",
    "S3KeyPrefix",
    "SnsTopicName",
)


def trail_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateTrail or UpdateTrail, selectors, and whether it logs."""
    name = physical_id or properties.get("TrailName", GENERATED_NAME)
    given = {"Name": name, **{key: properties.get(key) for key in _SETTINGS}}
    given["KmsKeyId"] = properties.get("KMSKeyId")
    if physical_id is None:
        new = {**given, "TagsList": properties.get("Tags")}
        yield PlannedCall("cloudtrail", "CreateTrail", without_none(new))
    else:
        yield PlannedCall("cloudtrail", "UpdateTrail", without_none(given))
    selectors = {
        key: properties[key]
        for key in ("AdvancedEventSelectors", "EventSelectors")
        if properties.get(key)
    }
    if selectors:
        yield PlannedCall("cloudtrail", "PutEventSelectors", {"TrailName": name, **selectors})
    if properties.get("InsightSelectors"):
        insights = {"TrailName": name, "InsightSelectors": properties["InsightSelectors"]}
        yield PlannedCall("cloudtrail", "PutInsightSelectors", insights)
    logging = "StartLogging" if properties["IsLogging"] else "StopLogging"
    yield PlannedCall("cloudtrail", logging, {"Name": name})
