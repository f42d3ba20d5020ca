"""AWS::Logs::LogGroup; moto's handler neither updates nor deletes one.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
"""

from __future__ import annotations

from typing import Any

from moto.logs.models import LogsBackend, logs_backends

from emulator.resources.properties import TAGS
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    present,
    tag_map,
    tags_of,
)


class LogsLogGroup(ResourceType):
    """A log group of the standard class."""

    type_name = "AWS::Logs::LogGroup"
    schema = {"KmsKeyId": str, "LogGroupName": str, "RetentionInDays": int, "Tags": TAGS}
    create_only = frozenset({"LogGroupName"})
    name_property = "LogGroupName"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the group; ``Ref`` is its name."""
        name = properties.get("LogGroupName") or place.generated_name(512)
        _backend(place).create_log_group(name, {}, kmsKeyId=None)
        return str(name)

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets key, retention and tags."""
        backend = _backend(place)
        group: Any = backend.groups[physical_id]
        group.kms_key_id = properties.get("KmsKeyId")
        group.set_retention_policy(properties.get("RetentionInDays"))
        backend.tagger.delete_all_tags_for_resource(group.arn)
        backend.tag_resource(group.arn, tag_map(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the group with its streams and tags, of which moto keeps the tags."""
        backend = _backend(place)
        if physical_id in backend.groups:
            backend.tagger.delete_all_tags_for_resource(backend.groups[physical_id].arn)
            backend.delete_log_group(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Key, retention and tags."""
        backend = _backend(place)
        group: Any = backend.groups.get(physical_id)
        if group is None:
            return None
        return present(
            {
                "KmsKeyId": group.kms_key_id,
                "LogGroupName": group.name,
                "RetentionInDays": group.retention_in_days,
                "Tags": tags_of(backend.tagger.get_tag_dict_for_resource(group.arn)),
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn, which ends in ``:*`` as in policies."""
        return {"Arn": f"{_backend(place).groups[physical_id].arn}:*"}


def _backend(place: Placement) -> LogsBackend:
    return logs_backends[place.account][place.region]
