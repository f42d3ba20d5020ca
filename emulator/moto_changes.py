"""The only way in which the emulator changes moto, so that every change can be found and checked.

A later moto that renames what we replace, or begins to offer what we add, stops the emulator at
start with a sentence that says what to look at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class MotoChangedError(RuntimeError):
    """moto no longer looks as one of our changes expects."""


def replace_attribute(owner: Any, name: str, replacement: Any) -> Any:
    """Replaces an attribute that must exist, and returns what it was."""
    original = getattr(owner, name, None)
    if original is None:
        raise MotoChangedError(f"moto: {_label(owner)}.{name} is gone; see what replaced it")
    setattr(owner, name, replacement)
    return original


def add_method(owner: type, name: str, method: Callable[..., Any]) -> None:
    """Adds an operation that moto does not have."""
    if hasattr(owner, name):
        raise MotoChangedError(f"moto: {_label(owner)}.{name} exists now; remove ours or adapt it")
    setattr(owner, name, method)


def _label(owner: Any) -> str:
    return getattr(owner, "__qualname__", type(owner).__qualname__)
