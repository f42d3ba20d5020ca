"""Shorthands for tests of drift detection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Drift:
    """What detection found in a stack."""

    status: str
    resources: dict[str, str]
    differences: dict[str, list[tuple[str, str, str, str]]]
    """By logical id: path, expected, actual, kind."""
    reason: str | None = None


def detect(cloudformation: Any, stack: str = "acme", **options: Any) -> Drift:
    """Detects, polls and describes, as a client does."""
    started = cloudformation.detect_stack_drift(StackName=stack, **options)
    found = cloudformation.describe_stack_drift_detection_status(
        StackDriftDetectionId=started["StackDriftDetectionId"]
    )
    assert found["DetectionStatus"] == "DETECTION_COMPLETE"
    drifts = cloudformation.describe_stack_resource_drifts(StackName=stack)["StackResourceDrifts"]
    statuses = {one["LogicalResourceId"]: one["StackResourceDriftStatus"] for one in drifts}
    assert (
        found["DriftedStackResourceCount"]
        >= sum(status in ("MODIFIED", "DELETED") for status in statuses.values())
        or options
    )
    return Drift(
        status=found["StackDriftStatus"],
        resources=statuses,
        differences={
            one["LogicalResourceId"]: [
                (
                    item["PropertyPath"],
                    item["ExpectedValue"],
                    item["ActualValue"],
                    item["DifferenceType"],
                )
                for item in one["PropertyDifferences"]
            ]
            for one in drifts
            if one.get("PropertyDifferences")
        },
        reason=found.get("DetectionStatusReason"),
    )


def resource_drift(cloudformation: Any, logical_id: str, stack: str = "acme") -> dict[str, Any]:
    """Detects one resource's drift."""
    found: dict[str, Any] = cloudformation.detect_stack_resource_drift(
        StackName=stack, LogicalResourceId=logical_id
    )["StackResourceDrift"]
    return found
