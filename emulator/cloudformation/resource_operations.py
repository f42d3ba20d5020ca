"""What the handler of one resource does, as far as CloudFormation is allowed to.

In AWS's order: the schema refuses, then the permissions, then the service for what is asked.
"""

from __future__ import annotations

from typing import Any

from emulator.allowed_types import resource_type
from emulator.cloudformation.actor import Actor
from emulator.cloudformation.stack import Resource
from emulator.handler_permissions.by_type import (
    needed_to_create,
    needed_to_delete,
    needed_to_settle,
    needed_to_update,
    needed_when_made,
)
from emulator.resources.resource_type import Placement, Properties
from emulator.validation.resources import require_valid_properties, require_valid_requests


def create(actor: Actor, type_name: str, place: Placement, properties: Properties) -> str:
    """Makes the bare resource and returns its physical id."""
    require_valid_properties(type_name, place, properties)
    actor.require(needed_to_create(type_name, place, properties))
    require_valid_requests(type_name, place, properties, actor.principal())
    return resource_type(type_name).create(place, properties)


def complete(
    actor: Actor, type_name: str, place: Placement, physical_id: str, properties: Properties
) -> dict[str, Any]:
    """Gives a bare resource its properties and returns its attributes."""
    handler = resource_type(type_name)
    actor.require(needed_when_made(type_name, place, physical_id, properties))
    handler.apply(place, physical_id, properties, {})
    actor.require(needed_to_settle(type_name, place, physical_id, properties))
    return handler.attributes(place, physical_id, properties)


def update(
    actor: Actor, place: Placement, current: Resource, properties: Properties
) -> dict[str, Any]:
    """Brings a resource to other properties and returns its attributes."""
    type_name, physical_id, previous = current.type_name, current.physical_id, current.properties
    actor.require(needed_to_update(type_name, place, physical_id, properties, previous))
    require_valid_requests(
        type_name,
        place,
        properties,
        actor.principal(),
        physical_id=physical_id,
        previous=previous,
    )
    handler = resource_type(type_name)
    handler.apply(place, physical_id, properties, previous)
    return handler.attributes(place, physical_id, properties)


def revert(actor: Actor, place: Placement, old: Resource, attempted: Properties) -> None:
    """Undoes an update, also one that was denied: CloudFormation cannot know how far it got."""
    needed = needed_to_update(old.type_name, place, old.physical_id, old.properties, attempted)
    actor.require(needed)
    resource_type(old.type_name).apply(place, old.physical_id, old.properties, attempted)


def delete(actor: Actor, place: Placement, resource: Resource) -> None:
    """Deletes a resource; one that is gone already is no error."""
    type_name, physical_id = resource.type_name, resource.physical_id
    actor.require(needed_to_delete(type_name, place, physical_id, resource.properties))
    resource_type(type_name).delete(place, physical_id, resource.properties)
