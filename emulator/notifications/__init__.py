"""Who gets what is published to a topic of SNS, and who does not."""

from __future__ import annotations

from emulator.notifications import subscriptions


def install() -> None:
    """Changes moto's subscriptions; raises MotoChangedError if moto is not as expected."""
    subscriptions.install()
