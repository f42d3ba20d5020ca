"""Sends a request that was judged on to the storage, and its answer back, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from http import HTTPStatus
from http.client import HTTPResponse
from typing import Any

from emulator.registry.storage import Storage

_BLOCK = 1 << 16
_SENT_ON = ("Accept", "Content-Type", "Content-Length", "Content-Range", "Range")
_SENT_BACK = (
    "Accept-Ranges",
    "Content-Length",
    "Content-Range",
    "Content-Type",
    "Docker-Content-Digest",
    "Docker-Upload-UUID",
    "ETag",
    "Location",
    "Range",
)


def send_on(
    storage: Storage,
    environ: dict[str, Any],
    start_response: Callable[..., Any],
    path: str,
    *,
    kept: str,
    shown: str,
) -> Iterable[bytes]:
    """The storage's answer, in which paths begin with ``shown`` instead of ``kept``."""
    with ExitStack() as stack:
        answer = stack.enter_context(
            storage.request(
                environ["REQUEST_METHOD"],
                path,
                headers=_headers_sent_on(environ),
                body=body_of(environ),
            )
        )
        found = [(name, answer.getheader(name)) for name in _SENT_BACK]
        headers = [(name, value.replace(kept, shown)) for name, value in found if value is not None]
        status = HTTPStatus(answer.status)
        start_response(f"{status.value} {status.phrase}", headers)
        return _read(answer, stack.pop_all())


def body_of(environ: dict[str, Any]) -> Iterator[bytes]:
    """The body of a request, in blocks: layers are large."""
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        yield from iter(lambda: stream.read(_BLOCK), b"")
        return
    left = int(environ.get("CONTENT_LENGTH") or 0)
    while left > 0:
        block = stream.read(min(_BLOCK, left))
        if not block:
            return
        left -= len(block)
        yield block


def _headers_sent_on(environ: dict[str, Any]) -> dict[str, str]:
    headers = {}
    for name in _SENT_ON:
        key = name.upper().replace("-", "_")
        value = environ.get(key) or environ.get(f"HTTP_{key}")
        if value:
            headers[name] = value
    if environ.get("wsgi.input_terminated"):
        headers.pop("Content-Length", None)
        headers["Transfer-Encoding"] = "chunked"
    else:
        headers.setdefault("Content-Length", "0")
    return headers


def _read(answer: HTTPResponse, open_until_read: ExitStack) -> Iterator[bytes]:
    with open_until_read:
        while block := answer.read(_BLOCK):
            yield block
