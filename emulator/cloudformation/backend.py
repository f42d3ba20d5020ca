"""The CloudFormation service of one account and Region: stacks, change sets, exports."""

from __future__ import annotations

from threading import RLock
from typing import Any

from moto.core.base_backend import BaseBackend

from emulator.authorization.deployed_principals import root_user
from emulator.cloudformation import urls
from emulator.cloudformation.actor import Actor
from emulator.cloudformation.change_set_store import ChangeSetStore
from emulator.cloudformation.change_sets import ChangeSet, evaluated, plan_changes
from emulator.cloudformation.deletion import delete_stack
from emulator.cloudformation.deployment import Deployment
from emulator.cloudformation.desired_state import desired_state
from emulator.cloudformation.early_validation import property_problems_of
from emulator.cloudformation.errors import (
    AlreadyExistsError,
    ChangeSetNotFoundError,
    InvalidChangeSetStatusError,
    StackNotFoundError,
    ValidationError,
)
from emulator.cloudformation.requests import DeploymentRequest
from emulator.cloudformation.rollback import Rollback, continue_rollback
from emulator.cloudformation.stack import DesiredState, Stack
from emulator.cloudformation.termination_protection import refuse_if_protected
from emulator.drift.results import Detection
from emulator.validation.caller import current_caller

_UPDATABLE = frozenset(
    {
        "CREATE_COMPLETE",
        "CREATE_FAILED",
        "UPDATE_COMPLETE",
        "UPDATE_FAILED",
        "UPDATE_ROLLBACK_COMPLETE",
    }
)


class CloudFormationBackend(BaseBackend):
    """Registered in moto's place for ``cloudformation``; moto makes one per account and Region.

    Deployments run inside the request, one at a time; clients that poll see the finished state.
    """

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.stacks: dict[str, Stack] = {}
        self.change_sets = ChangeSetStore()
        self.detections: dict[str, Detection] = {}
        self._unfinished: dict[str, Rollback] = {}
        self._lock = RLock()

    @property
    def _url_module(self) -> Any:
        """moto derives the module of URL patterns from class names; ours is beside this one."""
        return urls

    @property
    def exports(self) -> dict[str, tuple[Stack, str]]:
        """Exported values with their stacks, by export name."""
        return {
            name: (stack, value)
            for stack in self.live_stacks()
            for name, value in stack.exports.items()
        }

    def live_stacks(self) -> list[Stack]:
        """All stacks that are not deleted, newest first as AWS lists them."""
        return [s for s in reversed(list(self.stacks.values())) if s.deleted is None]

    def stack(self, name_or_id: str) -> Stack:
        """A stack by name or id; a deleted one is found by its id only."""
        if name_or_id in self.stacks:
            return self.stacks[name_or_id]
        for stack in self.live_stacks():
            if stack.name == name_or_id:
                return stack
        raise StackNotFoundError(name_or_id)

    def create_stack(
        self, request: DeploymentRequest, *, protected: bool, on_failure: str
    ) -> Stack:
        """Validates, then deploys a new stack."""
        with self._lock:
            if any(stack.name == request.stack_name for stack in self.live_stacks()):
                raise AlreadyExistsError(f"Stack [{request.stack_name}] already exists")
            stack = self._new_stack(request.stack_name)
            actor = self._actor(request.role_arn)
            desired = desired_state(stack, request, actor)
            self.stacks[stack.stack_id] = stack
            stack.termination_protection = protected
            self._deploy(stack, desired, disable_rollback=on_failure == "DO_NOTHING")
            if on_failure == "DELETE" and stack.status == "ROLLBACK_COMPLETE":
                delete_stack(stack, actor)
            return stack

    def update_stack(self, request: DeploymentRequest, *, disable_rollback: bool) -> Stack:
        """Validates, then updates; refuses an update that would change nothing, as AWS does."""
        with self._lock:
            stack = self._updatable(request.stack_name)
            desired = desired_state(stack, request, self._actor(request.role_arn or stack.role_arn))
            if stack.would_not_change(desired):
                raise ValidationError("No updates are to be performed.")
            self._deploy(stack, desired, disable_rollback)
            return stack

    def delete_stack(self, name_or_id: str, retained: list[str], role_arn: str | None) -> None:
        """Deletes a stack; unknown and deleted ones are no error."""
        with self._lock:
            try:
                stack = self.stack(name_or_id)
            except StackNotFoundError:
                return
            if stack.deleted:
                return
            refuse_if_protected(stack)
            if retained and stack.status != "DELETE_FAILED":
                raise ValidationError(
                    f"Invalid operation on stack [{stack.stack_id}]. Resources can be retained "
                    f"only if its deletion has failed; it is in {stack.status}"
                )
            actor = self._actor(role_arn or stack.role_arn)
            delete_stack(stack, actor, retained, self._export_in_use(stack))
            if stack.deleted:
                self.change_sets.forget(stack)

    def continue_update_rollback(
        self, name_or_id: str, skipped: list[str], role_arn: str | None
    ) -> None:
        """Goes on with a rollback that failed, without the resources that are skipped."""
        with self._lock:
            stack = self.stack(name_or_id)
            actor = self._actor(role_arn or stack.role_arn)
            continue_rollback(stack, self._unfinished.get(stack.stack_id), actor, skipped)

    def create_change_set(
        self, request: DeploymentRequest, name: str, kind: str, description: str | None
    ) -> ChangeSet:
        """Plans a deployment; for a new stack this makes one in REVIEW_IN_PROGRESS."""
        with self._lock:
            if kind == "CREATE":
                stack = self._stack_in_review(request.stack_name, name)
            elif kind == "UPDATE":
                stack = self._updatable(request.stack_name)
            else:
                raise ValidationError(f"ChangeSetType {kind} is not emulated")
            if self.change_sets.pending(name, stack):
                raise AlreadyExistsError(f"ChangeSet {name} already exists")
            desired = desired_state(stack, request, self._actor(request.role_arn or stack.role_arn))
            if stack.stack_id not in self.stacks:
                self.stacks[stack.stack_id] = stack
                stack.transition("REVIEW_IN_PROGRESS", "User Initiated")
            changes = plan_changes(stack, desired)
            problems = property_problems_of(evaluated(stack, desired), self.region_name)
            change_set = ChangeSet(name, kind, stack, desired, changes, description, problems)
            self.change_sets.add(change_set)
            return change_set

    def find_change_set(self, name_or_id: str, stack_name: str | None) -> ChangeSet:
        """A change set by id, or by its name within a stack."""
        return self.change_sets.find(name_or_id, self.stack(stack_name) if stack_name else None)

    def execute_change_set(
        self, name_or_id: str, stack_name: str | None, *, disable_rollback: bool
    ) -> None:
        """Deploys a change set and discards the stack's others, which it made stale."""
        with self._lock:
            change_set = self.find_change_set(name_or_id, stack_name)
            if change_set.execution_status != "AVAILABLE":
                raise InvalidChangeSetStatusError(
                    f"ChangeSet [{change_set.change_set_id}] cannot be executed in its current"
                    f" status of [{change_set.status}]"
                )
            stack = change_set.stack
            change_set.execution_status = "EXECUTE_IN_PROGRESS"
            stack.change_set_id = change_set.change_set_id
            self._deploy(stack, change_set.desired, disable_rollback)
            failed = stack.status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE")
            change_set.execution_status = "EXECUTE_FAILED" if failed else "EXECUTE_COMPLETE"
            self.change_sets.forget(stack, but=change_set)

    def delete_change_set(self, name_or_id: str, stack_name: str | None) -> None:
        """Deletes a change set; AWS answers a missing one with success."""
        with self._lock:
            try:
                change_set = self.find_change_set(name_or_id, stack_name)
            except ChangeSetNotFoundError:
                return
            self.change_sets.remove(change_set)

    def _deploy(self, stack: Stack, desired: DesiredState, disable_rollback: bool) -> None:
        actor = self._actor(desired.role_arn)
        stack.disable_rollback = disable_rollback
        exports = {name: value for name, (_, value) in self.exports.items()}
        stack.role_arn = desired.role_arn
        deployment = Deployment(stack, desired, exports, actor, disable_rollback)
        deployment.run()
        if stack.status.endswith("ROLLBACK_FAILED"):
            self._unfinished[stack.stack_id] = deployment.rollback

    def _actor(self, role_arn: str | None) -> Actor:
        caller = current_caller() or root_user(self.account_id, self.partition)
        actor = Actor(self.account_id, self.region_name, self.partition, role_arn, caller)
        actor.require_assumable()
        return actor

    def _new_stack(self, name: str) -> Stack:
        return Stack(name, self.account_id, self.region_name, self.partition)

    def _stack_in_review(self, stack_name: str, change_set_name: str) -> Stack:
        for stack in self.live_stacks():
            if stack.name == stack_name:
                if stack.status == "REVIEW_IN_PROGRESS":
                    return stack
                raise ValidationError(
                    f"Stack [{stack_name}] already exists and cannot be created again with the"
                    f" changeSet [{change_set_name}]."
                )
        return self._new_stack(stack_name)

    def _updatable(self, stack_name: str) -> Stack:
        stack = self.stack(stack_name)
        if stack.deleted or stack.status == "REVIEW_IN_PROGRESS":
            raise StackNotFoundError(stack_name)
        if stack.status not in _UPDATABLE:
            raise ValidationError(
                f"Stack:{stack.stack_id} is in {stack.status} state and can not be updated."
            )
        return stack

    def _export_in_use(self, stack: Stack) -> str | None:
        for other in self.live_stacks():
            used = sorted(stack.exports.keys() & other.imports) if other is not stack else []
            if used:
                return f"Export {used[0]} cannot be deleted as it is in use by {other.name}"
        return None
