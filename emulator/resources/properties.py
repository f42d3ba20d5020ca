"""What a resource type's properties look like, and their conversion to the right types.

CloudFormation accepts ``"30"`` for 30 and ``"true"`` for true, and template parameters are always
text, so every value is converted before a service sees it. A property that is not in the schema is
refused instead of dropped: an unknown is never a pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from emulator.cloudformation.errors import ValidationError


class Document:
    """Schema of free-form JSON such as a policy document."""


class TextMap:
    """Schema of an object with free keys and text values."""


@dataclass(frozen=True)
class OneOf:
    """Schema of a text with a fixed set of values."""

    values: tuple[str, ...]


def one_of(*values: str) -> OneOf:
    """Short form of :class:`OneOf`."""
    return OneOf(values)


TAGS: list[dict[str, type]] = [{"Key": str, "Value": str}]

Schema = Any
"""``str``, ``int``, ``bool``, ``Document``, ``TextMap``, ``OneOf``, ``[item]``, ``{key: ...}``."""


def convert(schema: Schema, value: Any, path: str = "#") -> Any:
    """The value in the types of its schema; raises a ValidationError naming the path."""
    if schema is Document:
        return value
    if schema is TextMap:
        return {key: _text(item, f"{path}/{key}") for key, item in _object(value, path).items()}
    if isinstance(schema, dict):
        entries = _object(value, path)
        for key in entries:
            if key not in schema:
                raise ValidationError(f"{path}: extraneous key [{key}] is not permitted")
        return {key: convert(schema[key], item, f"{path}/{key}") for key, item in entries.items()}
    if isinstance(schema, list):
        if not isinstance(value, list):
            raise ValidationError(f"{path}: expected type: JSONArray, found: {value!r}")
        return [convert(schema[0], item, f"{path}/{n}") for n, item in enumerate(value)]
    if isinstance(schema, OneOf):
        text = _text(value, path)
        if text not in schema.values:
            raise ValidationError(f"{path}: {text} is not a valid enum value {schema.values}")
        return text
    return {str: _text, int: _integer, bool: _boolean}[schema](value, path)


def unknown_properties(schema: Schema, value: Any, path: str = "") -> Iterator[str]:
    """Paths that no schema entry covers, in a value whose intrinsics are not evaluated yet."""
    if isinstance(value, dict) and len(value) == 1:
        ((name, argument),) = value.items()
        if name == "Fn::If" and isinstance(argument, list):
            for branch in argument[1:]:
                yield from unknown_properties(schema, branch, path)
            return
        if name == "Ref" or name.startswith("Fn::"):
            return
    if isinstance(schema, dict) and isinstance(value, dict):
        for key, item in value.items():
            where = f"{path}.{key}" if path else key
            if key in schema:
                yield from unknown_properties(schema[key], item, where)
            else:
                yield where
    elif isinstance(schema, list) and isinstance(value, list):
        for item in value:
            yield from unknown_properties(schema[0], item, f"{path}[]")


def _object(value: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValidationError(f"{path}: expected type: JSONObject, found: {value!r}")
    return value


def _text(value: Any, path: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        return str(value)
    raise ValidationError(f"{path}: expected type: String, found: {value!r}")


def _integer(value: Any, path: str) -> int:
    try:
        if isinstance(value, bool) or float(value) != int(float(value)):
            raise ValueError
        return int(float(value))
    except (TypeError, ValueError):
        raise ValidationError(f"{path}: expected type: Integer, found: {value!r}") from None


def _boolean(value: Any, path: str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise ValidationError(f"{path}: expected type: Boolean, found: {value!r}")
