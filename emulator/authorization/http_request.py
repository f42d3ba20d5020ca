"""A request as it came over the wire."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus, urlparse

from emulator.tls.https_server import TLS_VERSION

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class HttpRequest:
    """Header names are in lower case; the body is whole, and not decoded."""

    environ: dict[str, Any]
    method: str
    raw_path: str
    raw_query: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    source_ip: str
    # None over plain HTTP.
    tls_version: str | None

    def value(self, name: str) -> str | None:
        """A header, which a presigned URL may have in its query."""
        found = self.headers.get(name)
        if found is not None:
            return found
        return next((v for key, v in self.query.items() if key.lower() == name), None)

    @property
    def is_body_as_signed(self) -> bool:
        """False if the body is another than the one whose hash was signed."""
        signed = self.headers.get("x-amz-content-sha256", "")
        if not _SHA256.fullmatch(signed):
            return True
        return hashlib.sha256(self.body).hexdigest() == signed


def read_request(environ: dict[str, Any]) -> HttpRequest:
    """Takes the request from its environment, and leaves the body there to be read again."""
    raw_uri = environ.get("RAW_URI") or environ.get("REQUEST_URI") or environ["PATH_INFO"]
    parsed = urlparse(raw_uri)
    uri = raw_uri if not parsed.scheme else f"{parsed.path}?{parsed.query}"
    raw_path, _, raw_query = uri.partition("?")
    return HttpRequest(
        environ=environ,
        method=environ["REQUEST_METHOD"],
        raw_path=raw_path or "/",
        raw_query=raw_query,
        query=_query(raw_query),
        headers=_headers(environ),
        body=_body(environ),
        source_ip=environ.get("REMOTE_ADDR", "127.0.0.1"),
        tls_version=environ.get(TLS_VERSION),
    )


def _query(raw: str) -> dict[str, str]:
    """The first value of each name: where they differ, the signature covers both anyhow."""
    found: dict[str, str] = {}
    for item in filter(None, raw.split("&")):
        name, _, value = item.partition("=")
        found.setdefault(unquote_plus(name), unquote_plus(value))
    return found


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    found = {
        name[5:].replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith("HTTP_") and isinstance(value, str)
    }
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(name):
            found[name.replace("_", "-").lower()] = environ[name]
    for name, original in environ.get("moto.preserved_header_names", {}).items():
        # User metadata keeps its underscores, and is signed with them.
        found.pop(name[5:].replace("_", "-").lower(), None)
        found[original.lower()] = environ[name]
    return found


def _body(environ: dict[str, Any]) -> bytes:
    stream = environ["wsgi.input"]
    length = environ.get("CONTENT_LENGTH")
    if environ.get("wsgi.input_terminated"):
        body: bytes = stream.read()
    else:
        body = stream.read(int(length)) if length else b""
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    return body
