"""What the parts of a template refer to.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from emulator.cloudformation.dependencies import references

_DYNAMIC = re.compile(r"\{\{resolve:[^}\"]*")
_IMPORT = "Fn::ImportValue"


def reference_problems(document: dict[str, Any]) -> list[str]:
    """Names in the template that are nothing in it, and references where there can be none."""
    known = document["Resources"].keys() | (document.get("Parameters") or {}).keys()
    problems = [*_of_conditions(document), *_dynamic_references(document)]
    for section in ("Resources", "Outputs"):
        missing = {
            name
            for entry in (document.get(section) or {}).values()
            for name in references(entry)
            if name not in known
        }
        if missing:
            problems.append(
                f"Unresolved resource dependencies [{', '.join(sorted(missing))}]"
                f" in the {section} block of the template"
            )
        conditions = {
            str(entry["Condition"])
            for entry in (document.get(section) or {}).values()
            if "Condition" in entry
        }
        for name in sorted(conditions - (document.get("Conditions") or {}).keys()):
            problems.append(
                f"Unresolved condition dependency {name} in the {section} block of the template"
            )
    return problems


def _of_conditions(document: dict[str, Any]) -> Iterator[str]:
    conditions = document.get("Conditions") or {}
    unknown = references(conditions) - (document.get("Parameters") or {}).keys()
    if unknown:
        yield (
            f"Unresolved dependencies [{', '.join(sorted(unknown))}]. Cannot reference resources "
            "in the Conditions block of the template"
        )
    if f'"{_IMPORT}"' in json.dumps(conditions, default=str):
        yield f"Cannot use {_IMPORT} in Conditions"


def _dynamic_references(document: dict[str, Any]) -> Iterator[str]:
    """They are refused here, rather than taken for the text that they are written as."""
    for section in ("Resources", "Outputs"):
        for name, entry in (document.get(section) or {}).items():
            used = {key: value for key, value in entry.items() if key != "Metadata"}
            found = _DYNAMIC.search(json.dumps(used, default=str))
            if found is not None:
                yield f"dynamic reference {found[0]}}}}} of {name} is not emulated"
