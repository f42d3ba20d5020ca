"""Which resource types and properties CloudFormation checks for drift, by the types' own schemas.

A type can be checked if its schema has a handler that reads it. A property cannot if the service
never returns it (``writeOnlyProperties``), and ``KMSKeyId`` is left out of all types because a key
has several names.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import-supported-resources.html
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from emulator.validation.resource_schemas import resource_schema

_KEY_PROPERTY = "kmskeyid"


def is_checked(type_name: str, region: str) -> bool:
    """Whether drift of this type can be detected; the others are NOT_CHECKED."""
    return "read" in resource_schema(type_name, region).get("handlers", {})


def read_permissions(type_name: str, region: str) -> frozenset[str]:
    """The actions that reading a resource of this type may need."""
    # Some schemas write a service's name with capitals, which is the same action.
    named = resource_schema(type_name, region)["handlers"]["read"]["permissions"]
    split = (action.partition(":") for action in named)
    return frozenset(f"{service.lower()}:{operation}" for service, _, operation in split)


def checked_properties(
    type_name: str, region: str, properties: Mapping[str, Any]
) -> dict[str, Any]:
    """The properties without those that are never compared."""
    schema = resource_schema(type_name, region)
    result = copy.deepcopy(dict(properties))
    for pointer in schema.get("writeOnlyProperties", []):
        _remove(result, pointer.split("/")[2:])
    return {name: value for name, value in result.items() if name.lower() != _KEY_PROPERTY}


def _remove(value: Any, path: list[str]) -> None:
    first, *rest = path
    if first == "*":
        for item in value if isinstance(value, list) else []:
            _remove(item, rest)
    elif isinstance(value, dict) and first in value:
        if rest:
            _remove(value[first], rest)
        else:
            del value[first]
