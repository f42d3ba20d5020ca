"""Why a query ends without a result."""

from __future__ import annotations

# https://docs.aws.amazon.com/athena/latest/ug/error-reference.html
USER_ERROR = 2


class QueryFailedError(Exception):
    """A query that ends FAILED; ``message`` is its ``StateChangeReason``."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class QueryCancelledError(Exception):
    """A query that ends CANCELLED."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or "cancelled")
        self.message = message


def syntax_error(message: str, line: int = 1, column: int = 1) -> QueryFailedError:
    """What is no statement of Athena's SQL; the position counts from 1."""
    return QueryFailedError(f"SYNTAX_ERROR: line {line}:{column}: {message}")


def not_supported(what: str) -> QueryFailedError:
    """A statement or property that is not emulated, or that Athena does not have."""
    return QueryFailedError(f"NOT_SUPPORTED: {what}")
