"""Signature Version 4: what a request claims, and whether its signature is right.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import quote, unquote

from emulator.authorization.http_request import HttpRequest

ALGORITHM = "AWS4-HMAC-SHA256"
_TOLERANCE = timedelta(minutes=15)
_LONGEST_PRESIGNED = 7 * 24 * 3600
# In the order in which every SDK writes it; moto, which routes by it, looks at the first part only.
_AUTHORIZATION = re.compile(
    rf"{ALGORITHM} +Credential=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]+)"
)
_CREDENTIAL = re.compile(r"([^/]+)/(\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request")
_UNRESERVED = "-_.~"


class MalformedSignatureError(Exception):
    """The request says in no understandable way who signed it."""


@dataclass(frozen=True)
class Claim:
    """What a request says about its signature."""

    access_key_id: str
    date: str
    region: str
    service: str
    signed_headers: tuple[str, ...]
    signature: str
    timestamp: str
    session_token: str | None
    # Seconds that a presigned URL is valid; None for a signed header.
    expires_in: int | None

    @property
    def signed_at(self) -> datetime:
        """When it was signed; MalformedSignatureError if that is no date."""
        try:
            return _moment(self.timestamp)
        except ValueError as error:
            raise MalformedSignatureError(f"{self.timestamp!r} is no date") from error


def claim_of(request: HttpRequest) -> Claim | None:
    """What the request claims; None if it is not signed at all."""
    authorization = request.headers.get("authorization")
    if authorization is not None:
        return _from_header(request, authorization)
    if "X-Amz-Signature" in request.query:
        return _from_query(request)
    return None


def is_in_time(claim: Claim, now: datetime) -> bool:
    """Whether the time of signing is within what AWS accepts."""
    if not claim.timestamp.startswith(claim.date):
        return False
    if claim.expires_in is None:
        return abs(now - claim.signed_at) <= _TOLERANCE
    end = claim.signed_at + timedelta(seconds=claim.expires_in)
    return claim.signed_at - _TOLERANCE <= now <= end


def is_signed_with(secret: str, claim: Claim, request: HttpRequest) -> bool:
    """Whether the signature is the one that this secret gives."""
    canonical = _canonical_request(claim, request)
    scope = f"{claim.date}/{claim.region}/{claim.service}/aws4_request"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    key = _signing_key(secret, claim.date, claim.region, claim.service)
    text = "\n".join((ALGORITHM, claim.timestamp, scope, digest))
    expected = hmac.digest(key, text.encode(), "sha256").hex()
    return hmac.compare_digest(expected, claim.signature)


# A client signs many requests of a second, and all of a day with one key.
@functools.lru_cache(maxsize=64)
def _moment(timestamp: str) -> datetime:
    return datetime.strptime(timestamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)


@functools.lru_cache(maxsize=1024)
def _signing_key(secret: str, date: str, region: str, service: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (date, region, service, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


def unsigned_headers(claim: Claim, request: HttpRequest) -> list[str]:
    """Headers that have to be signed and are not."""
    needed = {name for name in request.headers if name.startswith("x-amz-")} | {"host"}
    return sorted(needed - set(claim.signed_headers))


def _from_header(request: HttpRequest, authorization: str) -> Claim:
    match = _AUTHORIZATION.fullmatch(authorization)
    if match is None:
        raise MalformedSignatureError(f"the authorization is not of the form {ALGORITHM}")
    return _claim(
        *match.groups(),
        timestamp=request.headers.get("x-amz-date", ""),
        session_token=request.headers.get("x-amz-security-token"),
        expires_in=None,
    )


def _from_query(request: HttpRequest) -> Claim:
    query = request.query
    expires = query.get("X-Amz-Expires", "")
    if query.get("X-Amz-Algorithm") != ALGORITHM or not expires.isdigit():
        raise MalformedSignatureError("the presigned URL lacks its algorithm or its expiry")
    if int(expires) > _LONGEST_PRESIGNED:
        raise MalformedSignatureError(
            f"X-Amz-Expires must be less than a week (in seconds); that is {_LONGEST_PRESIGNED}"
        )
    return _claim(
        query.get("X-Amz-Credential", ""),
        query.get("X-Amz-SignedHeaders", ""),
        query["X-Amz-Signature"],
        timestamp=query.get("X-Amz-Date", ""),
        session_token=query.get("X-Amz-Security-Token"),
        expires_in=int(expires),
    )


def _claim(
    credential: str,
    signed_headers: str,
    signature: str,
    *,
    timestamp: str,
    session_token: str | None,
    expires_in: int | None,
) -> Claim:
    match = _CREDENTIAL.fullmatch(credential)
    if match is None:
        raise MalformedSignatureError(f"the credential {credential!r} has no scope")
    access_key_id, date, region, service = match.groups()
    return Claim(
        access_key_id=access_key_id,
        date=date,
        region=region,
        service=service,
        signed_headers=tuple(signed_headers.lower().split(";")),
        signature=signature,
        timestamp=timestamp,
        session_token=session_token,
        expires_in=expires_in,
    )


def _canonical_request(claim: Claim, request: HttpRequest) -> str:
    headers = "".join(
        f"{name}:{' '.join(request.headers.get(name, '').split())}\n"
        for name in claim.signed_headers
    )
    return "\n".join(
        (
            request.method,
            _canonical_path(claim, request),
            _canonical_query(request.raw_query),
            headers,
            ";".join(claim.signed_headers),
            _payload_hash(claim, request),
        )
    )


def _canonical_path(claim: Claim, request: HttpRequest) -> str:
    """S3 signs the path as it is sent; the others encode it once more."""
    if claim.service == "s3":
        return quote(unquote(request.raw_path), safe=f"/{_UNRESERVED}")
    return quote(_without_dots(request.raw_path), safe=f"/{_UNRESERVED}")


def _without_dots(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    trailing = "/" if parts and path.endswith("/") else ""
    return f"/{'/'.join(parts)}{trailing}"


def _canonical_query(raw: str) -> str:
    pairs = []
    for item in filter(None, raw.split("&")):
        name, _, value = item.partition("=")
        pairs.append((_encoded(name), _encoded(value)))
    return "&".join(f"{name}={value}" for name, value in sorted(pairs) if name != "X-Amz-Signature")


def _encoded(text: str) -> str:
    return quote(unquote(text), safe=_UNRESERVED)


def _payload_hash(claim: Claim, request: HttpRequest) -> str:
    if claim.service == "s3":
        default = "UNSIGNED-PAYLOAD"
        return request.headers.get("x-amz-content-sha256", default)
    return hashlib.sha256(request.body).hexdigest()
