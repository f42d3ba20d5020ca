"""Outputs and exports, evaluated once when a deployment has succeeded.

moto leaves them empty after a change set and evaluates them at every DescribeStacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.intrinsics import Resolver
from emulator.cloudformation.stack import Stack


def evaluate_outputs(
    stack: Stack, document: Mapping[str, Any], resolver: Resolver, exports: Mapping[str, str]
) -> list[dict[str, str]]:
    """The outputs as DescribeStacks shows them; an export name belongs to one stack only."""
    outputs: list[dict[str, str]] = []
    for key, definition in (document.get("Outputs") or {}).items():
        if "Condition" in definition and not resolver.condition(definition["Condition"]):
            continue
        value = resolver.resolve(definition["Value"])
        if not isinstance(value, (str, int, float, bool)):
            raise ValidationError(
                f"Template format error: Output {key} is malformed. The Value field of every"
                " Outputs member must evaluate to a String."
            )
        output = {"OutputKey": key, "OutputValue": str(value)}
        if definition.get("Description"):
            output["Description"] = definition["Description"]
        if definition.get("Export"):
            name = resolver.resolve(definition["Export"]["Name"])
            if any(other.get("ExportName") == name for other in outputs):
                raise ValidationError(
                    f"Cannot export output {key}. Exported values must be unique within a given"
                    f" region: {name} is exported twice."
                )
            if name in exports and name not in stack.exports:
                raise ValidationError(
                    f"Cannot export output {key}. Exported values must be unique within a given"
                    f" region: {name} is exported by another stack."
                )
            output["ExportName"] = name
        outputs.append(output)
    return outputs
