"""Regular expressions of AWS's models and schemas, which are Java's or ECMAScript's.

``regex`` knows ``\\p{L}`` and its like, which Python's own module does not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# Java reads two surrogates as the character that they stand for, Python as two characters.
_SURROGATES = re.compile(r"\\u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})", re.IGNORECASE)


def matches_whole(pattern: str, text: str) -> bool:
    """Whether all of the text matches, as services check the parameters of their API."""
    return bool(compiled(pattern).fullmatch(text))


def matches_part(pattern: str, text: str) -> bool:
    """Whether some of the text matches, as CloudFormation checks properties (JSON Schema)."""
    return bool(compiled(pattern).search(text))


@cache
def compiled(pattern: str) -> Any:
    """The expression in Python's form; raises an error of ``regex`` if it has none."""
    # Imported late: it takes a while, and an emulator that nobody uses yet has to start fast.
    import regex

    expression = _SURROGATES.sub(_character, pattern)
    # Python's ``$`` would let a last newline pass.
    if expression.endswith("$") and not expression.endswith(r"\$"):
        expression = expression[:-1] + r"\Z"
    return regex.compile(expression)


def _character(match: re.Match[str]) -> str:
    high, low = int(match[1], 16), int(match[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"
