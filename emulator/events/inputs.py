"""What a target gets of an event: all of it, a part, a constant, or a text that is made of parts.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

_STEP = re.compile(r"\.([A-Za-z0-9_-]+)|\[(\d+)\]|\['([^']+)'\]|\[\"([^\"]+)\"\]")
PATH = re.compile(r"\$(\.[A-Za-z0-9_-]+|\[\d+\]|\['[^']+'\]|\[\"[^\"]+\"\])*")
PLACEHOLDER = re.compile(r"<([A-Za-z0-9_.-]+)>")
# Texts in quotation marks, or a placeholder outside of any.
_PART = re.compile(r'"(?:[^"\\]|\\.)*"|<[A-Za-z0-9_.-]+>')
RESERVED = frozenset(
    (
        "aws.events.event",
        "aws.events.event.ingestion-time",
        "aws.events.event.json",
        "aws.events.rule-arn",
        "aws.events.rule-name",
    )
)
_ABSENT = ""


def text_for(target: Mapping[str, Any], event: Mapping[str, Any], rule_arn: str) -> str:
    """The text that a target gets."""
    if target.get("Input") is not None:
        return str(target["Input"])
    if target.get("InputPath"):
        return _json(value_at(event, target["InputPath"]))
    transformer = target.get("InputTransformer")
    if transformer is None:
        return _json(event)
    values = {
        name: value_at(event, path) for name, path in transformer.get("InputPathsMap", {}).items()
    }
    values |= {
        "aws.events.event": event,
        "aws.events.event.ingestion-time": datetime.now(timezone.utc).strftime(
            "%Y-%m-%dT%H:%M:%SZ"
        ),
        "aws.events.event.json": event,
        "aws.events.rule-arn": rule_arn,
        "aws.events.rule-name": rule_arn.rsplit("/", 1)[-1],
    }
    return filled(transformer["InputTemplate"], values)


def filled(template: str, values: Mapping[str, Any]) -> str:
    """A template with values: as JSON outside of quotation marks, and as bare text inside."""

    def part(match: re.Match[str]) -> str:
        text = match.group()
        if text.startswith("<"):
            return _json(values[text[1:-1]]) if text[1:-1] in values else text
        return PLACEHOLDER.sub(inside, text)

    def inside(match: re.Match[str]) -> str:
        if match[1] not in values:
            return match.group()
        value = values[match[1]]
        text = value if isinstance(value, str) else _json(value)
        # What is inside of a text has to leave it one.
        return json.dumps(text, ensure_ascii=False)[1:-1]

    return _PART.sub(part, template)


def value_at(event: Any, path: str) -> Any:
    """The value at a JSON path; an empty text if there is none."""
    found = event
    for match in _STEP.finditer(path):
        name, index = match[1] or match[3] or match[4], match[2]
        if name is not None and isinstance(found, Mapping) and name in found:
            found = found[name]
        elif index is not None and isinstance(found, list) and int(index) < len(found):
            found = found[int(index)]
        else:
            return _ABSENT
    return found


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
