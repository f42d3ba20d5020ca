"""SQS where moto differs from it: attributes, receiving, and moving messages back."""

from __future__ import annotations

from emulator.queues import attributes, batches, move_tasks, receiving


def install() -> None:
    """Changes moto's queues; raises MotoChangedError if moto is not as expected."""
    for module in (attributes, batches, receiving, move_tasks):
        module.install()
