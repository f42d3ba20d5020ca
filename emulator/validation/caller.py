"""Who makes the request that this thread works on, for services that act in somebody's name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from emulator.authorization.principals import Principal

_CALLER: ContextVar[Principal | None] = ContextVar("caller", default=None)


@contextmanager
def calling(principal: Principal) -> Iterator[None]:
    """Within this context, in this thread, the principal is the caller."""
    token = _CALLER.set(principal)
    try:
        yield
    finally:
        _CALLER.reset(token)


def current_caller() -> Principal | None:
    """The caller; None outside of a request."""
    return _CALLER.get()
