"""Where the actual properties of a resource differ from the expected ones.

Objects are compared by what is expected: a property that the template leaves out may have any
value. Free-form JSON such as a policy document is one value, so that what only the service has is a
difference there, too. The schema of a type says of each list whether its order counts
(``insertionOrder``); items that are only on one side are added or removed.
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_PropertyDifference.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Schema = Mapping[str, Any]
"""A schema's node, or an empty one inside of free-form JSON."""

# What tells which item of a list changed, rather than that one went and another came.
_IDENTIFIERS = ("Key", "PolicyName", "Id", "Sid")
_FREE_FORM: Schema = {}
# Services leave out what is empty.
_AS_GOOD_AS_ABSENT: tuple[Any, ...] = ("", [], {})


@dataclass(frozen=True)
class Difference:
    """One property. ``path`` is a JSON pointer, such as ``/Tags/0/Value``."""

    path: str
    expected: Any
    actual: Any
    kind: str

    def described(self) -> dict[str, str]:
        """As the API shows it: values as text, and ``null`` for one that is not there."""
        return {
            "PropertyPath": self.path,
            "ExpectedValue": _shown(self.expected),
            "ActualValue": _shown(self.actual),
            "DifferenceType": self.kind,
        }


def property_differences(
    expected: Mapping[str, Any], actual: Mapping[str, Any], schema: Schema
) -> Iterator[Difference]:
    """Differences of a resource's properties, in the order of the template."""
    yield from _object_differences(expected, actual, schema, schema, "")


def _differences(
    expected: Any, actual: Any, node: Schema, root: Schema, path: str
) -> Iterator[Difference]:
    if isinstance(expected, dict) and isinstance(actual, dict):
        yield from _object_differences(expected, actual, node, root, path)
    elif isinstance(expected, list) and isinstance(actual, list):
        yield from _list_differences(expected, actual, node, root, path)
    elif expected != actual or type(expected) is not type(actual):
        yield Difference(path, expected, actual, "NOT_EQUAL")


def _object_differences(
    expected: Mapping[str, Any], actual: Mapping[str, Any], node: Schema, root: Schema, path: str
) -> Iterator[Difference]:
    members = _resolved(node, root).get("properties")
    for name, value in expected.items():
        where = f"{path}/{_escaped(name)}"
        if name in actual:
            child = (members or {}).get(name, _FREE_FORM)
            yield from _differences(value, actual[name], child, root, where)
        elif value not in _AS_GOOD_AS_ABSENT:
            yield Difference(where, value, None, "REMOVE")
    if members is None:
        for name in (name for name in actual if name not in expected):
            yield Difference(f"{path}/{_escaped(name)}", None, actual[name], "ADD")


def _list_differences(
    expected: list[Any], actual: list[Any], node: Schema, root: Schema, path: str
) -> Iterator[Difference]:
    resolved = _resolved(node, root)
    items = resolved.get("items", _FREE_FORM)
    is_ordered = resolved.get("insertionOrder", True)
    pairs = _aligned(expected, actual) if is_ordered else _matched(expected, actual)
    for theirs, ours in pairs:
        if ours is None:
            yield Difference(f"{path}/{theirs}", None, actual[theirs or 0], "ADD")
        elif theirs is None:
            yield Difference(f"{path}/{ours}", expected[ours], None, "REMOVE")
        else:
            yield from _differences(expected[ours], actual[theirs], items, root, f"{path}/{ours}")


# A pair of positions: in the actual list, in the expected one.
_Pairs = Iterator[tuple[int | None, int | None]]


def _aligned(expected: list[Any], actual: list[Any]) -> _Pairs:
    """Lists whose order counts: items that are the same are aligned, the others go in pairs."""
    ours, theirs = [_name(one) for one in expected], [_name(one) for one in actual]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for _, first, last, other_first, other_last in blocks:
        common = min(last - first, other_last - other_first)
        for step in range(common):
            yield other_first + step, first + step
        for position in range(first + common, last):
            yield None, position
        for position in range(other_first + common, other_last):
            yield position, None


def _matched(expected: list[Any], actual: list[Any]) -> _Pairs:
    """Sets: equal items and items of one key go together, wherever they stand."""
    left = dict(enumerate(actual))
    unmatched = []
    for position, item in enumerate(expected):
        same = next((other for other, value in left.items() if value == item), None)
        if same is None:
            unmatched.append(position)
        else:
            del left[same]
    for position in unmatched:
        key = _identity(expected[position])
        match = next((n for n, v in left.items() if key is not None and _identity(v) == key), None)
        if match is not None:
            del left[match]
        yield match, position
    yield from ((other, None) for other in left)


def _identity(item: Any) -> tuple[str, Any] | None:
    if not isinstance(item, dict):
        return None
    return next(((name, item[name]) for name in _IDENTIFIERS if name in item), None)


def _resolved(node: Schema, root: Schema) -> Schema:
    reference = node.get("$ref")
    if reference is None:
        return node
    found: Schema = root["definitions"][reference.rsplit("/", 1)[-1]]
    return found


def _name(item: Any) -> str:
    """By which an item is the same, whatever else of it changed; the whole item if it has none."""
    return json.dumps(_identity(item) or item, sort_keys=True)


def _escaped(name: str) -> str:
    """https://www.rfc-editor.org/rfc/rfc6901"""
    return name.replace("~", "~0").replace("/", "~1")


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
