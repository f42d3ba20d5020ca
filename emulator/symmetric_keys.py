"""Symmetric KMS keys without a private key of their own.

moto generates an RSA key for each of them too, which nothing uses, and which takes as long as all
else that a request does, times ten.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from moto.kms import models

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}
_SYMMETRIC = ("SYMMETRIC_DEFAULT", "HMAC_")


def install() -> None:
    """Lets all symmetric keys share the one that they do not use."""
    _ORIGINAL["generate"] = replace_attribute(models, "generate_private_key", _generate)


def _generate(key_spec: str) -> Any:
    return _shared() if key_spec.startswith(_SYMMETRIC) else _ORIGINAL["generate"](key_spec)


@cache
def _shared() -> Any:
    return _ORIGINAL["generate"]("ECC_NIST_P256")
