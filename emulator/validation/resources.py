"""Resources of a template: by the schema of their type, then as the requests they amount to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto.iam.models import iam_backends

from emulator.authorization.deployed_principals import role_principal, root_user
from emulator.authorization.principals import Principal
from emulator.cloudformation.errors import ValidationError
from emulator.resources.resource_type import Placement, Properties
from emulator.validation.api_call import ApiCall
from emulator.validation.caller import current_caller
from emulator.validation.handler_calls import planned_calls
from emulator.validation.properties_check import property_problems
from emulator.validation.requests import require_valid


def require_valid_resource(
    type_name: str,
    place: Placement,
    properties: Properties,
    *,
    physical_id: str | None = None,
    previous: Properties | None = None,
    role_arn: str | None = None,
) -> None:
    """Raises what AWS answers to a resource with such properties.

    ``physical_id`` and ``previous`` are those of the resource that is updated, ``role_arn`` is the
    role that CloudFormation acts with; by default it acts as the caller does.

    ValidationError for what the type's schema refuses; RefusedCallError for what the service does.
    """
    problems = property_problems(type_name, place.region, properties)
    if problems:
        listed = "; ".join(f"{problem.pointer}: {problem.message}" for problem in problems)
        raise ValidationError(
            f"Properties validation failed for resource {place.logical_id} with message: {listed}"
        )
    calls = planned_calls(type_name, properties, physical_id)
    undone = planned_calls(type_name, previous, physical_id) if previous else []
    principal = _principal(place, role_arn)
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


def _principal(place: Placement, role_arn: str | None) -> Principal:
    backend = iam_backends[place.account][place.partition]
    role = next((role for role in backend.get_roles() if role.arn == role_arn), None)
    if role is not None:
        return role_principal(role)
    return current_caller() or root_user(place.account, place.partition)


def early_problems(
    type_name: str, region: str, properties: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """What can be said before anything is created: path below the resource, and message."""
    return [
        ("/".join(["Properties", *map(str, problem.path)]), problem.message)
        for problem in property_problems(type_name, region, properties)
    ]
