"""What Object Lock lets nobody do, whatever policies say.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

COMPLIANCE, GOVERNANCE = "COMPLIANCE", "GOVERNANCE"
MODES = (COMPLIANCE, GOVERNANCE)
BYPASS = "x-amz-bypass-governance-retention"
"""The header with which somebody who may do so passes over GOVERNANCE."""

_FORMATS = ("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%S%z")


@dataclass(frozen=True)
class Retention:
    """How long a version is kept; ``until`` has a time zone."""

    mode: str
    until: datetime

    @property
    def is_active(self) -> bool:
        """Whether its time is not over."""
        return self.until > datetime.now(timezone.utc)


def retention_of(stored: Any) -> Retention | None:
    """Of a version as moto has it; None if it has none."""
    mode, until = getattr(stored, "lock_mode", None), getattr(stored, "lock_until", None)
    return Retention(mode, moment(until)) if mode and until else None


def has_legal_hold(stored: Any) -> bool:
    """Whether a version is kept until somebody says otherwise."""
    return getattr(stored, "lock_legal_status", None) == "ON"


def is_locked(stored: Any, *, bypass: bool) -> bool:
    """Whether a version cannot be deleted now."""
    if has_legal_hold(stored):
        return True
    retention = retention_of(stored)
    if retention is None or not retention.is_active:
        return False
    return retention.mode == COMPLIANCE or not bypass


def may_change(stored: Any, wanted: Retention | None, *, bypass: bool) -> bool:
    """Whether a version can get another retention: in COMPLIANCE, only a longer one."""
    kept = retention_of(stored)
    if kept is None or not kept.is_active:
        return True
    is_longer = wanted is not None and wanted.mode == kept.mode and wanted.until >= kept.until
    return is_longer or (kept.mode == GOVERNANCE and bypass)


def moment(text: str) -> datetime:
    """A time as requests and moto write it; ValueError for anything else."""
    for form in _FORMATS:
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=timezone.utc)
    raise ValueError(f"{text!r} is no time")


def is_bypass(value: str | None) -> bool:
    """What the header says."""
    return (value or "").lower() == "true"
