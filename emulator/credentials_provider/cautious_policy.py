"""Whether policies allow what is asked, where much cannot be known.

Credentials are asked for over HTTPS, where the variables and thing conditions of IoT policies have
no value; and which keys AWS sets when the provider assumes a role is not documented. A statement
that needs something we cannot know (a condition, a variable, an element that was not asked about)
therefore never allows, and always denies.
https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any


def allows(documents: Iterable[Any], asked: Mapping[str, str]) -> bool:
    """Whether some statement allows and none denies.

    Documents are objects or JSON text. ``asked`` is what the elements of a statement have to match,
    such as ``{"Action": "iot:Connect", "Resource": "arn:..."}``; for ``Principal``, a service.
    """
    statements = [s for document in documents for s in _statements(document)]
    applying = [s for s in statements if _may_apply(s, asked)]
    if any(statement.get("Effect") != "Allow" for statement in applying):
        return False
    return any(_is_certain(statement, asked) for statement in applying)


def _statements(document: Any) -> list[dict[str, Any]]:
    parsed = json.loads(document) if isinstance(document, str) else document
    return _listed(parsed["Statement"])


def _may_apply(statement: dict[str, Any], asked: Mapping[str, str]) -> bool:
    """Supposing that all that we cannot know is as the statement needs it."""
    return all(
        name not in statement or _matches(name, statement[name], value)
        for name, value in asked.items()
    )


def _is_certain(statement: dict[str, Any], asked: Mapping[str, str]) -> bool:
    texts = [text for name in asked for text in _patterns(name, statement.get(name, []))]
    anybody = statement.get("Principal") == "*"
    only_known = statement.keys() - {"Sid"} == {"Effect", *asked}
    return only_known and not anybody and not any("${" in text for text in texts)


def _matches(element: str, patterns: Any, text: str) -> bool:
    flags = re.I if element == "Action" else re.RegexFlag(0)
    return any(_like(p, text, flags) for p in _patterns(element, patterns))


def _patterns(element: str, value: Any) -> list[str]:
    if element == "Principal" and isinstance(value, dict):
        return _listed(value.get("Service", []))
    return _listed(value)


def _like(pattern: str, text: str, flags: re.RegexFlag) -> bool:
    """``*`` and ``?`` are wildcards; a variable could be anything."""
    expression = "".join(
        "." if part == "?" else ".*" if part == "*" or part.startswith("${") else re.escape(part)
        for part in re.split(r"(\$\{[^}]*\}|[*?])", pattern)
    )
    return re.fullmatch(expression, text, flags | re.S) is not None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
