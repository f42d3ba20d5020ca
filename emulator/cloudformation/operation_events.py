"""Events as DescribeEvents shows them; the CDK asks for those of a change set that failed.

https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeEvents.html
"""

from __future__ import annotations

from typing import Any

from emulator.cloudformation.change_sets import ChangeSet
from emulator.cloudformation.early_validation import VALIDATION_NAME
from emulator.cloudformation.stack import Stack


def validation_events(change_set: ChangeSet) -> list[dict[str, Any]]:
    """One for each property that is refused."""
    stack = change_set.stack
    return [
        {
            "EventId": f"{change_set.change_set_id}/{number}",
            "StackId": stack.stack_id,
            "OperationType": "CREATE_CHANGESET",
            "OperationStatus": "FAILED",
            "EventType": "VALIDATION_ERROR",
            "LogicalResourceId": problem.logical_id,
            "ResourceType": problem.type_name,
            "Timestamp": change_set.created,
            "ValidationFailureMode": "FAIL",
            "ValidationName": VALIDATION_NAME,
            "ValidationStatus": "FAILED",
            "ValidationStatusReason": problem.message,
            "ValidationPath": problem.path,
        }
        for number, problem in enumerate(change_set.problems)
    ]


def operation_events(stack: Stack, *, only_failed: bool) -> list[dict[str, Any]]:
    """A stack's own events, newest first."""
    return [
        {**event, "EventType": "STACK_EVENT"}
        for event in reversed(stack.events)
        if not only_failed or event["ResourceStatus"].endswith("_FAILED")
    ]
