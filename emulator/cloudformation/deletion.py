"""Deleting stacks and resources, with the policies that make resources outlive them.

moto honours ``DeletionPolicy: Retain`` when a stack is deleted and nothing else: not
``RetainExceptOnCreate``, not when a resource leaves the template, not ``UpdateReplacePolicy``.
"""

from __future__ import annotations

import logging
from collections.abc import Collection

from emulator.cloudformation import resource_operations
from emulator.cloudformation.actor import Actor
from emulator.cloudformation.errors import reason_of
from emulator.cloudformation.stack import Resource, Stack, now

_log = logging.getLogger(__name__)


def delete_resource(
    stack: Stack, resource: Resource, actor: Actor, retain: bool, *, must_succeed: bool = False
) -> bool:
    """Deletes or retains one resource, with its events. Returns whether that worked.

    With ``must_succeed`` the failure is raised as well (a rollback has to know).
    """
    logical_id, type_name, physical_id = (
        resource.logical_id,
        resource.type_name,
        resource.physical_id,
    )
    if retain:
        stack.resource_event(logical_id, type_name, "DELETE_SKIPPED", physical_id=physical_id)
        return True
    stack.resource_event(logical_id, type_name, "DELETE_IN_PROGRESS", physical_id=physical_id)
    try:
        resource_operations.delete(actor, stack.placement(logical_id), resource)
    except Exception as error:
        _log.warning("%s %s: %s", stack.name, logical_id, error, exc_info=error)
        stack.resource_event(
            logical_id,
            type_name,
            "DELETE_FAILED",
            physical_id=physical_id,
            reason=reason_of(error),
        )
        if must_succeed:
            raise
        return False
    stack.resource_event(logical_id, type_name, "DELETE_COMPLETE", physical_id=physical_id)
    return True


def delete_stack(
    stack: Stack, actor: Actor, retained: Collection[str] = (), blocker: str | None = None
) -> None:
    """Deletes a stack's resources, newest first; failures leave it in DELETE_FAILED.

    ``retained`` are logical ids the caller asked to keep; ``blocker`` is a reason found beforehand
    why nothing may be deleted (an export in use).
    """
    stack.transition("DELETE_IN_PROGRESS", "User Initiated")
    if blocker:
        stack.transition("DELETE_FAILED", blocker)
        return
    failed = []
    for resource in reversed(list(stack.resources.values())):
        keep = resource.deletion_policy in ("Retain", "RetainExceptOnCreate")
        if delete_resource(stack, resource, actor, keep or resource.logical_id in retained):
            del stack.resources[resource.logical_id]
        else:
            failed.append(resource.logical_id)
    if failed:
        stack.transition(
            "DELETE_FAILED",
            f"The following resource(s) failed to delete: [{', '.join(failed)}].",
        )
        return
    stack.deleted = now()
    stack.transition("DELETE_COMPLETE")
