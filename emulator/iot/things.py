"""Things as AWS keeps them: created once, with bounded attributes and a version.

moto overwrites a thing of the same name, takes any name and attributes, and leaves the version as
it is.
https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThing.html
https://docs.aws.amazon.com/general/latest/gr/iot-core.html#thing-registry-limits
"""

from __future__ import annotations

import re
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iot.exceptions import (
    InvalidRequestException,
    ResourceAlreadyExistsException,
    VersionConflictException,
)
from moto.iot.models import FakeThing, IoTBackend
from moto.iot.responses import IoTResponse

from emulator.moto_changes import replace_attribute

_NAME = re.compile(r"[a-zA-Z0-9:_-]{1,128}")
_ATTRIBUTE_NAME = re.compile(r"[a-zA-Z0-9_.,@/:#-]{1,128}")
_ATTRIBUTE_VALUE = re.compile(r"[a-zA-Z0-9_.,@/:#=\[\]-]{0,800}")
_MAX_WITH_TYPE = 50
_MAX_WITHOUT_TYPE = 3
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces creating, updating and deleting things."""
    _ORIGINAL["create"] = replace_attribute(IoTBackend, "create_thing", _create_thing)
    _ORIGINAL["update"] = replace_attribute(IoTBackend, "update_thing", _update_thing)
    replace_attribute(IoTResponse, "update_thing", _update_thing_response)
    _ORIGINAL["delete"] = replace_attribute(IoTResponse, "delete_thing", _delete_thing_response)


def _create_thing(
    backend: IoTBackend,
    thing_name: str,
    thing_type_name: str | None,
    attribute_payload: dict[str, Any] | None,
    billing_group_name: str | None = None,
) -> FakeThing:
    if not _NAME.fullmatch(thing_name):
        raise InvalidRequestException(f"{thing_name!r} is not a thing name")
    attributes = _given(attribute_payload)
    _check_attributes(attributes, has_type=bool(thing_type_name))
    existing = next((t for t in backend.things.values() if t.thing_name == thing_name), None)
    if existing is None:
        thing: FakeThing = _ORIGINAL["create"](
            backend, thing_name, thing_type_name, {"attributes": attributes}, billing_group_name
        )
        return thing
    asked = (thing_type_name or None, attributes, billing_group_name)
    if asked != (_type_name(existing), existing.attributes, existing.billing_group_name):
        raise ResourceAlreadyExistsException(
            f"Thing {thing_name} already exists in account with different attributes",
            existing.thing_id,
            existing.arn,
        )
    return existing


def _update_thing(
    backend: IoTBackend,
    thing_name: str,
    thing_type_name: str | None,
    attribute_payload: dict[str, Any] | None,
    remove_thing_type: bool | None,
) -> None:
    thing = backend.describe_thing(thing_name)
    given = _given(attribute_payload)
    kept = thing.attributes if attribute_payload and attribute_payload.get("merge") else {}
    # An empty value removes the attribute, and so does leaving it out without `merge`.
    result = {name: value for name, value in {**kept, **given}.items() if value}
    has_type = bool(thing_type_name or (thing.thing_type and not remove_thing_type))
    unchanged = attribute_payload is None or "attributes" not in attribute_payload
    _check_attributes(thing.attributes if unchanged else result, has_type)
    _ORIGINAL["update"](
        backend, thing_name, thing_type_name, attribute_payload, bool(remove_thing_type)
    )
    thing.version += 1


def _update_thing_response(response: IoTResponse) -> ActionResult:
    _check_version(response)
    response.iot_backend.update_thing(
        thing_name=response._get_param("thingName"),
        thing_type_name=response._get_param("thingTypeName"),
        attribute_payload=response._get_param("attributePayload"),
        remove_thing_type=response._get_param("removeThingType"),
    )
    return EmptyResult()


def _delete_thing_response(response: IoTResponse) -> ActionResult:
    _check_version(response)
    result: ActionResult = _ORIGINAL["delete"](response)
    return result


def _check_version(response: IoTResponse) -> None:
    expected = response._get_param("expectedVersion")
    thing = response.iot_backend.describe_thing(response._get_param("thingName"))
    if expected is not None and int(expected) != thing.version:
        raise VersionConflictException(thing.thing_name)


def _check_attributes(attributes: dict[str, str], has_type: bool) -> None:
    for name, value in attributes.items():
        if not _ATTRIBUTE_NAME.fullmatch(name) or not _ATTRIBUTE_VALUE.fullmatch(str(value)):
            raise InvalidRequestException(f"Attribute {name}={value} is not allowed")
    most = _MAX_WITH_TYPE if has_type else _MAX_WITHOUT_TYPE
    if len(attributes) > most:
        raise InvalidRequestException(
            f"A thing {'with' if has_type else 'without'} a type has at most {most} attributes,"
            f" not {len(attributes)}"
        )


def _given(attribute_payload: dict[str, Any] | None) -> dict[str, str]:
    return dict((attribute_payload or {}).get("attributes") or {})


def _type_name(thing: FakeThing) -> str | None:
    return thing.thing_type.thing_type_name if thing.thing_type else None
