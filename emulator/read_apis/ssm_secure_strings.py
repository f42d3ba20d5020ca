"""SecureString parameters that are not decrypted.

moto returns ``kms:<key>:<the value>`` then, in the clear; AWS returns what KMS made of the value.
https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any

from moto.ssm.models import Parameter

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}
# Of this run only, so that a value cannot be guessed from what stands for it.
_SALT = secrets.token_bytes(32)


def install() -> None:
    """Replaces what parameters look like in answers."""
    _ORIGINAL["response"] = replace_attribute(Parameter, "response_object", _response_object)


def _response_object(parameter: Parameter, decrypt: bool = False, *more: Any, **named: Any) -> Any:
    shown = _ORIGINAL["response"](parameter, decrypt, *more, **named)
    if parameter.parameter_type == "SecureString" and not decrypt:
        shown["Value"] = _ciphertext(parameter)
    return shown


def _ciphertext(parameter: Parameter) -> str:
    """Opaque, and the same each time a version is read."""
    text = "\0".join((parameter.name, str(parameter.version), parameter.value))
    digest = hashlib.blake2b(text.encode(), key=_SALT).digest()
    return base64.b64encode(b"\x01\x02\x02\x00" + digest).decode()
