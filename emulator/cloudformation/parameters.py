"""Template parameters: values, defaults, previous values and Parameter Store look-ups."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.parameter_constraints import (
    is_list,
    require_allowed,
    require_type,
    text_of,
)

_STORE_TYPE = re.compile(r"AWS::SSM::Parameter::Value<(.+)>$")

StoreLookup = Callable[[str], "str | None"]


@dataclass(frozen=True)
class Parameter:
    """One parameter of a deployment: what was given, and what ``Ref`` yields."""

    given: str
    resolved: Any
    hidden: bool
    from_store: bool

    def described(self, name: str) -> dict[str, str]:
        """The parameter as DescribeStacks shows it."""
        shown = {
            "ParameterKey": name,
            "ParameterValue": "****" if self.hidden else self.given,
        }
        if self.from_store:
            value = self.resolved
            shown["ResolvedValue"] = ",".join(value) if isinstance(value, list) else value
        return shown


def resolve_parameters(
    document: Mapping[str, Any],
    requested: list[dict[str, Any]],
    previous: Mapping[str, Parameter],
    look_up: StoreLookup,
) -> dict[str, Parameter]:
    """Values for all parameters of a template, or one ValidationError naming what is wrong.

    ``UsePreviousValue`` hands back the value that was *given* before: for a Parameter Store type
    that is the path, which is then read again. moto hands back the value that had been read.
    """
    declared: dict[str, Any] = document.get("Parameters") or {}
    given = {item["ParameterKey"]: item for item in requested}
    unknown = [name for name in given if name not in declared]
    if unknown:
        raise ValidationError(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    values: dict[str, str | None] = {}
    for name, declaration in declared.items():
        item = given.get(name)
        if item is not None and item.get("UsePreviousValue"):
            values[name] = previous[name].given if name in previous else None
        elif item is not None and "ParameterValue" in item:
            values[name] = item["ParameterValue"]
        else:
            default = declaration.get("Default")
            values[name] = None if default is None else text_of(default)
    missing = [name for name, value in values.items() if value is None]
    if missing:
        raise ValidationError(f"Parameters: [{', '.join(missing)}] must have values")
    return {
        name: _resolve(name, declared[name], value, look_up)
        for name, value in values.items()
        if value is not None
    }


def _resolve(
    name: str, declaration: Mapping[str, Any], given: str, look_up: StoreLookup
) -> Parameter:
    require_allowed(name, declaration, given)
    declared_type = require_type(name, declaration)
    stored = _STORE_TYPE.match(declared_type)
    text = given
    if stored:
        declared_type = stored.group(1)
        found = look_up(given)
        if found is None:
            raise ValidationError(
                f"Unable to fetch parameters [{given}] from parameter store for this account."
            )
        text = found
    resolved: Any = text
    if is_list(declared_type):
        resolved = [item.strip() for item in text.split(",")]
    return Parameter(given, resolved, bool(declaration.get("NoEcho")), stored is not None)
