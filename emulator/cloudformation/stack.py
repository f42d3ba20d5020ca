"""The state of a stack: what was asked for, what exists, and the history that clients read."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from emulator.cloudformation.parameters import Parameter
from emulator.drift.results import StackDrift
from emulator.resources.resource_type import Placement


def now() -> datetime:
    """The current time, in UTC."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class DesiredState:
    """One request to deploy: a template with its parameters and stack options."""

    body: str
    document: dict[str, Any]
    parameters: dict[str, Parameter]
    tags: dict[str, str]
    capabilities: tuple[str, ...] = ()
    notification_arns: tuple[str, ...] = ()
    role_arn: str | None = None

    def same_as(self, other: DesiredState) -> bool:
        """Whether deploying this over the other would change nothing (option changes count not)."""
        return (
            self.document == other.document
            and {n: (p.given, p.resolved) for n, p in self.parameters.items()}
            == {n: (p.given, p.resolved) for n, p in other.parameters.items()}
            and self.tags == other.tags
        )


@dataclass(frozen=True)
class Resource:
    """A resource that exists because of a stack."""

    logical_id: str
    type_name: str
    physical_id: str
    properties: dict[str, Any]
    attributes: dict[str, Any]
    deletion_policy: str
    update_replace_policy: str


@dataclass
class Stack:
    """A stack and its history; ``resources`` holds what exists, in order of creation."""

    name: str
    account: str
    region: str
    partition: str
    stack_id: str = ""
    status: str = "REVIEW_IN_PROGRESS"
    status_reason: str | None = None
    deployed: DesiredState | None = None
    resources: dict[str, Resource] = field(default_factory=dict)
    resource_status: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    outputs: list[dict[str, str]] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)
    events: list[dict[str, Any]] = field(default_factory=list)
    termination_protection: bool = False
    disable_rollback: bool = False
    change_set_id: str | None = None
    role_arn: str | None = None
    """The service role, which stays with the stack until a request names another."""
    drift: StackDrift = field(default_factory=StackDrift)
    created: datetime = field(default_factory=now)
    updated: datetime | None = None
    deleted: datetime | None = None

    def __post_init__(self) -> None:
        self.stack_id = self.stack_id or (
            f"arn:{self.partition}:cloudformation:{self.region}:{self.account}"
            f":stack/{self.name}/{uuid.uuid4()}"
        )

    @property
    def exports(self) -> dict[str, str]:
        """Values of the stack's exported outputs by export name."""
        return {o["ExportName"]: o["OutputValue"] for o in self.outputs if "ExportName" in o}

    @property
    def pseudo_parameters(self) -> dict[str, Any]:
        """The values of ``AWS::AccountId`` and its like."""
        china = self.partition == "aws-cn"
        notifications = self.deployed.notification_arns if self.deployed else ()
        return {
            "AWS::AccountId": self.account,
            "AWS::NotificationARNs": list(notifications),
            "AWS::Partition": self.partition,
            "AWS::Region": self.region,
            "AWS::StackId": self.stack_id,
            "AWS::StackName": self.name,
            "AWS::URLSuffix": "amazonaws.com.cn" if china else "amazonaws.com",
        }

    def would_not_change(self, desired: DesiredState) -> bool:
        """Whether deploying this state is what AWS answers with "no updates"."""
        failed = self.status.endswith("_FAILED")
        return self.deployed is not None and not failed and desired.same_as(self.deployed)

    def placement(self, logical_id: str) -> Placement:
        """Where a resource of this stack lives."""
        return Placement(self.account, self.region, self.partition, self.name, logical_id)

    def transition(self, status: str, reason: str | None = None) -> None:
        """Enters a status and records it as an event."""
        self.status, self.status_reason = status, reason
        self._add_event(self.name, self.stack_id, "AWS::CloudFormation::Stack", status, reason)

    def resource_event(
        self,
        logical_id: str,
        type_name: str,
        status: str,
        *,
        physical_id: str = "",
        reason: str | None = None,
        properties: dict[str, Any] | None = None,
    ) -> None:
        """Records what happened to one resource."""
        self.resource_status[logical_id] = (status, now())
        self._add_event(logical_id, physical_id, type_name, status, reason, properties)

    def _add_event(
        self,
        logical_id: str,
        physical_id: str,
        type_name: str,
        status: str,
        reason: str | None,
        properties: dict[str, Any] | None = None,
    ) -> None:
        event: dict[str, Any] = {
            "EventId": str(uuid.uuid4()),
            "StackId": self.stack_id,
            "StackName": self.name,
            "LogicalResourceId": logical_id,
            "PhysicalResourceId": physical_id,
            "ResourceType": type_name,
            "ResourceStatus": status,
            "Timestamp": self._next_event_time(),
        }
        if reason:
            event["ResourceStatusReason"] = reason
        if properties is not None:
            event["ResourceProperties"] = json.dumps(properties)
        self.events.append(event)

    def _next_event_time(self) -> datetime:
        """At least a millisecond after the last event: clients sort events by their time."""
        if not self.events:
            return now()
        last: datetime = self.events[-1]["Timestamp"]
        return max(now(), last + timedelta(milliseconds=1))
