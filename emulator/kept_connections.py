"""Connections that stay open for the next request, as those to AWS do.

werkzeug's handler closes each after one answer, so that clients made a new one, with a TLS
handshake, for every request; and it waits 10 ms for more of a body that somebody may have left
unread. Here a body ends where its request says so, and what is left of it is read.
"""

from __future__ import annotations

import contextvars
import traceback
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.exceptions import InternalServerError
from werkzeug.wsgi import LimitedStream

_Headers = list[tuple[str, str]]
_NO_CONTENT = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)


class KeptConnectionHandler(MotoRequestHandler):
    """Answers one request after the other until the client closes the connection, or asks to."""

    protocol_version = "HTTP/1.1"
    # Head and body go out together. In two packets, the second would wait for the client's
    # acknowledgement of the first, which comes 40 ms late.
    wbufsize = -1
    disable_nagle_algorithm = True

    def handle_expect_100(self) -> bool:
        """Tells a client that asks first to send the body."""
        goes_on = super().handle_expect_100()
        self.wfile.flush()
        return goes_on

    def run_wsgi(self) -> None:
        """One request."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal():
            self.send_error(HTTPStatus.BAD_REQUEST, "Content-Length has to be a number")
            self.close_connection = True
            return
        self.environ = environ = self.make_environ()
        if not environ.get("wsgi.input_terminated"):
            unread: Any = self.rfile
            environ["wsgi.input"] = LimitedStream(unread, int(length))
        body = environ["wsgi.input"]
        # A thread serves many requests now: none sees what another has set for itself.
        status, headers, content = contextvars.copy_context().run(self._answer)
        while body.read(65_536):
            pass
        self._send(status, headers, content)

    def _answer(self) -> tuple[str, _Headers, bytes]:
        try:
            return _whole(self.server.app, self.environ)
        except Exception:
            self.server.log("error", "Error on request:\n%s", traceback.format_exc())
            return _whole(InternalServerError(), self.environ)

    def _send(self, status: str, headers: _Headers, content: bytes) -> None:
        code_text, _, phrase = status.partition(" ")
        code = int(code_text)
        self.send_response(code, phrase)
        for name, value in headers:
            self.send_header(name, value)
        has_body = self.command != "HEAD" and code >= HTTPStatus.OK and code not in _NO_CONTENT
        if has_body and not any(name.lower() == "content-length" for name, _ in headers):
            self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if has_body:
            self.wfile.write(content)
        self.wfile.flush()


def _whole(
    application: Callable[..., Iterable[bytes]], environ: dict[str, Any]
) -> tuple[str, _Headers, bytes]:
    """What a WSGI application answers."""
    started: list[tuple[str, _Headers]] = []

    def start(status: str, headers: _Headers, exc_info: Any = None) -> None:
        started.append((status, headers))

    answer = application(environ, start)
    try:
        content = b"".join(answer)
    finally:
        close = getattr(answer, "close", None)
        if close is not None:
            close()
    status, headers = started[-1]
    return status, headers, content
