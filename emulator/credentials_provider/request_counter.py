"""Counts what clients do, so that tests can tell a storm from a trickle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock


class RequestCounter:
    """Requests so far and at once, and handshakes that came to nothing."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._total = self._in_flight = self._most_in_flight = self._failed_handshakes = 0

    @contextmanager
    def request(self) -> Iterator[Callable[[], None]]:
        """One request, in flight within the context or until it calls what it is given.

        To be called before the last byte of the answer is sent: after it, the client may have sent
        its next request before this one is counted as done.
        """
        with self._lock:
            self._total += 1
            self._in_flight += 1
            self._most_in_flight = max(self._most_in_flight, self._in_flight)
        done = Event()

        def leave() -> None:
            with self._lock:
                if not done.is_set():
                    done.set()
                    self._in_flight -= 1

        try:
            yield leave
        finally:
            leave()

    def failed_handshake(self) -> None:
        """A client that TLS turned away, or that turned away from us."""
        with self._lock:
            self._failed_handshakes += 1

    def start_again(self) -> None:
        """Zero, but for what is in flight now."""
        with self._lock:
            self._total = self._failed_handshakes = 0
            self._most_in_flight = self._in_flight

    def shown(self) -> dict[str, int]:
        """For a JSON answer."""
        with self._lock:
            return {
                "total": self._total,
                "inFlight": self._in_flight,
                "mostInFlight": self._most_in_flight,
                "failedHandshakes": self._failed_handshakes,
            }
