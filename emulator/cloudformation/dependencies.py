"""The order in which resources are created; deletion is its reverse.

moto follows ``DependsOn`` only and creates the rest lazily on first reference, so it deletes in
arbitrary order and retries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from emulator.cloudformation.errors import ValidationError

_PLACEHOLDER = re.compile(r"\$\{([^!}][^}]*)\}")


def sub_placeholders(text: str) -> list[str]:
    """The names between ``${`` and ``}`` of a Fn::Sub text, literals (``${!x}``) left out."""
    return [name.strip() for name in _PLACEHOLDER.findall(text)]


def references(value: Any) -> set[str]:
    """Logical ids and parameters that a part of a template refers to (no pseudo parameters)."""
    return {name for name in _references(value) if not name.startswith("AWS::")}


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
        return
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key == "Ref" and isinstance(item, str):
            yield item
        elif key == "Fn::GetAtt":
            yield item.split(".", 1)[0] if isinstance(item, str) else item[0]
        elif key == "Fn::Sub":
            text, local = (item, {}) if isinstance(item, str) else (item[0], item[1])
            yield from (
                name.split(".", 1)[0] for name in sub_placeholders(text) if name not in local
            )
            yield from _references(local)
        else:
            yield from _references(item)


def direct_dependencies(resources: dict[str, Any]) -> dict[str, set[str]]:
    """For each resource, the other resources it has to wait for."""
    graph = {}
    for logical_id, entry in resources.items():
        depends_on = entry.get("DependsOn", [])
        named = {depends_on} if isinstance(depends_on, str) else set(depends_on)
        unknown = named - resources.keys()
        if unknown:
            raise ValidationError(
                "Template format error: Unresolved resource dependencies"
                f" [{', '.join(sorted(unknown))}] in the Resources block of the template"
            )
        used = {k: v for k, v in entry.items() if k not in ("DependsOn", "Type", "Metadata")}
        graph[logical_id] = (named | references(used)) & resources.keys()
    return graph


def creation_order(resources: dict[str, Any]) -> list[str]:
    """A stable topological order; raises a ValidationError naming a cycle."""
    graph = direct_dependencies(resources)
    order: list[str] = []
    remaining = dict(graph)
    while remaining:
        ready = [name for name, needs in remaining.items() if not needs & remaining.keys()]
        if not ready:
            raise ValidationError(
                f"Circular dependency between resources: [{', '.join(sorted(remaining))}]"
            )
        order += ready
        for name in ready:
            del remaining[name]
    return order
