"""Checks the properties of a resource against the schema of its type.

CloudFormation's own messages name the property and the keyword; ours add the limit and the value.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from emulator.validation.api_call import shown
from emulator.validation.patterns import matches_part
from emulator.validation.resource_schemas import resource_schema

# What emulator/cloudformation/lookup.py says of a resource that does not exist yet.
_UNKNOWN = re.compile(r"<(Ref|GetAtt|ImportValue) [^>]*>")
_STRUCTURE = frozenset({"required", "additionalProperties", "dependentExcluded"})


@dataclass(frozen=True)
class Problem:
    """A property that the schema refuses."""

    path: tuple[str | int, ...]
    message: str

    @property
    def pointer(self) -> str:
        """Such as ``#/Tags/0/Value``."""
        return "/".join(["#", *map(str, self.path)])


def property_problems(type_name: str, region: str, properties: Mapping[str, Any]) -> list[Problem]:
    """Everything that the schema refuses; values that are not known yet are passed over."""
    found = []
    for error in _validator(type_name, region).iter_errors(properties):
        if error.validator in _STRUCTURE or not _is_unknown(error.instance):
            found.append(Problem(tuple(error.absolute_path), _message(error)))
    return found


def _message(error: Any) -> str:
    if error.validator == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)
        return f"required key [{missing}] not found"
    if error.validator == "additionalProperties":
        return str(error.message)
    if error.validator == "type":
        kinds = error.validator_value
        expected = kinds if isinstance(kinds, str) else " or ".join(kinds)
        return f"expected type: {expected}, found: {shown(repr(error.instance))}"
    words = f"failed validation constraint for keyword [{error.validator}]"
    limit = "" if isinstance(error.validator_value, bool) else f" {shown(error.validator_value)}"
    return f"{words}{limit}, found: {shown(repr(error.instance))}"


def _is_unknown(value: Any) -> bool:
    if isinstance(value, str):
        return _UNKNOWN.search(value) is not None
    if isinstance(value, Mapping):
        return any(_is_unknown(item) for item in value.values())
    return isinstance(value, list) and any(_is_unknown(item) for item in value)


@cache
def _validator(type_name: str, region: str) -> Any:
    # Imported late: the first deployment needs them, starting does not.
    from jsonschema import Draft7Validator
    from jsonschema.validators import extend

    keywords = {
        "additionalProperties": _additional_properties,
        "dependentExcluded": _dependent_excluded,
        "maximum": _maximum,
        "minimum": _minimum,
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "type": _type,
    }
    kind = extend(Draft7Validator, keywords)
    return kind(resource_schema(type_name, region))


def _type(validator: Any, kinds: Any, value: Any, schema: Any) -> Iterator[Any]:
    """CloudFormation takes ``"30"`` for 30 and ``"true"`` for true, and the other way round."""
    from jsonschema import ValidationError

    wanted = {kinds} if isinstance(kinds, str) else set(kinds)
    number = _number(value)
    is_fitting = (
        any(validator.is_type(value, kind) for kind in wanted)
        or ("string" in wanted and isinstance(value, int | float))
        or ("number" in wanted and number is not None)
        or ("integer" in wanted and number is not None and number % 1 == 0)
        or ("boolean" in wanted and str(value).lower() in ("true", "false"))
    )
    if not is_fitting:
        yield ValidationError("type")


def _pattern(validator: Any, pattern: str, value: Any, schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    if isinstance(value, str) and not matches_part(pattern, value):
        yield ValidationError("pattern")


def _pattern_properties(validator: Any, patterns: Any, value: Any, schema: Any) -> Iterator[Any]:
    for pattern, subschema in patterns.items() if isinstance(value, Mapping) else ():
        for key, item in value.items():
            if matches_part(pattern, key):
                yield from validator.descend(item, subschema, path=key, schema_path=pattern)


def _additional_properties(validator: Any, allowed: Any, value: Any, schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    for key in value if isinstance(value, Mapping) else ():
        known = key in schema.get("properties", ())
        if known or any(matches_part(p, key) for p in schema.get("patternProperties", ())):
            continue
        if allowed is False:
            yield ValidationError(f"extraneous key [{key}] is not permitted")
        elif isinstance(allowed, Mapping):
            yield from validator.descend(value[key], allowed, path=key)


def _minimum(validator: Any, limit: float, value: Any, schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    number = _number(value)
    if number is not None and number < limit:
        yield ValidationError("minimum")


def _maximum(validator: Any, limit: float, value: Any, schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    number = _number(value)
    if number is not None and number > limit:
        yield ValidationError("maximum")


def _dependent_excluded(validator: Any, rules: Any, value: Any, schema: Any) -> Iterator[Any]:
    """cfn-lint's: properties that exclude others."""
    from jsonschema import ValidationError

    for name, excluded in rules.items() if isinstance(value, Mapping) else ():
        for other in excluded if name in value else ():
            if other in value:
                yield ValidationError("dependentExcluded")


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
