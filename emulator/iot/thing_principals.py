"""Certificates attached to things, exclusively or not.

moto takes and forgets ``thingPrincipalType``, so that a certificate could belong to two hubs.
https://docs.aws.amazon.com/iot/latest/apireference/API_AttachThingPrincipal.html
"""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult
from moto.iot.exceptions import InvalidRequestException
from moto.iot.models import IoTBackend
from moto.iot.responses import IoTResponse

from emulator.moto_changes import replace_attribute

EXCLUSIVE = "EXCLUSIVE_THING"
NON_EXCLUSIVE = "NON_EXCLUSIVE_THING"


def install() -> None:
    """Replaces attaching and the lists that show the type."""
    replace_attribute(IoTResponse, "attach_thing_principal", _attach_thing_principal)
    replace_attribute(IoTResponse, "list_thing_principals_v2", _list_thing_principals_v2)
    replace_attribute(IoTResponse, "list_principal_things_v2", _list_principal_things_v2)


def _attach_thing_principal(response: IoTResponse) -> ActionResult:
    backend = response.iot_backend
    thing = response._get_param("thingName")
    principal = response.headers.get("x-amzn-principal")
    wanted = response._get_param("thingPrincipalType", NON_EXCLUSIVE)
    if wanted not in (EXCLUSIVE, NON_EXCLUSIVE):
        raise InvalidRequestException(f"{wanted} is not a thing principal type")
    # Unknown things and principals are named before a conflict is.
    backend.describe_thing(thing)
    backend._get_principal(principal)
    _refuse_conflict(backend, thing, principal, wanted)
    backend.attach_thing_principal(thing, principal)
    _types(backend)[(principal, thing)] = wanted
    return EmptyResult()


def _refuse_conflict(backend: IoTBackend, thing: str, principal: str, wanted: str) -> None:
    attached = {
        name: _type_of(backend, principal, name)
        for name in backend.list_principal_things(principal)
    }
    if attached.get(thing, wanted) != wanted:
        raise InvalidRequestException(
            f"The principal is attached to {thing} as {attached[thing]}; detach it first"
        )
    others = attached.keys() - {thing}
    if others and (wanted == EXCLUSIVE or EXCLUSIVE in attached.values()):
        raise InvalidRequestException(
            f"The principal is attached to another thing and cannot be attached to {thing}"
            f" as {wanted}"
        )


def _list_thing_principals_v2(response: IoTResponse) -> ActionResult:
    backend, thing = response.iot_backend, response._get_param("thingName")
    found = [
        {"principal": principal, "thingPrincipalType": _type_of(backend, principal, thing)}
        for principal in backend.list_thing_principals(thing)
    ]
    return ActionResult({"thingPrincipalObjects": _of_asked_type(response, found)})


def _list_principal_things_v2(response: IoTResponse) -> ActionResult:
    backend, principal = response.iot_backend, response.headers.get("x-amzn-principal")
    found = [
        {"thingName": thing, "thingPrincipalType": _type_of(backend, principal, thing)}
        for thing in backend.list_principal_things(principal)
    ]
    return ActionResult({"principalThingObjects": _of_asked_type(response, found)})


def _of_asked_type(response: IoTResponse, found: list[dict[str, str]]) -> list[dict[str, str]]:
    asked = response._get_param("thingPrincipalType")
    return [item for item in found if asked in (None, item["thingPrincipalType"])]


def _type_of(backend: IoTBackend, principal: str, thing: str) -> str:
    return _types(backend).get((principal, thing), NON_EXCLUSIVE)


def _types(backend: IoTBackend) -> dict[tuple[str, str], str]:
    """Of what is attached or was; kept on the backend so that moto's reset clears them."""
    types: dict[tuple[str, str], str] = vars(backend).setdefault("emulator_principal_types", {})
    return types
