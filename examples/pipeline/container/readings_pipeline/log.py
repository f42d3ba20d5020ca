"""Structured logs: a JSON object a line on standard output, for the log driver of the task."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone
from typing import Literal

Level = Literal["info", "warning", "error"]


def log(level: Level, event: str, **details: str | int | float | None) -> None:
    """Writes one entry. Details name objects and count rows; they hold no values of readings."""
    entry = {
        "time": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
        "level": level,
        "event": event,
        **details,
    }
    print(json.dumps(entry), file=sys.stdout, flush=True)
