"""Names of databases, tables and functions, which the catalog folds to lower case.

https://docs.aws.amazon.com/glue/latest/webapi/API_TableInput.html
"""

from __future__ import annotations

from typing import Any

from moto.glue.responses import GlueResponse

from emulator.moto_changes import replace_attribute

_NAMES = ("DatabaseName", "TableName", "FunctionName")
_INPUTS = {"DatabaseInput": "Name", "TableInput": "Name", "FunctionInput": "FunctionName"}
# Operations whose ``Name`` is a database's or a table's.
_NAMED = frozenset(
    ["GetDatabase", "UpdateDatabase", "DeleteDatabase", "GetTable", "UpdateTable", "DeleteTable"]
)
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Folds names before moto sees them."""
    _ORIGINAL["parameters"] = replace_attribute(GlueResponse, "parameters", property(_parameters))


def _parameters(response: GlueResponse) -> dict[str, Any]:
    found: dict[str, Any] = _ORIGINAL["parameters"].fget(response)
    for name in _NAMES:
        _fold(found, name)
    if response._get_action() in _NAMED:
        _fold(found, "Name")
    for part, name in _INPUTS.items():
        if isinstance(found.get(part), dict):
            _fold(found[part], name)
    if "TablesToDelete" in found:
        found["TablesToDelete"] = [name.lower() for name in found["TablesToDelete"]]
    return found


def _fold(values: dict[str, Any], name: str) -> None:
    if isinstance(values.get(name), str):
        values[name] = values[name].lower()
