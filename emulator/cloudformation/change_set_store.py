"""The change sets of one account and Region, looked up as AWS does."""

from __future__ import annotations

from emulator.cloudformation.change_sets import ChangeSet
from emulator.cloudformation.errors import ChangeSetNotFoundError, ValidationError
from emulator.cloudformation.stack import Stack


class ChangeSetStore:
    """moto looks change sets up by name only; the CDK uses one name for all stacks."""

    def __init__(self) -> None:
        self._by_id: dict[str, ChangeSet] = {}

    def add(self, change_set: ChangeSet) -> None:
        """Keeps a change set."""
        self._by_id[change_set.change_set_id] = change_set

    def remove(self, change_set: ChangeSet) -> None:
        """Drops a change set."""
        del self._by_id[change_set.change_set_id]

    def of(self, stack: Stack) -> list[ChangeSet]:
        """The change sets of a stack, oldest first."""
        return [change_set for change_set in self._by_id.values() if change_set.stack is stack]

    def pending(self, name: str, stack: Stack) -> ChangeSet | None:
        """The change set of that name that was not executed; an executed one frees its name."""
        for change_set in self.of(stack):
            if change_set.name == name and change_set.execution_status in (
                "AVAILABLE",
                "UNAVAILABLE",
            ):
                return change_set
        return None

    def find(self, name_or_id: str, stack: Stack | None) -> ChangeSet:
        """By id, or by name within a stack; raises if there is none."""
        if name_or_id in self._by_id:
            return self._by_id[name_or_id]
        if stack is None and not name_or_id.startswith("arn:"):
            raise ValidationError("StackName must be specified if ChangeSetName is not an ARN.")
        found = self.pending(name_or_id, stack) if stack else None
        if found is None:
            raise ChangeSetNotFoundError(f"ChangeSet [{name_or_id}] does not exist")
        return found

    def forget(self, stack: Stack, but: ChangeSet | None = None) -> None:
        """Drops the change sets of a stack that its new state made stale."""
        for change_set in self.of(stack):
            if change_set is not but:
                self.remove(change_set)
