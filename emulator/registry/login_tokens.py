"""Tokens that log in to the registry, each of which stands for the access key that asked for it.

A token grants nothing by itself: each request is judged by what its principal may do at that time.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from binascii import Error as InvalidBase64
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

#: The only user name that ECR knows.
USER = "AWS"
_VALID = timedelta(hours=12)


@dataclass(frozen=True)
class Login:
    """Who is logged in, to the registry of which Region, and until when."""

    access_key_id: str
    region: str
    expires_at: datetime

    @property
    def is_expired(self) -> bool:
        """Whether its 12 hours are over."""
        return datetime.now(timezone.utc) >= self.expires_at


_LOGINS: dict[str, Login] = {}


def issue(access_key_id: str, region: str) -> tuple[str, Login]:
    """A new token as GetAuthorizationToken returns it: the base64 form of user and password."""
    password = secrets.token_urlsafe(48)
    login = Login(access_key_id, region, datetime.now(timezone.utc) + _VALID)
    _LOGINS[password] = login
    return b64encode(f"{USER}:{password}".encode()).decode(), login


def login_of(authorization: str | None) -> Login | None:
    """Whom an ``Authorization`` header logs in, expired or not; None if nobody."""
    scheme, _, encoded = (authorization or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, _, password = b64decode(encoded, validate=True).decode().partition(":")
    except (InvalidBase64, UnicodeDecodeError):
        return None
    return _LOGINS.get(password) if user == USER else None


def forget_all() -> None:
    """Forgets every token; for when the account is emptied."""
    _LOGINS.clear()
