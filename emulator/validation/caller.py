"""Who makes the request that this thread works on, for services that act in somebody's name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from emulator.authorization.principals import Principal

_CALLER: ContextVar[Principal | None] = ContextVar("caller", default=None)
_ACCESS_KEY_ID: ContextVar[str] = ContextVar("access_key_id", default="")


@contextmanager
def calling(principal: Principal, access_key_id: str) -> Iterator[None]:
    """Within this context, in this thread, the principal is the caller, with this access key.

    The access key is empty for whoever has signed nothing.
    """
    caller, key = _CALLER.set(principal), _ACCESS_KEY_ID.set(access_key_id)
    try:
        yield
    finally:
        _CALLER.reset(caller)
        _ACCESS_KEY_ID.reset(key)


def current_caller() -> Principal | None:
    """The caller; None outside of a request."""
    return _CALLER.get()


def current_access_key_id() -> str:
    """The id of the access key that the request was signed with; empty if it was not signed."""
    return _ACCESS_KEY_ID.get()
