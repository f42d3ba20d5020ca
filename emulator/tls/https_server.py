"""A threaded HTTPS server that tells its application which version of TLS a request came over."""

from __future__ import annotations

import socket
import ssl
import warnings
from typing import Any

from werkzeug.serving import ThreadedWSGIServer

from emulator.kept_connections import KeptConnectionHandler

# Where the application finds the version, as "1.2"; only this server sets it.
TLS_VERSION = "emulator.tls_version"
_HANDSHAKE_SECONDS = 10
_VERSIONS = {"TLSv1": "1.0", "TLSv1.1": "1.1", "TLSv1.2": "1.2", "TLSv1.3": "1.3"}


class HttpsRequestHandler(KeptConnectionHandler):
    """Adds the scheme and the version of TLS to the environment of a request."""

    def make_environ(self) -> dict[str, Any]:
        """The request's environment."""
        environ = super().make_environ()
        connection: Any = self.connection
        environ["wsgi.url_scheme"] = "https"
        environ[TLS_VERSION] = _VERSIONS.get(connection.version(), "")
        return environ


class HttpsServer(ThreadedWSGIServer):
    """Shakes hands in the request's own thread, so that a silent client holds up nobody else."""

    def __init__(self, listener: socket.socket, application: Any, context: ssl.SSLContext) -> None:
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, application, HttpsRequestHandler, fd=listener.fileno())
        self._context = context

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Serves a connection; one that is not TLS is closed without a word."""
        request.settimeout(_HANDSHAKE_SECONDS)
        try:
            connection = self._context.wrap_socket(request, server_side=True)
        except OSError:
            return
        connection.settimeout(None)
        try:
            super().finish_request(connection, client_address)
        finally:
            connection.close()


def accept_old_versions(context: ssl.SSLContext) -> None:
    """Lets TLS 1.0 and 1.1 in as far as OpenSSL can, so that policies decide about them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")
