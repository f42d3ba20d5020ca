"""Ends the program between two messages when it is told to."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """Ends a wait for messages. No error, so that nothing on the way takes it for one."""


class Stop:
    """A request to stop, which waits for the message in work. ECS gives it 30 seconds by default.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html
    """

    def __init__(self) -> None:
        self.requested = False
        self._waiting = False

    def listen(self) -> None:
        """Takes SIGTERM and SIGINT as requests from now on."""
        signal.signal(signal.SIGTERM, self._request)
        signal.signal(signal.SIGINT, self._request)

    @contextmanager
    def ends_waiting(self) -> Iterator[None]:
        """In here, a request raises Stopped at once."""
        self._waiting = True
        try:
            yield
        finally:
            self._waiting = False

    def _request(self, _signal: int, _frame: FrameType | None) -> None:
        self.requested = True
        if self._waiting:
            raise Stopped
