"""Universal targets: any operation of an AWS service, with the input of the schedule.

https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# The operations that schedules call here. Scheduler itself calls no operation that only reads.
EMULATED = frozenset({("athena", "startQueryExecution")})
_UNIVERSAL = re.compile(r"arn:aws[a-z-]*:scheduler:::aws-sdk:([a-z0-9-]+):([A-Za-z0-9]+)")
_ATTRIBUTE = re.compile(r"<(aws\.scheduler\.[a-z-]+)>")
ATTRIBUTES = frozenset(
    f"aws.scheduler.{name}"
    for name in ("attempt-number", "execution-id", "schedule-arn", "scheduled-time")
)


def universal_target(arn: str) -> tuple[str, str] | None:
    """Service and operation, such as ``athena`` and ``startQueryExecution``."""
    match = _UNIVERSAL.fullmatch(arn)
    return (match[1], match[2]) if match else None


def filled(text: str, attributes: Mapping[str, str]) -> str:
    """The input with what is known of this execution; other text in angle brackets stays."""
    return _ATTRIBUTE.sub(lambda match: attributes.get(match[1], match.group()), text)
