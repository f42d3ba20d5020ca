"""Creating and updating the resources of a stack, with rollback.

The sequence is CloudFormation's: resources in dependency order, replacements before the old ones
go, clean-up only after everything else has succeeded, and everything undone when something fails.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NoReturn

from emulator.allowed_types import resource_type
from emulator.cloudformation import resource_operations
from emulator.cloudformation.actor import Actor
from emulator.cloudformation.deletion import delete_resource
from emulator.cloudformation.dependencies import creation_order
from emulator.cloudformation.errors import ValidationError, reason_of
from emulator.cloudformation.intrinsics import Resolver
from emulator.cloudformation.lookup import DeployedResources
from emulator.cloudformation.outputs import evaluate_outputs
from emulator.cloudformation.rollback import Rollback
from emulator.cloudformation.stack import DesiredState, Resource, Stack, now
from emulator.validation.resources import require_valid_properties

_log = logging.getLogger(__name__)


class _ResourceFailed(Exception):
    """A resource could not be brought to its wanted state; its event is recorded."""


class Deployment:
    """One execution of a create or update request."""

    def __init__(
        self,
        stack: Stack,
        desired: DesiredState,
        exports: Mapping[str, str],
        actor: Actor,
        disable_rollback: bool = False,
    ) -> None:
        self._stack = stack
        self._actor = actor
        self._desired = desired
        self._exports = exports
        self._disable_rollback = disable_rollback
        self._operation = "UPDATE" if stack.deployed else "CREATE"
        self.rollback = Rollback(stack)
        self._replaced: list[Resource] = []
        self._failed: list[str] = []
        self._resolver = Resolver(
            desired.document,
            {name: parameter.resolved for name, parameter in desired.parameters.items()},
            stack.pseudo_parameters | {"AWS::NotificationARNs": list(desired.notification_arns)},
            DeployedResources(stack.resources),
            exports,
        )

    def run(self) -> None:
        """Deploys; the outcome is the stack's status and events, as AWS does it, no exception."""
        stack, document = self._stack, self._desired.document
        stack.updated = now() if stack.deployed else None
        stack.transition(f"{self._operation}_IN_PROGRESS", "User Initiated")
        wanted: list[str] = []
        try:
            for logical_id in creation_order(document["Resources"]):
                entry = document["Resources"][logical_id]
                if "Condition" not in entry or self._resolver.condition(entry["Condition"]):
                    wanted.append(logical_id)
                    self._bring_about(logical_id, entry)
            outputs = evaluate_outputs(stack, document, self._resolver, self._exports)
        except _ResourceFailed:
            self._roll_back(", ".join(self._failed))
            return
        except ValidationError as error:
            self._roll_back("", str(error.message))
            return
        stack.outputs, stack.imports = outputs, self._resolver.imports
        self._finish(wanted)

    def _bring_about(self, logical_id: str, entry: dict[str, Any]) -> None:
        stack, handler = self._stack, resource_type(entry["Type"])
        place, current = stack.placement(logical_id), stack.resources.get(logical_id)
        verb = "UPDATE" if current else "CREATE"
        try:
            raw = self._resolver.resolve(entry.get("Properties") or {})
            properties = handler.typed(raw, self._desired.tags)
            policies = {
                "deletion_policy": self._resolver.resolve(entry.get("DeletionPolicy", "Delete")),
                "update_replace_policy": self._resolver.resolve(
                    entry.get("UpdateReplacePolicy", "Delete")
                ),
            }
            if current is None:
                self._create(logical_id, handler.type_name, properties, policies)
                return
            if current.type_name != handler.type_name:
                raise ValidationError(
                    f"Update of resource type is not permitted. The new template modifies resource"
                    f" type of the following resources: [{logical_id}]"
                )
            if current.properties == properties:
                stack.resources[logical_id] = replace(current, **policies)
                return
            if handler.needs_replacement(current.properties, properties):
                self._refuse_same_name(handler.name_property, current, properties)
                self._replace(current, properties, policies)
                return
            stack.resource_event(
                logical_id, handler.type_name, "UPDATE_IN_PROGRESS", physical_id=current.physical_id
            )
            require_valid_properties(handler.type_name, place, properties)
            self.rollback.will_revert(current, properties)
            attributes = resource_operations.update(self._actor, place, current, properties)
            stack.resources[logical_id] = replace(
                current, properties=properties, attributes=attributes, **policies
            )
            stack.resource_event(
                logical_id, handler.type_name, "UPDATE_COMPLETE", physical_id=current.physical_id
            )
        except _ResourceFailed:
            raise
        except Exception as error:
            self._fail(logical_id, handler.type_name, f"{verb}_FAILED", error)

    def _create(
        self,
        logical_id: str,
        type_name: str,
        properties: dict[str, Any],
        policies: dict[str, str],
        verb: str = "CREATE",
    ) -> None:
        stack, actor = self._stack, self._actor
        place = stack.placement(logical_id)
        stack.resource_event(logical_id, type_name, f"{verb}_IN_PROGRESS", properties=properties)
        try:
            physical_id = resource_operations.create(actor, type_name, place, properties)
        except Exception as error:
            self._fail(logical_id, type_name, f"{verb}_FAILED", error)
        new = Resource(logical_id, type_name, physical_id, properties, {}, **policies)
        previous = stack.resources.get(logical_id)
        stack.resources[logical_id] = new
        self.rollback.will_remove(new, previous)
        try:
            attributes = resource_operations.complete(
                actor, type_name, place, physical_id, properties
            )
        except Exception as error:
            self._fail(logical_id, type_name, f"{verb}_FAILED", error, physical_id)
        stack.resources[logical_id] = replace(new, attributes=attributes)
        stack.resource_event(
            logical_id,
            type_name,
            f"{verb}_COMPLETE",
            physical_id=physical_id,
            properties=properties,
        )

    def _replace(
        self, current: Resource, properties: dict[str, Any], policies: dict[str, str]
    ) -> None:
        self._stack.resource_event(
            current.logical_id,
            current.type_name,
            "UPDATE_IN_PROGRESS",
            physical_id=current.physical_id,
            reason="Requested update requires the creation of a new physical resource;"
            " hence creating one.",
        )
        self._create(current.logical_id, current.type_name, properties, policies, "UPDATE")
        self._replaced.append(current)

    @staticmethod
    def _refuse_same_name(
        name_property: str | None, current: Resource, properties: dict[str, Any]
    ) -> None:
        name = properties.get(name_property or "")
        if name is not None and name == current.properties.get(name_property or ""):
            raise ValidationError(
                "CloudFormation cannot update a stack when a custom-named resource requires"
                f" replacing. Rename {name} and update the stack again."
            )

    def _fail(
        self,
        logical_id: str,
        type_name: str,
        status: str,
        error: Exception,
        physical_id: str = "",
    ) -> NoReturn:
        _log.warning("%s %s: %s", self._stack.name, logical_id, error, exc_info=error)
        self._failed.append(logical_id)
        self._stack.resource_event(
            logical_id, type_name, status, physical_id=physical_id, reason=reason_of(error)
        )
        raise _ResourceFailed from error

    def _finish(self, wanted: list[str]) -> None:
        stack = self._stack
        updating = self._operation == "UPDATE"
        stack.deployed = self._desired
        obsolete = [r for name, r in stack.resources.items() if name not in wanted]
        if updating:
            stack.transition("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
        for resource in reversed(self._replaced):
            retain = resource.update_replace_policy in ("Retain", "RetainExceptOnCreate")
            delete_resource(stack, resource, self._actor, retain)
        for resource in reversed(obsolete):
            retain = resource.deletion_policy in ("Retain", "RetainExceptOnCreate")
            delete_resource(stack, resource, self._actor, retain)
        # In the new order of creation, because its reverse is the order of deletion.
        stack.resources = {name: stack.resources[name] for name in wanted}
        stack.transition(f"{self._operation}_COMPLETE")

    def _roll_back(self, failed: str, reason: str | None = None) -> None:
        stack = self._stack
        verb = "create" if self._operation == "CREATE" else "update"
        reason = reason or f"The following resource(s) failed to {verb}: [{failed}]."
        if self._disable_rollback:
            stack.deployed = stack.deployed or self._desired
            stack.transition(f"{self._operation}_FAILED", reason)
            return
        prefix = "" if self._operation == "CREATE" else "UPDATE_"
        stack.transition(f"{prefix}ROLLBACK_IN_PROGRESS", f"{reason} Rollback requested by user.")
        problems = self.rollback.run(self._actor)
        if self._operation == "CREATE":
            stack.deployed = self._desired
        status = "FAILED" if problems else "COMPLETE"
        stack.transition(f"{prefix}ROLLBACK_{status}", "; ".join(problems) or None)
