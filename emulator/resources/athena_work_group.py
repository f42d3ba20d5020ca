"""AWS::Athena::WorkGroup, which moto skips silently.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-athena-workgroup.html
"""

from __future__ import annotations

import copy
from typing import Any

from moto.athena.exceptions import InvalidArgumentException
from moto.athena.models import AthenaBackend, athena_backends

from emulator.athena.work_group_contents import is_empty
from emulator.resources.properties import TAGS, one_of
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    present,
    tag_list,
    tags_of,
)

_NEWEST_ENGINE = "Athena engine version 3"
_DEFAULTS: Properties = {
    "EnforceWorkGroupConfiguration": True,
    "EnableMinimumEncryptionConfiguration": False,
    "PublishCloudWatchMetricsEnabled": True,
    "RequesterPaysEnabled": False,
    "ResultConfiguration": {},
}


class AthenaWorkGroup(ResourceType):
    """A workgroup."""

    type_name = "AWS::Athena::WorkGroup"
    schema = {
        "Description": str,
        "Name": str,
        "RecursiveDeleteOption": bool,
        "State": one_of("ENABLED", "DISABLED"),
        "Tags": TAGS,
        "WorkGroupConfiguration": {
            "BytesScannedCutoffPerQuery": int,
            "EnforceWorkGroupConfiguration": bool,
            "EngineVersion": {"EffectiveEngineVersion": str, "SelectedEngineVersion": str},
            "PublishCloudWatchMetricsEnabled": bool,
            "RequesterPaysEnabled": bool,
            "ResultConfiguration": {
                "AclConfiguration": {"S3AclOption": str},
                "EncryptionConfiguration": {
                    "EncryptionOption": one_of("SSE_S3", "SSE_KMS", "CSE_KMS"),
                    "KmsKey": str,
                },
                "ExpectedBucketOwner": str,
                "OutputLocation": str,
            },
        },
    }
    required = frozenset({"Name"})
    create_only = frozenset({"Name"})
    name_property = "Name"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the workgroup; moto answers a taken name with None."""
        name = str(properties["Name"])
        if _backend(place).create_work_group(name, {}, "", []) is None:
            raise InvalidArgumentException("WorkGroup is already created")
        return name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets state, description, configuration and tags."""
        backend = _backend(place)
        group = backend.work_groups[physical_id]
        group.state = properties.get("State", "ENABLED")
        group.description = properties.get("Description", "")
        group.configuration = _configuration(properties.get("WorkGroupConfiguration", {}))
        group.tags = tag_list(properties)
        backend.tagger.delete_all_tags_for_resource(group.arn)
        backend.tagger.tag_resource(group.arn, tag_list(properties))

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the workgroup; one with saved or past queries only with RecursiveDeleteOption."""
        backend = _backend(place)
        group = backend.work_groups.get(physical_id)
        if group is None:
            return
        recursive = properties.get("RecursiveDeleteOption", False)
        if not recursive and not is_empty(backend, physical_id):
            raise InvalidArgumentException(f"WorkGroup {physical_id} is not empty")
        backend.tagger.delete_all_tags_for_resource(group.arn)
        backend.delete_work_group(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """State, description, configuration and tags."""
        group = _backend(place).work_groups.get(physical_id)
        if group is None:
            return None
        return present(
            {
                "Description": group.description,
                "Name": group.name,
                "State": group.state,
                "Tags": tags_of(_backend(place).tagger.get_tag_dict_for_resource(group.arn)),
                "WorkGroupConfiguration": group.configuration,
            }
        )

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """What AWS offers that is known here."""
        engine = _backend(place).work_groups[physical_id].configuration["EngineVersion"]
        effective = engine["EffectiveEngineVersion"]
        return {"WorkGroupConfiguration.EngineVersion.EffectiveEngineVersion": effective}


def _configuration(wanted: Properties) -> Properties:
    result = _DEFAULTS | copy.deepcopy(wanted)
    selected = wanted.get("EngineVersion", {}).get("SelectedEngineVersion", "AUTO")
    result["EngineVersion"] = {
        "SelectedEngineVersion": selected,
        "EffectiveEngineVersion": _NEWEST_ENGINE if selected == "AUTO" else selected,
    }
    return result


def _backend(place: Placement) -> AthenaBackend:
    return athena_backends[place.account][place.region]
