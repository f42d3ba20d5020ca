"""What CreateChangeSet finds wrong with properties before anything is created.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from emulator.validation.resources import early_problems

VALIDATION_NAME = "AWS::EarlyValidation::PropertyValidation"
EARLY_VALIDATION = (
    f"The following hook(s)/validation failed: [{VALIDATION_NAME}]. To troubleshoot Early "
    "Validation errors, use the DescribeEvents API for detailed failure information."
)


@dataclass(frozen=True)
class PropertyProblem:
    """A property of a template that its type's schema refuses."""

    logical_id: str
    type_name: str
    path: str
    message: str


def property_problems_of(
    resources: Mapping[str, tuple[str, dict[str, Any]]], region: str
) -> list[PropertyProblem]:
    """Problems of resources, which come by logical id with their type."""
    return [
        PropertyProblem(logical_id, type_name, f"/Resources/{logical_id}/{path}", message)
        for logical_id, (type_name, properties) in resources.items()
        for path, message in early_problems(type_name, region, properties)
    ]
