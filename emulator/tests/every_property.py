"""Two organizations' resources of every type that is checked for drift, with every property."""

from __future__ import annotations

from typing import Any

from emulator.tests.announcement_resources import announcements
from emulator.tests.audit_resources import audits
from emulator.tests.data_resources import bucket, messaging, queries
from emulator.tests.identity_resources import devices, identities, keys, providers
from emulator.tests.template_parts import resource
from emulator.tests.trail_resources import trails


def shared_resources() -> dict[str, Any]:
    """What an account has once."""
    settings = {
        "ConnectionPasswordEncryption": {
            "KmsKeyId": "alias/passwords",
            "ReturnConnectionPasswordEncrypted": True,
        },
        "EncryptionAtRest": {"CatalogEncryptionMode": "SSE-KMS", "SseAwsKmsKeyId": "alias/catalog"},
    }
    return {
        "CatalogEncryption": resource(
            "Glue::DataCatalogEncryptionSettings",
            CatalogId={"Ref": "AWS::AccountId"},
            DataCatalogEncryptionSettings=settings,
        )
    }


def resources_of(slug: str) -> dict[str, Any]:
    """An organization's."""
    return {
        **keys(slug),
        **bucket(slug),
        **identities(slug),
        **providers(slug),
        **devices(slug),
        **messaging(slug),
        **announcements(slug),
        **queries(slug),
        **trails(slug),
        **audits(slug),
    }
