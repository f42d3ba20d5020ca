"""The TLS server in front of the credentials provider: who may connect, before what they may do."""

from __future__ import annotations

import contextlib
import ssl
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_WR, socket
from typing import Any

_HANDSHAKE_SECONDS = 10
_LINGER_SECONDS = 1


class TlsListener(ThreadingHTTPServer):
    """Shakes hands in the thread of each connection, so that nobody waits for a slow client.

    A new TLS context each time means no session is resumed: a certificate that was revoked a moment
    ago is looked at again.
    """

    daemon_threads = True

    def __init__(
        self,
        listening: socket,
        handler: Callable[..., BaseHTTPRequestHandler],
        context: Callable[[], ssl.SSLContext],
        failed_handshake: Callable[[], None],
    ) -> None:
        super().__init__(listening.getsockname(), handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self._context = context
        self._failed_handshake = failed_handshake

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Replaces the plain connection with a TLS one, or ends it with an alert."""
        request.settimeout(_HANDSHAKE_SECONDS)
        context = self._context()
        context.sni_callback = _remember_host_name
        connection = context.wrap_socket(request, server_side=True, do_handshake_on_connect=False)
        with connection:
            try:
                connection.do_handshake()
            except OSError:
                self._failed_handshake()
                _let_client_read_alert(connection)
                return
            connection.settimeout(None)
            super().finish_request(connection, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are no news; our own errors are."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def host_name_of(connection: ssl.SSLSocket) -> str | None:
    """The server's name that the client sent in the handshake."""
    name: str | None = vars(connection).get("emulator_host_name")
    return name


def _remember_host_name(connection: Any, name: str | None, context: ssl.SSLContext) -> None:
    connection.emulator_host_name = name


def _let_client_read_alert(connection: ssl.SSLSocket) -> None:
    """Closing with bytes unread would reset the connection, and the alert could be lost."""
    plain = socket.recv
    with contextlib.suppress(OSError):
        connection.settimeout(_LINGER_SECONDS)
        socket.shutdown(connection, SHUT_WR)
        while plain(connection, 4096):
            pass
