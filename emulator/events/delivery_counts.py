"""GET /emulator-api/events/deliveries: what became of events, once none is on its way.

So a test can tell that nothing was delivered, without waiting for a time that it guesses.
"""

from __future__ import annotations

from threading import Condition
from typing import Any

_LONGEST_WAIT_SECONDS = 10.0
_OUTCOMES = ("delivered", "deadLettered", "lost")


class DeliveryCounts:
    """Numbers since the account was empty; one target of one rule counts once."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._pending = 0
        self._ended = dict.fromkeys(_OUTCOMES, 0)
        self.account_number = 0
        """Counts how often the account was emptied."""

    def begun(self) -> int:
        """Notes a delivery, and returns the number of the account that it is for."""
        with self._changed:
            self._pending += 1
            return self.account_number

    def ended(self, account_number: int, outcome: str) -> None:
        """Notes its end, unless the account was emptied meanwhile."""
        with self._changed:
            if account_number == self.account_number:
                self._pending -= 1
                self._ended[outcome] += 1
                self._changed.notify_all()

    def forget_all(self) -> None:
        """The account is emptied."""
        with self._changed:
            self.account_number += 1
            self._pending = 0
            self._ended = dict.fromkeys(_OUTCOMES, 0)
            self._changed.notify_all()

    def show(self, _: Any = None) -> dict[str, int]:
        """The numbers, when nothing is on its way any more, or after ten seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._pending == 0, _LONGEST_WAIT_SECONDS)
            return {**self._ended, "pending": self._pending}


COUNTS = DeliveryCounts()
