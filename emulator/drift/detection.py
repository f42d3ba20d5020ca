"""Detecting drift of resources and stacks, in the name of whoever asks.

https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackDrift.html
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from emulator.allowed_types import resource_type
from emulator.authorization.on_behalf import call_of, require_allowed_through
from emulator.authorization.principals import Principal
from emulator.authorization.refusals import RefusedError
from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.stack import Resource, Stack, now
from emulator.drift.attachments import without_attachments
from emulator.drift.differences import property_differences
from emulator.drift.read_calls import read_calls
from emulator.drift.results import DELETED, IN_SYNC, MODIFIED, UNKNOWN, Detection, ResourceDrift
from emulator.drift.support import checked_properties, is_checked
from emulator.resources.properties import Document, convert
from emulator.validation.resource_schemas import resource_schema

_VIA = "cloudformation.amazonaws.com"
_DETECTABLE = frozenset(
    {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED"}
)


def detect_stack_drift(stack: Stack, caller: Principal, wanted: list[str]) -> Detection:
    """Checks the resources with the wanted logical ids, or all if none are named."""
    _require_detectable(stack)
    for logical_id in wanted:
        _resource(stack, logical_id)
    started = now()
    found = {
        logical_id: _drift_of(stack, resource, caller)
        for logical_id, resource in stack.resources.items()
        if (not wanted or logical_id in wanted) and is_checked(resource.type_name, stack.region)
    }
    drift = stack.drift
    drift.resources |= found
    drift.forget_resources_but(set(stack.resources))
    drift.last_check = started
    drift.stack_was_checked = drift.stack_was_checked or not wanted
    return Detection(str(uuid.uuid4()), stack.stack_id, started, found)


def detect_resource_drift(stack: Stack, caller: Principal, logical_id: str) -> ResourceDrift:
    """Checks one resource; a type that cannot be checked is an error."""
    _require_detectable(stack)
    resource = _resource(stack, logical_id)
    if not is_checked(resource.type_name, stack.region):
        raise ValidationError(
            f"Drift detection is not supported for resource {logical_id} of type"
            f" {resource.type_name}"
        )
    found = _drift_of(stack, resource, caller)
    stack.drift.resources[logical_id] = found
    stack.drift.last_check = found.time
    return found


def _require_detectable(stack: Stack) -> None:
    if stack.deleted or stack.status not in _DETECTABLE:
        raise ValidationError(
            f"Drift detection is not possible for stack {stack.name} in state {stack.status}"
        )


def _resource(stack: Stack, logical_id: str) -> Resource:
    if logical_id not in stack.resources:
        raise ValidationError(f"Resource {logical_id} does not exist for stack {stack.name}")
    return stack.resources[logical_id]


def _drift_of(stack: Stack, resource: Resource, caller: Principal) -> ResourceDrift:
    handler, region = resource_type(resource.type_name), stack.region
    place = stack.placement(resource.logical_id)
    properties, physical_id = resource.properties, resource.physical_id
    try:
        for planned in read_calls(resource.type_name, place, physical_id, properties):
            call = call_of(
                caller,
                stack.account,
                region,
                planned.service,
                planned.operation,
                planned.parameters,
            )
            require_allowed_through(_VIA, call)
    except RefusedError as error:
        return ResourceDrift(UNKNOWN, now(), reason=error.message)
    actual = handler.read(place, physical_id, properties)
    if actual is None:
        return ResourceDrift(DELETED, now())
    others = [one for one in stack.resources.values() if one is not resource]
    actual = without_attachments(resource, _in_types(handler.schema, actual), others)
    expected = checked_properties(resource.type_name, region, _in_types(handler.schema, properties))
    schema = resource_schema(resource.type_name, region)
    differences = tuple(property_differences(expected, actual, schema))
    return ResourceDrift(
        MODIFIED if differences else IN_SYNC,
        now(),
        expected,
        {name: actual[name] for name in expected if name in actual},
        differences,
    )


def _in_types(schema: Any, value: Any) -> Any:
    """A value in the types of a template: services hold documents and numbers as text.

    What a service has and no template can set is left out.
    """
    if isinstance(schema, dict) and isinstance(value, dict):
        return {
            name: _in_types(schema[name], item) for name, item in value.items() if name in schema
        }
    if isinstance(schema, list):
        # A parsed XML request has the item alone where there is one.
        items = value if isinstance(value, list) else [value]
        return [_in_types(schema[0], item) for item in items]
    if schema is Document:
        return _parsed(value)
    try:
        return convert(schema, value)
    except ValidationError:
        # By hand, values can be set that templates cannot.
        return value


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
