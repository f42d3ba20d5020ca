"""What drift detection found, of resources and of stacks.

https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResourceDrift.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from emulator.drift.differences import Difference

IN_SYNC = "IN_SYNC"
MODIFIED = "MODIFIED"
DELETED = "DELETED"
UNKNOWN = "UNKNOWN"
NOT_CHECKED = "NOT_CHECKED"
DRIFTED = "DRIFTED"


@dataclass(frozen=True)
class ResourceDrift:
    """The result of one resource. ``reason`` says why it is UNKNOWN."""

    status: str
    time: datetime
    expected: dict[str, Any] = field(default_factory=dict)
    actual: dict[str, Any] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    reason: str | None = None


@dataclass
class StackDrift:
    """The last results of a stack's resources by logical id; they stay until the next detection."""

    resources: dict[str, ResourceDrift] = field(default_factory=dict)
    stack_was_checked: bool = False
    last_check: datetime | None = None

    @property
    def status(self) -> str:
        """DRIFTED if any resource is; else UNKNOWN if any could not be checked."""
        return status_of(self.resources, self.stack_was_checked)

    def forget_resources_but(self, logical_ids: set[str]) -> None:
        """Drops results of resources that the stack has no longer."""
        for gone in self.resources.keys() - logical_ids:
            del self.resources[gone]


@dataclass(frozen=True)
class Detection:
    """One run over a stack, as DescribeStackDriftDetectionStatus shows it."""

    detection_id: str
    stack_id: str
    time: datetime
    resources: dict[str, ResourceDrift]

    @property
    def status(self) -> str:
        """Of the stack. DRIFTED wins over UNKNOWN, and UNKNOWN over IN_SYNC."""
        return status_of(self.resources, was_checked=True)

    @property
    def reason(self) -> str | None:
        """Which resources could not be checked, and why."""
        unknown = [(n, r.reason) for n, r in self.resources.items() if r.status == UNKNOWN]
        if not unknown:
            return None
        names = ",".join(name for name, _ in unknown)
        details = "; ".join(f"{name}: {reason}" for name, reason in unknown)
        return f"Failed to detect drift on resources [{names}]. {details}"

    @property
    def drifted(self) -> int:
        """How many resources differ or are gone."""
        return sum(drift.status in (MODIFIED, DELETED) for drift in self.resources.values())


def status_of(resources: dict[str, ResourceDrift], was_checked: bool) -> str:
    """A stack's status by those of its resources.

    A stack without resources that can be checked is IN_SYNC.
    """
    found = {drift.status for drift in resources.values()}
    if found & {MODIFIED, DELETED}:
        return DRIFTED
    if UNKNOWN in found:
        return UNKNOWN
    return IN_SYNC if was_checked else NOT_CHECKED
