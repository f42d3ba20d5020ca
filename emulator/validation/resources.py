"""Resources of a template: by the schema of their type, then as the requests they amount to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.authorization.principals import Principal
from emulator.cloudformation.errors import ValidationError
from emulator.resources.resource_type import Placement, Properties
from emulator.validation.api_call import ApiCall
from emulator.validation.handler_calls import planned_calls
from emulator.validation.properties_check import property_problems
from emulator.validation.requests import require_valid


def require_valid_properties(type_name: str, place: Placement, properties: Properties) -> None:
    """ValidationError for what the type's schema refuses, before any service is asked."""
    problems = property_problems(type_name, place.region, properties)
    if problems:
        listed = "; ".join(f"{problem.pointer}: {problem.message}" for problem in problems)
        raise ValidationError(
            f"Properties validation failed for resource {place.logical_id} with message: {listed}"
        )


def require_valid_requests(
    type_name: str,
    place: Placement,
    properties: Properties,
    principal: Principal,
    *,
    physical_id: str | None = None,
    previous: Properties | None = None,
) -> None:
    """RefusedCallError for what a service refuses of the requests for valid properties.

    ``principal`` is who CloudFormation acts as, ``physical_id`` and ``previous`` are those of the
    resource that is updated.
    """
    calls = planned_calls(type_name, properties, physical_id)
    undone = planned_calls(type_name, previous, physical_id) if previous else []
    for number, planned in enumerate(calls):
        if planned in undone:
            # Nothing changes, so that CloudFormation does not ask again.
            continue
        require_valid(
            ApiCall(
                planned.service,
                planned.operation,
                planned.parameters,
                place.account,
                place.region,
                principal,
                before=calls[:number],
                undone=undone,
            )
        )


def early_problems(
    type_name: str, region: str, properties: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """What can be said before anything is created: path below the resource, and message."""
    return [
        ("/".join(["Properties", *map(str, problem.path)]), problem.message)
        for problem in property_problems(type_name, region, properties)
    ]
