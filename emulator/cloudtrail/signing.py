"""The key pair that digests are signed with; one for all Regions of a run.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PublicKey.html
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

ALGORITHM = "SHA256withRSA"
_EXPONENT, _BITS = 65_537, 2_048
_DAYS = 30


def sign(text: str) -> str:
    """The signature in hexadecimal."""
    return _key()[0].sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()).hex()


def fingerprint() -> str:
    """Of the public key, as digests name it."""
    return hashlib.md5(_public_bytes(), usedforsecurity=False).hexdigest()


def public_key() -> dict[str, Any]:
    """As ListPublicKeys shows it."""
    made = _key()[1]
    return {
        "Value": base64.b64encode(_public_bytes()).decode(),
        "ValidityStartTime": int((made - timedelta(days=1)).timestamp()),
        "ValidityEndTime": int((made + timedelta(days=_DAYS)).timestamp()),
        "Fingerprint": fingerprint(),
    }


def _public_bytes() -> bytes:
    return (
        _key()[0]
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    )


@cache
def _key() -> tuple[rsa.RSAPrivateKey, datetime]:
    """Made when it is first needed: it takes a moment."""
    key = rsa.generate_private_key(public_exponent=_EXPONENT, key_size=_BITS)
    return key, datetime.now(timezone.utc)
