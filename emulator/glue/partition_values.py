"""Values of partition keys, which the catalog keeps as text, by the type of the key.

https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

# What Hive writes where a row has no value for the key.
_NULL = "__HIVE_DEFAULT_PARTITION__"
_KINDS = {
    **dict.fromkeys(("string", "char", "varchar"), "string"),
    **dict.fromkeys(("bigint", "int", "long", "smallint", "tinyint"), "integer"),
    "date": "date",
    "decimal": "decimal",
    "timestamp": "timestamp",
}
_TIMESTAMP = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})(\.\d{1,9})?")


class UnreadableValueError(ValueError):
    """A text that is no value of its type."""


def kind_of(written: str) -> str | None:
    """The kind of a type such as ``decimal(10,2)``; None for one that no key can have."""
    return _KINDS.get(written.strip().lower().partition("(")[0])


def read_value(kind: str, text: str) -> Any:
    """A value that compares with others of its kind; None where there is none."""
    if text == _NULL:
        return None
    try:
        if kind == "integer":
            return int(text)
        if kind == "decimal":
            return Decimal(text)
        if kind == "date":
            return date.fromisoformat(text)
    except (ValueError, InvalidOperation) as error:
        article = "an" if kind == "integer" else "a"
        raise UnreadableValueError(f'"{text}" is not {article} {kind}.') from error
    return _timestamp(text) if kind == "timestamp" else text


def _timestamp(text: str) -> tuple[datetime, str]:
    """The second, and the digits of its fraction."""
    match = _TIMESTAMP.fullmatch(text)
    try:
        if match is not None:
            return datetime.fromisoformat(match[1]), (match[2] or ".").ljust(10, "0")
    except ValueError:
        pass
    raise UnreadableValueError(
        f"Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff] {text} is not a timestamp."
    )
