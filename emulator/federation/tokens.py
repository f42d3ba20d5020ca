"""JSON Web Tokens: their signature, their time, and the claims that AWS demands.

https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from emulator.validation.api_call import Refusal, RefusedCallError

_ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"]
_KEY_TYPES: dict[str, type[RSAKey] | type[ECKey]] = {"RSA": RSAKey, "EC": ECKey}
_REQUIRED = ("iss", "sub", "aud", "exp", "iat")
_NO_TOKEN = (
    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
)
# By how much the clocks of issuer and account may differ. AWS allows some, and does not say it.
_SKEW_SECONDS = 60


@dataclass(frozen=True)
class Token:
    """A token of which nothing is verified yet."""

    text: str
    header: Mapping[str, Any]
    claims: Mapping[str, Any]

    @property
    def issuer(self) -> str:
        """As the token claims it."""
        return str(self.claims["iss"])

    def audiences(self) -> list[str]:
        """For whom the token is; one name or a list of them."""
        found = self.claims["aud"]
        return [str(one) for one in found] if isinstance(found, list) else [str(found)]


def invalid(message: str) -> RefusedCallError:
    """The refusal of a token."""
    return RefusedCallError(Refusal("InvalidIdentityToken", message))


def read_token(text: str) -> Token:
    """RefusedCallError unless it has the form of a token and all claims that AWS needs."""
    try:
        parts = jws.extract_compact(text.encode())
        claims = json.loads(parts.payload)
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        # Without the cause: it may quote the token.
        raise invalid(_NO_TOKEN) from None
    if not isinstance(claims, dict):
        raise invalid(_NO_TOKEN)
    for name in _REQUIRED:
        if not claims.get(name):
            raise invalid(f"Missing a required claim: {name}")
    return Token(text, parts.headers(), claims)


def require_signature(token: Token, keys: Iterable[Mapping[str, Any]]) -> None:
    """RefusedCallError unless one of the issuer's keys signed the token."""
    wanted = token.header.get("kid")
    for key in keys:
        if wanted is not None and key.get("kid") != wanted:
            continue
        if _is_signed_with(token, key):
            return
    raise invalid("The token is not signed with a key of its issuer")


def require_time(token: Token) -> None:
    """RefusedCallError if the token is over, or not yet valid."""
    now = int(time.time())
    times = {name: token.claims[name] for name in ("exp", "iat", "nbf") if name in token.claims}
    for name, value in times.items():
        # A boolean is a number in Python.
        if isinstance(value, bool) or not isinstance(value, int):
            raise invalid(f"The claim {name} has to be a whole number of seconds")
    if times["exp"] <= now:
        message = (
            f"Token expired: current date/time {now} must be before the expiration date/time "
            f"{times['exp']}"
        )
        raise RefusedCallError(Refusal("ExpiredTokenException", message))
    for name in ("iat", "nbf"):
        if times.get(name, 0) > now + _SKEW_SECONDS:
            raise invalid(f"The claim {name} is in the future")


def _is_signed_with(token: Token, key: Mapping[str, Any]) -> bool:
    kind = _KEY_TYPES.get(str(key.get("kty")))
    if kind is None or key.get("use", "sig") != "sig":
        return False
    try:
        jws.deserialize_compact(token.text, kind.import_key(dict(key)), algorithms=_ALGORITHMS)
    except (JoseError, ValueError, TypeError, KeyError):
        return False
    return True
