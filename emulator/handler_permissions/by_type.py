"""The requests of each resource type, in the order in which its handlers make them."""

from __future__ import annotations

from emulator.drift.read_calls import read_calls, read_types
from emulator.handler_permissions import (
    announcements,
    buckets,
    catalog,
    devices,
    iam_policies,
    iam_roles,
    keys,
    messaging,
    schedules,
    stores,
    trails,
)
from emulator.handler_permissions.requests import HandlerRequests, Needed
from emulator.resources.resource_type import Placement, Properties

_REQUESTS: dict[str, HandlerRequests] = {
    **announcements.REQUESTS,
    **buckets.REQUESTS,
    **catalog.REQUESTS,
    **devices.REQUESTS,
    **iam_policies.REQUESTS,
    **iam_roles.REQUESTS,
    **keys.REQUESTS,
    **messaging.REQUESTS,
    **schedules.REQUESTS,
    **stores.REQUESTS,
    **trails.REQUESTS,
}
# No service knows it.
_WITHOUT_REQUESTS = "AWS::CDK::Metadata"


def types_with_requests() -> frozenset[str]:
    """The types in the table."""
    return frozenset(_REQUESTS)


def needed_to_create(type_name: str, place: Placement, properties: Properties) -> list[Needed]:
    """Before a resource is there. ``place`` says the name that it will get."""
    if type_name == _WITHOUT_REQUESTS:
        return []
    return list(_REQUESTS[type_name].create(place, properties))


def needed_when_made(
    type_name: str, place: Placement, physical_id: str, properties: Properties
) -> list[Needed]:
    """Of a resource that is there, and has no properties yet."""
    if type_name == _WITHOUT_REQUESTS:
        return []
    return list(_REQUESTS[type_name].made(place, physical_id, properties))


def needed_to_settle(
    type_name: str, place: Placement, physical_id: str, properties: Properties
) -> list[Needed]:
    """Of a resource that has its properties: the rest, and reading it."""
    if type_name == _WITHOUT_REQUESTS:
        return []
    rest = list(_REQUESTS[type_name].settled(place, physical_id, properties))
    return [*rest, *_reads(type_name, place, physical_id, properties)]


def needed_to_update(
    type_name: str,
    place: Placement,
    physical_id: str,
    properties: Properties,
    previous: Properties,
) -> list[Needed]:
    """For the difference, and to read the resource."""
    if type_name == _WITHOUT_REQUESTS:
        return []
    changes = list(_REQUESTS[type_name].update(place, physical_id, properties, previous))
    return [*changes, *_reads(type_name, place, physical_id, previous)]


def needed_to_delete(
    type_name: str, place: Placement, physical_id: str, properties: Properties
) -> list[Needed]:
    """For a resource and what the template gave it."""
    if type_name == _WITHOUT_REQUESTS:
        return []
    return list(_REQUESTS[type_name].delete(place, physical_id, properties))


def _reads(
    type_name: str, place: Placement, physical_id: str, properties: Properties
) -> list[Needed]:
    more = list(_REQUESTS[type_name].read(place, physical_id, properties))
    if type_name not in read_types():
        return more
    return [*read_calls(type_name, place, physical_id, properties), *more]
