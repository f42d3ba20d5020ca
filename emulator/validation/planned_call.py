"""A request that a resource handler makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GENERATED_NAME = "generated"
"""Stands for the name that CloudFormation makes up where a template has none."""


@dataclass(frozen=True)
class PlannedCall:
    """Service, operation and parameters by the names of botocore's models."""

    service: str
    operation: str
    parameters: Mapping[str, Any]


def without_none(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters that are given."""
    return {name: value for name, value in parameters.items() if value is not None}
