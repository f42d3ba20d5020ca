"""AWS::Glue::DataCatalogEncryptionSettings: of the account's one catalog in a Region.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-datacatalogencryptionsettings.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto.glue.models import GlueBackend, glue_backends

from emulator.cloudformation.errors import ValidationError
from emulator.resources.properties import one_of
from emulator.resources.resource_type import Placement, Properties, ResourceType


class GlueCatalogEncryption(ResourceType):
    """The settings; there are always some, so that none are created or deleted."""

    type_name = "AWS::Glue::DataCatalogEncryptionSettings"
    schema = {
        "CatalogId": str,
        "DataCatalogEncryptionSettings": {
            "ConnectionPasswordEncryption": {
                "KmsKeyId": str,
                "ReturnConnectionPasswordEncrypted": bool,
            },
            "EncryptionAtRest": {
                "CatalogEncryptionMode": one_of("DISABLED", "SSE-KMS"),
                "SseAwsKmsKeyId": str,
            },
        },
    }
    required = frozenset({"CatalogId", "DataCatalogEncryptionSettings"})
    create_only = frozenset({"CatalogId"})

    def create(self, place: Placement, properties: Properties) -> str:
        """``Ref`` is the catalog's id."""
        if properties["CatalogId"] != place.account:
            raise ValidationError(f"CatalogId {properties['CatalogId']} is another account's")
        return str(properties["CatalogId"])

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets both settings."""
        settings = api_settings(properties["DataCatalogEncryptionSettings"])
        _backend(place).put_data_catalog_encryption_settings(physical_id, settings)

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Goes back to what Glue has where nobody set anything."""
        _backend(place).data_catalog_encryption_settings.pop(physical_id, None)

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Both settings; there are always some."""
        found = _backend(place).get_data_catalog_encryption_settings(physical_id)
        settings = dict(found["DataCatalogEncryptionSettings"])
        passwords = dict(settings["ConnectionPasswordEncryption"])
        if "AwsKmsKeyId" in passwords:
            passwords["KmsKeyId"] = passwords.pop("AwsKmsKeyId")
        settings["ConnectionPasswordEncryption"] = passwords
        return {"CatalogId": physical_id, "DataCatalogEncryptionSettings": settings}


def api_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """As Glue's API spells them: ``AwsKmsKeyId`` for the key of passwords."""
    given = dict(settings)
    if "ConnectionPasswordEncryption" in given:
        passwords = dict(given["ConnectionPasswordEncryption"])
        if "KmsKeyId" in passwords:
            passwords["AwsKmsKeyId"] = passwords.pop("KmsKeyId")
        given["ConnectionPasswordEncryption"] = passwords
    return given


def _backend(place: Placement) -> GlueBackend:
    return glue_backends[place.account][place.region]
