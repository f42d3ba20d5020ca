"""Why a target of a rule does not get an event."""

from __future__ import annotations

NO_PERMISSIONS, NO_RESOURCE = "NO_PERMISSIONS", "NO_RESOURCE"


class UndeliverableError(Exception):
    """``code`` is as in dead letters."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
