"""Values as Athena writes them into results.

https://docs.aws.amazon.com/athena/latest/ug/data-types-timestamps.html
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_FIRST_SCIENTIFIC = 1e7
_LAST_SCIENTIFIC = 1e-3


def value_text(value: Any) -> str | None:
    """The text of a value that DuckDB returns to Python; None for NULL."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _double(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return _timestamp(value)
    if isinstance(value, time):
        return value.isoformat("milliseconds")
    if isinstance(value, (bytes, bytearray)):
        return value.hex(" ")
    if isinstance(value, timedelta):
        return _interval(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_inner(k)}={_inner(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_inner(one) for one in value) + "]"
    # Integers, dates and UUIDs.
    return value.isoformat() if isinstance(value, date) else str(value)


def real_text(value: float | None) -> str | None:
    """A number of 32 bits, with as few digits as tell it from its neighbours."""
    if value is None:
        return None
    for digits in range(1, 10):
        short = float(f"{value:.{digits}g}")
        if struct.pack("f", short) == struct.pack("f", value):
            return value_text(short)
    return value_text(value)


def _inner(value: Any) -> str:
    text = value_text(value)
    return "null" if text is None else text


def _double(value: float) -> str:
    """As Java writes it: 1.0E7 from ten million on, and below a thousandth."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    size = abs(value)
    if size == 0 or _LAST_SCIENTIFIC <= size < _FIRST_SCIENTIFIC:
        plain = repr(value)
        return plain if "e" not in plain else f"{value:f}"
    digits, _, exponent = f"{Decimal(repr(value)):e}".partition("e")
    whole, _, fraction = digits.partition(".")
    return f"{whole}.{fraction.rstrip('0') or '0'}E{int(exponent)}"


def _timestamp(value: datetime) -> str:
    text = value.replace(tzinfo=None).isoformat(" ", "milliseconds")
    return text if value.tzinfo is None else f"{text} UTC"


def _interval(value: timedelta) -> str:
    seconds = value.seconds
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{value.days} {clock}.{value.microseconds // 1000:03}"
