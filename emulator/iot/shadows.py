"""Shadows as AWS keeps them: of 8 KB and eight levels, each part removed by null, with a version.

moto takes documents of any size, fails on a version of a shadow that is not there, and keeps a
part of the state that is null.
https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html
https://docs.aws.amazon.com/general/latest/gr/iot-core.html#device-shadow-limits
"""

from __future__ import annotations

import json
import re
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.iotdata.exceptions import ConflictException, InvalidRequestException
from moto.iotdata.models import FakeShadow, IoTDataPlaneBackend

from emulator.moto_changes import replace_attribute

_MAX_BYTES = 8192
_MAX_DEPTH = 8
_SHADOW_NAME = re.compile(r"[$a-zA-Z0-9:_-]{1,64}")
_PARTS = ("desired", "reported")
_ORIGINAL: dict[str, Any] = {}


class RequestEntityTooLargeException(JsonRESTError):
    """The state would have more than 8 KB."""

    code = 413

    def __init__(self) -> None:
        super().__init__(
            "RequestEntityTooLargeException", "The payload exceeds the maximum size allowed"
        )


def install() -> None:
    """Replaces changing a shadow."""
    _ORIGINAL["update"] = replace_attribute(
        IoTDataPlaneBackend, "update_thing_shadow", _update_thing_shadow
    )


def _update_thing_shadow(
    backend: IoTDataPlaneBackend, thing_name: str, payload: Any, shadow_name: str | None
) -> FakeShadow:
    if shadow_name is not None and not _SHADOW_NAME.fullmatch(shadow_name):
        raise InvalidRequestException(f"{shadow_name!r} is not a shadow's name")
    document = _parsed(payload)
    shadows = backend.iot_backend.describe_thing(thing_name).thing_shadows
    before = shadows.get(shadow_name)
    version = document.pop("version", None)
    if version is not None and version != (before.version if before else 0):
        raise ConflictException("Version conflict")
    state = document.get("state")
    kept = _without_null_parts(before, state)
    if kept is not None:
        shadows[shadow_name] = kept
    try:
        # With the version taken out: what stands there has another one for a moment.
        changed: FakeShadow = _ORIGINAL["update"](
            backend, thing_name, json.dumps(document), shadow_name
        )
        _require_room(changed)
    except JsonRESTError:
        if before is None:
            shadows.pop(shadow_name, None)
        else:
            shadows[shadow_name] = before
        raise
    return changed


def _parsed(payload: Any) -> dict[str, Any]:
    try:
        document = json.loads(payload)
    except ValueError as error:
        raise InvalidRequestException("Invalid JSON document") from error
    if not isinstance(document, dict):
        raise InvalidRequestException("Invalid JSON document")
    if _depth(document.get("state")) > _MAX_DEPTH:
        raise InvalidRequestException(f"The state has more than {_MAX_DEPTH} levels")
    return document


def _without_null_parts(before: FakeShadow | None, state: Any) -> FakeShadow | None:
    """The shadow to start from: a copy, because moto changes the state of the one before."""
    if before is None or before.deleted or not isinstance(state, dict):
        return None
    removed = [part for part in _PARTS if part in state and state[part] is None]
    parts = {
        part: None if part in removed else json.loads(json.dumps(getattr(before, part)))
        for part in _PARTS
    }
    return FakeShadow(parts["desired"], parts["reported"], None, before.version)


def _require_room(shadow: FakeShadow) -> None:
    parts = {"desired": shadow.desired, "reported": shadow.reported}
    state = {name: value for name, value in parts.items() if value is not None}
    if len(json.dumps(state, separators=(",", ":")).encode()) > _MAX_BYTES:
        raise RequestEntityTooLargeException()


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max((_depth(child) for child in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_depth(child) for child in value), default=0)
    return 0
