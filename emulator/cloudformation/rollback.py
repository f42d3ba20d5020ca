"""Undoing a deployment that failed, step by step and last step first."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from emulator.allowed_types import resource_type
from emulator.cloudformation.deletion import delete_resource
from emulator.cloudformation.errors import reason_of
from emulator.cloudformation.stack import Resource, Stack

_log = logging.getLogger(__name__)


class Rollback:
    """What has to be undone if the deployment of a stack fails."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._steps: list[tuple[str, Callable[[], None]]] = []

    def will_remove(self, new: Resource, previous: Resource | None) -> None:
        """Remembers a resource that was created, and the one that it was to replace."""
        self._steps.append((new.logical_id, lambda: self._remove(new, previous)))

    def will_revert(self, old: Resource, attempted: dict[str, Any]) -> None:
        """Remembers a resource whose update is about to begin."""
        self._steps.append((old.logical_id, lambda: self._revert(old, attempted)))

    def run(self) -> list[str]:
        """Undoes everything that can be; returns what could not, with the reasons."""
        problems = []
        for logical_id, undo in reversed(self._steps):
            try:
                undo()
            except Exception as error:
                _log.warning("rollback of %s failed", logical_id, exc_info=error)
                problems.append(f"{logical_id}: {reason_of(error)}")
        return problems

    def _remove(self, new: Resource, previous: Resource | None) -> None:
        """Undoes a creation; RetainExceptOnCreate means exactly that this one is deleted.

        https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
        """
        delete_resource(self._stack, new, new.deletion_policy == "Retain", must_succeed=True)
        if previous:
            self._stack.resources[new.logical_id] = previous
        else:
            del self._stack.resources[new.logical_id]

    def _revert(self, old: Resource, attempted: dict[str, Any]) -> None:
        handler = resource_type(old.type_name)
        place = self._stack.placement(old.logical_id)
        handler.apply(place, old.physical_id, old.properties, attempted)
        self._stack.resources[old.logical_id] = old
        self._stack.resource_event(
            old.logical_id, old.type_name, "UPDATE_COMPLETE", physical_id=old.physical_id
        )
