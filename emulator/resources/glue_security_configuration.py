"""AWS::Glue::SecurityConfiguration, which moto skips silently.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-securityconfiguration.html
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from moto.glue.models import GlueBackend, glue_backends

from emulator.resources.properties import one_of
from emulator.resources.resource_type import Placement, Properties, ResourceType


class GlueSecurityConfiguration(ResourceType):
    """How Glue's jobs encrypt what they write."""

    type_name = "AWS::Glue::SecurityConfiguration"
    schema = {
        "EncryptionConfiguration": {
            "CloudWatchEncryption": {
                "CloudWatchEncryptionMode": one_of("DISABLED", "SSE-KMS"),
                "KmsKeyArn": str,
            },
            "JobBookmarksEncryption": {
                "JobBookmarksEncryptionMode": one_of("CSE-KMS", "DISABLED"),
                "KmsKeyArn": str,
            },
            "S3Encryptions": [
                {"KmsKeyArn": str, "S3EncryptionMode": one_of("DISABLED", "SSE-KMS", "SSE-S3")}
            ],
        },
        "Name": str,
    }
    required = frozenset({"EncryptionConfiguration", "Name"})
    create_only = frozenset({"Name"})
    name_property = "Name"

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the configuration; ``Ref`` is its name."""
        name = str(properties["Name"])
        _backend(place).create_security_configuration(name, {})
        return name

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets what is encrypted; Glue itself has no operation for that after creation."""
        found = _backend(place).get_security_configuration(physical_id)
        found.configuration = api_configuration(properties["EncryptionConfiguration"])

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Deletes the configuration; jobs that name it fail from then on."""
        backend = _backend(place)
        if physical_id in backend.security_configurations:
            backend.delete_security_configuration(physical_id)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """What is encrypted."""
        found = _backend(place).security_configurations.get(physical_id)
        if found is None:
            return None
        given = copy.deepcopy(found.configuration)
        if "S3Encryption" in given:
            given["S3Encryptions"] = given.pop("S3Encryption")
        return {"EncryptionConfiguration": given, "Name": found.name}


def api_configuration(configuration: Mapping[str, Any]) -> dict[str, Any]:
    """As Glue's API spells it: ``S3Encryption`` for ``S3Encryptions``."""
    given = copy.deepcopy(dict(configuration))
    lists = {"S3Encryption": given.pop("S3Encryptions")} if "S3Encryptions" in given else {}
    return {**given, **lists}


def _backend(place: Placement) -> GlueBackend:
    return glue_backends[place.account][place.region]
