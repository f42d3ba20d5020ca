"""Codes of the virtual MFA devices that users have.

A device's seed is what CreateVirtualMFADevice answers, and a code what any authenticator shows for
it. A code holds for its half minute and the ones beside it; that AWS takes each code only once is
not emulated.
https://datatracker.ietf.org/doc/html/rfc6238
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

from moto.iam.models import User, iam_backends

from emulator.authorization.principals import Principal

_PERIOD_SECONDS = 30
_DIGITS = 6
# A clock that is half a minute wrong.
_TOLERATED = (-1, 0, 1)


def is_asked_with_mfa(parameters: Mapping[str, Any]) -> bool:
    """Whether a request names a device or has a code."""
    return bool(parameters.get("SerialNumber") or parameters.get("TokenCode"))


def is_right(
    account: str, partition: str, principal: Principal, parameters: Mapping[str, Any]
) -> bool:
    """Whether the code of a request is one of the named device, and the device the caller's."""
    serial = str(parameters.get("SerialNumber", ""))
    code = str(parameters.get("TokenCode", ""))
    backend = iam_backends[account][partition]
    users = (user for user in backend.users.values() if user.arn == principal.arn)
    user: User | None = next(users, None)
    device = backend.virtual_mfa_devices.get(serial)
    if user is None or device is None or serial not in user.mfa_devices:
        return False
    now = int(time.time()) // _PERIOD_SECONDS
    return any(
        hmac.compare_digest(code, code_of(device.base32_string_seed, now + step))
        for step in _TOLERATED
    )


def code_of(seed: str, counter: int) -> str:
    """The code that an authenticator with this seed, in Base32, shows in a half minute."""
    key = base64.b32decode(seed)
    digest = hmac.new(key, counter.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return str(number % 10**_DIGITS).zfill(_DIGITS)
