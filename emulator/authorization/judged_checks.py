"""What was judged for a call, for whoever records it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from emulator.authorization.actions.check import Check
from emulator.authorization.key_states import Obstacle


@dataclass(frozen=True)
class JudgedCheck:
    """``denial`` is what the refusal says; None if the check is allowed.

    ``obstacle`` is why KMS refuses all the same.
    """

    check: Check
    denial: str | None
    obstacle: Obstacle | None = None


_JUDGED: ContextVar[list[JudgedCheck] | None] = ContextVar("judged checks", default=None)


@contextmanager
def collecting() -> Iterator[list[JudgedCheck]]:
    """The checks that are judged within this context, in this thread."""
    found: list[JudgedCheck] = []
    token = _JUDGED.set(found)
    try:
        yield found
    finally:
        _JUDGED.reset(token)


def note(check: Check, denial: str | None, obstacle: Obstacle | None = None) -> None:
    """Adds a check that was judged, if somebody collects them."""
    found = _JUDGED.get()
    if found is not None:
        found.append(JudgedCheck(check, denial, obstacle))
