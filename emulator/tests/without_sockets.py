"""Requests of boto3's clients to the account in this process, handed over without a connection.

Between a client and its socket botocore asks whether somebody has an answer already: moto's own
mocks are asked there. Here it is the server's own handler of requests, which reads a request that
nobody has sent. What is about the wire keeps it: streamed bodies, presigned URLs, and whatever does
not come from boto3.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from botocore.awsrequest import AWSResponse
from urllib3 import HTTPHeaderDict, HTTPResponse
from werkzeug.serving import BaseWSGIServer

from emulator.kept_connections import KeptConnectionHandler
from emulator.tls.https_server import HttpsRequestHandler

_SERVERS: dict[str, BaseWSGIServer] = {}


def hand_over(origin: str, server: BaseWSGIServer) -> None:
    """Requests to an origin are the server's from here on."""
    _SERVERS[origin] = server


def without_socket(client: Any) -> Any:
    """The same client, which needs none for what is in this process."""
    client.meta.events.register("before-send", _answer)
    return client


def _answer(request: Any, **_: Any) -> AWSResponse | None:
    """None sends the request."""
    url = urlsplit(request.url)
    origin = f"{url.scheme}://{url.netloc}"
    body = request.body or b""
    if origin not in _SERVERS or not isinstance(body, bytes | str | io.BytesIO):
        return None
    content = body.read() if isinstance(body, io.BytesIO) else body
    # What urllib3 adds.
    headers = {"Host": url.netloc, "Accept-Encoding": "identity", **request.headers}
    raw = exchange(
        origin,
        request.method,
        request.url.removeprefix(origin),
        headers,
        content.encode() if isinstance(content, str) else content,
    )
    answer = AWSResponse(request.url, raw.status, raw.headers, raw)
    if not request.stream_output:
        # Read, as botocore does with what comes over a connection.
        _ = answer.content
    return answer


def exchange(
    origin: str, method: str, target: str, headers: dict[str, Any], body: bytes
) -> HTTPResponse:
    """What the server there answers."""
    handler = _HANDLERS[urlsplit(origin).scheme](_SERVERS[origin], method, target, headers, body)
    handler.run_wsgi()
    return HTTPResponse(
        io.BytesIO(handler.wfile.getvalue()),
        handler.sent_headers,
        handler.sent_status,
        preload_content=False,
        request_method=method,
    )


class _InThisProcess(KeptConnectionHandler):
    """One request, and what would be sent for it."""

    def __init__(
        self, server: Any, method: str, target: str, headers: dict[str, Any], body: bytes
    ) -> None:
        self.server = server
        self.client_address = ("127.0.0.1", 0)
        self.request_version, self.close_connection = "HTTP/1.1", False
        self.command, self.path = method, target
        self.headers: Any = {
            name: value.decode("latin-1") if isinstance(value, bytes) else value
            for name, value in headers.items()
        }
        self.connection: Any = _CONNECTION
        self.rfile: Any = io.BytesIO(body)
        self.wfile: Any = io.BytesIO()
        self.sent_status, self.sent_headers = 0, HTTPHeaderDict()

    def send_response(self, code: int, message: str | None = None) -> None:
        """Without a line on the log."""
        self.sent_status = code
        self.send_header("Server", self.version_string())
        self.send_header("Date", self.date_time_string())

    def send_header(self, keyword: str, value: str) -> None:
        """What the client finds."""
        self.sent_headers.add(keyword, str(value))

    def end_headers(self) -> None:
        """Nothing is written for them."""


class _InThisProcessOverTls(_InThisProcess, HttpsRequestHandler):
    """With the version that this process would use with itself."""


_CONNECTION = SimpleNamespace(version=lambda: "TLSv1.3", getpeercert=lambda binary_form: None)
_HANDLERS: dict[str, Callable[..., Any]] = {
    "http": _InThisProcess,
    "https": _InThisProcessOverTls,
}
