"""EventBridge Scheduler: nothing runs by the clock, and every schedule when somebody says so."""

from __future__ import annotations

from emulator.scheduler import groups


def install() -> None:
    """Changes moto's groups; raises MotoChangedError if moto is not as expected."""
    groups.install()
