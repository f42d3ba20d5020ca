"""AWS::CloudTrail::Trail.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html
"""

from __future__ import annotations

from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail, cloudtrail_backends

from emulator.cloudtrail.selectors import OPERATORS
from emulator.resources.properties import TAGS, one_of
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    present,
    tag_list,
)

_INSIGHTS = one_of("ApiCallRateInsight", "ApiErrorRateInsight")


class CloudTrailTrail(ResourceType):
    """A trail, which logs or does not."""

    type_name = "AWS::CloudTrail::Trail"
    schema = {
        "AdvancedEventSelectors": [
            {
                "FieldSelectors": [{"Field": str, **{name: [str] for name in sorted(OPERATORS)}}],
                "Name": str,
            }
        ],
        "CloudWatchLogsLogGroupArn": str,
        "CloudWatchLogsRoleArn": str,
        "EnableLogFileValidation": bool,
        "EventSelectors": [
            {
                "DataResources": [{"Type": str, "Values": [str]}],
                "ExcludeManagementEventSources": [str],
                "IncludeManagementEvents": bool,
                "ReadWriteType": one_of("All", "ReadOnly", "WriteOnly"),
            }
        ],
        "IncludeGlobalServiceEvents": bool,
        "InsightSelectors": [
            {"EventCategories": [one_of("Data", "Management")], "InsightType": _INSIGHTS}
        ],
        "IsLogging": bool,
        "IsMultiRegionTrail": bool,
        "KMSKeyId": str,
        "S3BucketName": str,
        "S3KeyPrefix": str,
        "SnsTopicName": str,
        "Tags": TAGS,
        "TrailName": str,
    }
    required = frozenset({"IsLogging", "S3BucketName"})
    create_only = frozenset({"TrailName"})
    name_property = "TrailName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the trail, which does not log yet; ``Ref`` is its name."""
        name = properties.get("TrailName") or place.generated_name(128)
        given = _settings(properties)
        is_global = given.pop("include_global_service_events")
        _backend(place).create_trail(name, is_global=is_global, tags_list=[], **given)
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets everything, what the template leaves out too."""
        backend = _backend(place)
        trail = backend.get_trail(physical_id)
        for name, value in _settings(properties).items():
            setattr(trail, name, value)
        trail.put_event_selectors(
            properties.get("EventSelectors", []), properties.get("AdvancedEventSelectors", [])
        )
        trail.insight_selectors = properties.get("InsightSelectors", [])
        if properties["IsLogging"] and not trail.status.is_logging:
            trail.start_logging()
        elif not properties["IsLogging"] and trail.status.is_logging:
            trail.stop_logging()
        backend.tagging_service.delete_all_tags_for_resource(trail.arn)
        backend.add_tags(trail.arn, tag_list(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the trail; its files stay."""
        backend = _backend(place)
        if physical_id in backend.trails:
            backend.delete_trail(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Everything that a template can set."""
        backend = _backend(place)
        trail = backend.trails.get(physical_id)
        return _read(backend, trail) if trail else None

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn and SnsTopicArn."""
        trail = _backend(place).get_trail(physical_id)
        return present({"Arn": trail.arn, "SnsTopicArn": trail.topic_arn})


def _settings(properties: Properties) -> dict[str, Any]:
    """By the names of moto's attributes."""
    return {
        "bucket_name": properties["S3BucketName"],
        "s3_key_prefix": properties.get("S3KeyPrefix"),
        "sns_topic_name": properties.get("SnsTopicName"),
        "include_global_service_events": properties.get("IncludeGlobalServiceEvents", True),
        "is_multi_region": properties.get("IsMultiRegionTrail", False),
        "log_validation": properties.get("EnableLogFileValidation", False),
        "is_org_trail": False,
        "cw_log_group_arn": properties.get("CloudWatchLogsLogGroupArn"),
        "cw_role_arn": properties.get("CloudWatchLogsRoleArn"),
        "kms_key_id": properties.get("KMSKeyId"),
    }


def _read(backend: CloudTrailBackend, trail: Trail) -> Properties:
    tags = backend.tagging_service.list_tags_for_resource(trail.arn)["TagsList"]
    return {
        **present(
            {
                "AdvancedEventSelectors": trail.advanced_event_selectors or None,
                "CloudWatchLogsLogGroupArn": trail.cw_log_group_arn,
                "CloudWatchLogsRoleArn": trail.cw_role_arn,
                "EventSelectors": trail.event_selectors or None,
                "InsightSelectors": trail.insight_selectors or None,
                "KMSKeyId": trail.kms_key_id,
                "S3BucketName": trail.bucket_name,
                "S3KeyPrefix": trail.s3_key_prefix,
                "SnsTopicName": trail.sns_topic_name,
                "Tags": tags or None,
                "TrailName": trail.trail_name,
            }
        ),
        "EnableLogFileValidation": trail.log_validation,
        "IncludeGlobalServiceEvents": trail.include_global_service_events,
        "IsLogging": trail.status.is_logging,
        "IsMultiRegionTrail": trail.is_multi_region,
    }


def _backend(place: Placement) -> CloudTrailBackend:
    return cloudtrail_backends[place.account][place.region]
