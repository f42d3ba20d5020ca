"""Change sets: what a deployment would do, kept until it is executed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from emulator.allowed_types import resource_type
from emulator.cloudformation.dependencies import references
from emulator.cloudformation.early_validation import EARLY_VALIDATION, PropertyProblem
from emulator.cloudformation.intrinsics import Resolver
from emulator.cloudformation.lookup import UnknownResources
from emulator.cloudformation.stack import DesiredState, Stack, now

NO_CHANGES = (
    "The submitted information didn't contain changes."
    " Submit different information to create a change set."
)


@dataclass
class ChangeSet:
    """A planned deployment of one stack."""

    name: str
    kind: str
    stack: Stack
    desired: DesiredState
    changes: list[dict[str, Any]]
    description: str | None = None
    problems: list[PropertyProblem] = field(default_factory=list)
    change_set_id: str = ""
    status: str = "CREATE_COMPLETE"
    status_reason: str | None = None
    execution_status: str = "AVAILABLE"
    created: datetime = field(default_factory=now)

    def __post_init__(self) -> None:
        stack = self.stack
        self.change_set_id = (
            f"arn:{stack.partition}:cloudformation:{stack.region}:{stack.account}"
            f":changeSet/{self.name}/{uuid.uuid4()}"
        )
        if stack.would_not_change(self.desired):
            self.status, self.execution_status = "FAILED", "UNAVAILABLE"
            self.status_reason = NO_CHANGES
        elif self.problems:
            self.status, self.execution_status = "FAILED", "UNAVAILABLE"
            self.status_reason = EARLY_VALIDATION

    def described(self) -> dict[str, Any]:
        """The change set as DescribeChangeSet shows it."""
        result = self.summary()
        result |= {
            "Parameters": [p.described(name) for name, p in self.desired.parameters.items()],
            "Tags": [{"Key": k, "Value": v} for k, v in self.desired.tags.items()],
            "Capabilities": list(self.desired.capabilities),
            "NotificationARNs": list(self.desired.notification_arns),
            "Changes": [{"Type": "Resource", "ResourceChange": c} for c in self.changes],
        }
        return result

    def summary(self) -> dict[str, Any]:
        """The change set as ListChangeSets shows it."""
        return {
            "ChangeSetName": self.name,
            "ChangeSetId": self.change_set_id,
            "StackId": self.stack.stack_id,
            "StackName": self.stack.name,
            "Description": self.description,
            "CreationTime": self.created,
            "Status": self.status,
            "StatusReason": self.status_reason,
            "ExecutionStatus": self.execution_status,
            "IncludeNestedStacks": False,
        }


def plan_changes(stack: Stack, desired: DesiredState) -> list[dict[str, Any]]:
    """The resource changes between what is deployed and what is wanted."""
    old = evaluated(stack, stack.deployed) if stack.deployed else {}
    new = evaluated(stack, desired)
    old_tags = stack.deployed.tags if stack.deployed else {}
    changes = []
    replaced: set[str] = set()
    for logical_id, (type_name, properties) in new.items():
        if logical_id not in old:
            changes.append(_change("Add", logical_id, type_name))
            continue
        existing = stack.resources.get(logical_id)
        before = old[logical_id][1]
        handler = resource_type(type_name)
        retagged = handler.taggable and old_tags != desired.tags
        entry = desired.document["Resources"][logical_id].get("Properties") or {}
        follows = bool(references(entry) & replaced)
        if before == properties and not retagged and not follows:
            continue
        replacement = handler.needs_replacement(before, properties)
        if replacement:
            replaced.add(logical_id)
        change = _change(
            "Modify", logical_id, type_name, existing.physical_id if existing else None
        )
        change["Replacement"] = "True" if replacement else "Conditional" if follows else "False"
        change["Scope"] = _scope(before, properties, retagged)
        changes.append(change)
    for logical_id, resource in stack.resources.items():
        if logical_id not in new:
            changes.append(
                _change("Remove", logical_id, resource.type_name, resource.physical_id)
                | {"PolicyAction": _removal(resource.deletion_policy)}
            )
    return changes


def evaluated(stack: Stack, state: DesiredState) -> dict[str, tuple[str, dict[str, Any]]]:
    """Types and properties by logical id, with texts that stand for what is not known yet."""
    resolver = Resolver(
        state.document,
        {name: parameter.resolved for name, parameter in state.parameters.items()},
        stack.pseudo_parameters,
        UnknownResources(),
        _AnyExport(),
    )
    return {
        logical_id: (entry["Type"], resolver.resolve(entry.get("Properties") or {}))
        for logical_id, entry in state.document["Resources"].items()
        if "Condition" not in entry or resolver.condition(entry["Condition"])
    }


class _AnyExport(dict[str, str]):
    """Imports are checked at execution; for a comparison the name is enough."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return f"<ImportValue {name}>"


def _change(
    action: str, logical_id: str, type_name: str, physical_id: str | None = None
) -> dict[str, Any]:
    change: dict[str, Any] = {
        "Action": action,
        "LogicalResourceId": logical_id,
        "ResourceType": type_name,
        "Scope": [],
        "Details": [],
    }
    if physical_id:
        change["PhysicalResourceId"] = physical_id
    return change


def _scope(before: Mapping[str, Any], after: Mapping[str, Any], retagged: bool) -> list[str]:
    names = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    scope = ["Properties"] if names - {"Tags"} else []
    return scope + (["Tags"] if "Tags" in names or retagged else [])


def _removal(deletion_policy: str) -> str:
    return "Delete" if deletion_policy == "Delete" else "Retain"
