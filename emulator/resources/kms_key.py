"""AWS::KMS::Key.

moto fails on tags (it looks for ``TagKey``), stores the policy as an object where GetKeyPolicy has
to return text, has no rotation period, and deletes at once instead of scheduling the deletion.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
"""

from __future__ import annotations

from typing import Any

from moto.kms.models import KmsBackend, kms_backends

from emulator.resources.properties import TAGS, Document
from emulator.resources.resource_type import (
    Placement,
    Properties,
    ResourceType,
    document_text,
    tag_map,
    tags_of,
)

DEFAULT_ROTATION_DAYS = 365


class KmsKey(ResourceType):
    """A customer managed key."""

    type_name = "AWS::KMS::Key"
    schema = {
        "BypassPolicyLockoutSafetyCheck": bool,
        "Description": str,
        "EnableKeyRotation": bool,
        "Enabled": bool,
        "KeyPolicy": Document,
        "KeySpec": str,
        "KeyUsage": str,
        "MultiRegion": bool,
        "PendingWindowInDays": int,
        "RotationPeriodInDays": int,
        "Tags": TAGS,
    }
    create_only = frozenset({"KeySpec", "KeyUsage", "MultiRegion"})

    def create(self, place: Placement, properties: Properties) -> str:
        """Creates the key; what cannot change later is set here."""
        key = _backend(place).create_key(
            policy=None,
            key_usage=properties.get("KeyUsage", "ENCRYPT_DECRYPT"),
            key_spec=properties.get("KeySpec", "SYMMETRIC_DEFAULT"),
            description="",
            tags=[],
            multi_region=properties.get("MultiRegion", False),
        )
        return key.id

    def apply(
        self, place: Placement, physical_id: str, properties: Properties, previous: Properties
    ) -> None:
        """Sets policy, description, state, rotation and tags."""
        backend = _backend(place)
        key: Any = backend.keys[physical_id]
        policy = properties.get("KeyPolicy")
        key.policy = document_text(policy) if policy else key.generate_default_policy()
        key.description = properties.get("Description", "")
        key.key_rotation_status = properties.get("EnableKeyRotation", False)
        # Read by GetKeyRotationStatus, see emulator/read_apis/kms_rotation.py.
        key.rotation_period_in_days = properties.get("RotationPeriodInDays", DEFAULT_ROTATION_DAYS)
        if properties.get("Enabled", True):
            backend.enable_key(physical_id)
        else:
            backend.disable_key(physical_id)
        backend.tagger.delete_all_tags_for_resource(physical_id)
        backend.tagger.tag_resource(
            physical_id,
            [{"TagKey": k, "TagValue": v} for k, v in tag_map(properties).items()],
        )

    def delete(self, place: Placement, physical_id: str, properties: Properties) -> None:
        """Schedules the deletion, so that the key stays readable as PendingDeletion."""
        backend = _backend(place)
        if physical_id in backend.keys:
            window = properties.get("PendingWindowInDays", 30)
            if backend.schedule_key_deletion(physical_id, window) is None:
                raise ValueError(f"PendingWindowInDays must be from 7 to 30, not {window}")

    def read(self, place: Placement, physical_id: str, properties: Properties) -> Properties | None:
        """Settings, policy and tags; a key that waits for its deletion is gone."""
        backend = _backend(place)
        key: Any = backend.keys.get(physical_id)
        if key is None or key.key_state == "PendingDeletion":
            return None
        tags = backend.tagger.get_tag_dict_for_resource(physical_id)
        return {
            "Description": key.description,
            "EnableKeyRotation": key.key_rotation_status,
            "Enabled": key.enabled,
            "KeyPolicy": key.policy,
            "KeySpec": key.key_spec,
            "KeyUsage": key.key_usage,
            "MultiRegion": key.multi_region,
            "Tags": tags_of(tags),
        }

    def attributes(
        self, place: Placement, physical_id: str, properties: Properties
    ) -> dict[str, Any]:
        """Arn and KeyId."""
        return {"Arn": _backend(place).keys[physical_id].arn, "KeyId": physical_id}


def _backend(place: Placement) -> KmsBackend:
    return kms_backends[place.account][place.region]
