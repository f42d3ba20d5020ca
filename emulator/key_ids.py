"""Keys of KMS by their ARNs, where moto knows them by their ids only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.kms.models import KmsBackend

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}
_METHODS = ("cancel_key_deletion", "disable_key", "enable_key", "schedule_key_deletion")


def install() -> None:
    """Lets the state of a key be changed by its ARN."""
    for name in _METHODS:
        _ORIGINAL[name] = replace_attribute(KmsBackend, name, _by_id(name))


def _by_id(name: str) -> Callable[..., Any]:
    def by_id(backend: KmsBackend, key_id: str, *rest: Any, **named: Any) -> Any:
        return _ORIGINAL[name](backend, backend.get_key_id(key_id), *rest, **named)

    return by_id
