"""The rotation period of KMS keys: moto knows only whether rotation is on.

https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.kms.responses import KmsResponse

from emulator.moto_changes import replace_attribute
from emulator.resources.kms_key import DEFAULT_ROTATION_DAYS


def install() -> None:
    """Replaces EnableKeyRotation and GetKeyRotationStatus."""
    enable = replace_attribute(KmsResponse, "enable_key_rotation", _enable_key_rotation)
    replace_attribute(KmsResponse, "get_key_rotation_status", _get_key_rotation_status)
    _ORIGINAL["enable"] = enable


_ORIGINAL: dict[str, Any] = {}


def _enable_key_rotation(response: KmsResponse) -> str:
    result: str = _ORIGINAL["enable"](response)
    period = response._get_param("RotationPeriodInDays")
    if period is not None:
        _requested_key(response).rotation_period_in_days = int(period)
    return result


def _get_key_rotation_status(response: KmsResponse) -> str:
    response._validate_cmk_id(response._get_param("KeyId"))
    key = _requested_key(response)
    status = {"KeyId": key.arn, "KeyRotationEnabled": key.key_rotation_status}
    if key.key_rotation_status:
        status["RotationPeriodInDays"] = getattr(
            key, "rotation_period_in_days", DEFAULT_ROTATION_DAYS
        )
    return json.dumps(status)


def _requested_key(response: KmsResponse) -> Any:
    backend = response.kms_backend
    return backend.keys[backend.get_key_id(response._get_param("KeyId"))]
