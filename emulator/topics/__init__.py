"""Topics of SNS where moto's differ from it."""

from __future__ import annotations

from emulator.topics import attributes


def install() -> None:
    """Changes moto's topics; raises MotoChangedError if moto is not as expected."""
    attributes.install()
