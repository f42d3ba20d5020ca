"""The operations of the CloudFormation API about drift."""

from __future__ import annotations

import json
from typing import Any

from moto.core.responses import ActionResult

from emulator.authorization.principals import Principal
from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.stack import Stack
from emulator.cloudformation.stack_requests import StackRequests
from emulator.drift.detection import detect_resource_drift, detect_stack_drift
from emulator.drift.results import DELETED, MODIFIED, ResourceDrift
from emulator.validation.caller import current_caller


class DriftOperations(StackRequests):
    """Part of the service's responses."""

    def detect_stack_drift(self) -> ActionResult:
        """DetectStackDrift. Detection runs inside the request; clients that poll see its end."""
        wanted = list(self._get_param("LogicalResourceIds") or [])
        detection = detect_stack_drift(self._stack(), _caller(), wanted)
        self._backend.detections[detection.detection_id] = detection
        return ActionResult({"StackDriftDetectionId": detection.detection_id})

    def describe_stack_drift_detection_status(self) -> ActionResult:
        """DescribeStackDriftDetectionStatus."""
        wanted = self._get_param("StackDriftDetectionId")
        found = self._backend.detections.get(wanted)
        if found is None:
            raise ValidationError(f"Drift detection {wanted} does not exist")
        return ActionResult(
            {
                "StackId": found.stack_id,
                "StackDriftDetectionId": found.detection_id,
                "StackDriftStatus": found.status,
                "DetectionStatus": "DETECTION_COMPLETE",
                "DetectionStatusReason": found.reason,
                "DriftedStackResourceCount": found.drifted,
                "Timestamp": found.time,
            }
        )

    def describe_stack_resource_drifts(self) -> ActionResult:
        """DescribeStackResourceDrifts: of what was checked, in the order of creation."""
        stack = self._stack()
        wanted = self._get_param("StackResourceDriftStatusFilters")
        drifts = [
            _described(stack, logical_id, stack.drift.resources[logical_id])
            for logical_id in stack.resources
            if logical_id in stack.drift.resources
        ]
        if wanted:
            drifts = [one for one in drifts if one["StackResourceDriftStatus"] in wanted]
        return ActionResult({"StackResourceDrifts": drifts})

    def detect_stack_resource_drift(self) -> ActionResult:
        """DetectStackResourceDrift."""
        stack, logical_id = self._stack(), self._get_param("LogicalResourceId")
        found = detect_resource_drift(stack, _caller(), logical_id)
        return ActionResult({"StackResourceDrift": _described(stack, logical_id, found)})


def _described(stack: Stack, logical_id: str, drift: ResourceDrift) -> dict[str, Any]:
    resource = stack.resources[logical_id]
    result: dict[str, Any] = {
        "StackId": stack.stack_id,
        "LogicalResourceId": logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type_name,
        "StackResourceDriftStatus": drift.status,
        "Timestamp": drift.time,
        "DriftStatusReason": drift.reason,
        "PropertyDifferences": [],
    }
    if drift.status == MODIFIED:
        result["PropertyDifferences"] = [one.described() for one in drift.differences]
    if drift.status != DELETED and drift.reason is None:
        result["ExpectedProperties"] = json.dumps(drift.expected)
        result["ActualProperties"] = json.dumps(drift.actual)
    return result


def _caller() -> Principal:
    caller = current_caller()
    if caller is None:
        raise ValidationError("Drift is detected in somebody's name, and nobody calls")
    return caller
