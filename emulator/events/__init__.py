"""EventBridge: what S3 tells it, which rules that concerns, and what their targets get."""

from __future__ import annotations

from emulator.events import object_changes, rules, s3_events


def install() -> None:
    """Changes moto's rules and S3's events; raises MotoChangedError if moto is not as expected."""
    rules.install()
    s3_events.install()
    object_changes.install()
