"""Undoing a deployment that failed, step by step and last step first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from typing import Any

from emulator.cloudformation import resource_operations
from emulator.cloudformation.actor import Actor
from emulator.cloudformation.deletion import delete_resource
from emulator.cloudformation.errors import ValidationError, reason_of
from emulator.cloudformation.stack import Resource, Stack

_log = logging.getLogger(__name__)
_CONTINUABLE = "UPDATE_ROLLBACK_FAILED"


class Rollback:
    """What has to be undone if the deployment of a stack fails."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._steps: list[tuple[Resource, Callable[[Actor], None]]] = []

    def will_remove(self, new: Resource, previous: Resource | None) -> None:
        """Remembers a resource that was created, and the one that it was to replace."""
        self._steps.append((new, lambda actor: self._remove(new, previous, actor)))

    def will_revert(self, old: Resource, attempted: dict[str, Any]) -> None:
        """Remembers a resource whose update is about to begin."""
        self._steps.append((old, lambda actor: self._revert(old, attempted, actor)))

    def run(self, actor: Actor, skipped: Collection[str] = ()) -> list[str]:
        """Undoes everything that can be; returns what could not, with the reasons.

        What could not is tried again when this is called again, but for what is skipped then.
        """
        problems: list[str] = []
        left: list[tuple[Resource, Callable[[Actor], None]]] = []
        for resource, undo in reversed(self._steps):
            logical_id = resource.logical_id
            if logical_id in skipped:
                continue
            try:
                undo(actor)
            except Exception as error:
                _log.warning("rollback of %s failed", logical_id, exc_info=error)
                problems.append(f"{logical_id}: {reason_of(error)}")
                left.insert(0, (resource, undo))
        self._steps = left
        return problems

    def _remove(self, new: Resource, previous: Resource | None, actor: Actor) -> None:
        """Undoes a creation; RetainExceptOnCreate means exactly that this one is deleted.

        https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
        """
        retain = new.deletion_policy == "Retain"
        delete_resource(self._stack, new, actor, retain, must_succeed=True)
        if previous:
            self._stack.resources[new.logical_id] = previous
        else:
            del self._stack.resources[new.logical_id]

    def _revert(self, old: Resource, attempted: dict[str, Any], actor: Actor) -> None:
        place = self._stack.placement(old.logical_id)
        try:
            resource_operations.revert(actor, place, old, attempted)
        except Exception as error:
            self._event(old, "UPDATE_FAILED", reason_of(error))
            raise
        self._stack.resources[old.logical_id] = old
        self._event(old, "UPDATE_COMPLETE")

    def _event(self, old: Resource, status: str, reason: str | None = None) -> None:
        self._stack.resource_event(
            old.logical_id, old.type_name, status, physical_id=old.physical_id, reason=reason
        )


def continue_rollback(
    stack: Stack, rollback: Rollback | None, actor: Actor, skipped: Collection[str]
) -> None:
    """ContinueUpdateRollback: what failed is undone now, but for the resources to skip.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html
    """
    if rollback is None or stack.status != _CONTINUABLE:
        raise ValidationError(
            f"Stack {stack.name} is in {stack.status} state and can not be rolled back"
        )
    stack.transition("UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated")
    problems = rollback.run(actor, skipped)
    status = "FAILED" if problems else "COMPLETE"
    stack.transition(f"UPDATE_ROLLBACK_{status}", "; ".join(problems) or None)
