"""CloudTrail: the account records every call that it decides, and trails deliver the records."""

from __future__ import annotations

from emulator.cloudtrail import history, recording


def install() -> None:
    """Begins to record."""
    recording.subscribe(history.remember)
