"""moto's HTTP server with the emulator's services, until a signal or the end of stdin."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys
from threading import Thread
from typing import Any, NoReturn

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

from emulator import iot, loopback_only, no_partial_authorization, presigned_queries, read_apis
from emulator.cloudformation import registration
from emulator.credentials_provider import start as credentials_provider
from emulator.emulator_api import EmulatorApi
from emulator.hybrid_nodes import operations as hybrid_nodes
from emulator.moto_changes import MotoChangedError as MotoChangedError
from emulator.tls.certificate_authority import CertificateAuthority


def serve(
    listener: socket.socket,
    credentials_listener: socket.socket,
    *,
    account: str,
    exit_with_stdin: bool,
    verbose: bool,
) -> int:
    """Serves on listening sockets and announces them with one line of JSON on stdout."""
    logging.basicConfig(stream=sys.stderr, format="emulator: %(name)s: %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.INFO if verbose else logging.ERROR)
    loopback_only.install()
    registration.install()
    read_apis.install()
    no_partial_authorization.install()
    iot.install()
    hybrid_nodes.install()
    presigned_queries.install()

    authority = CertificateAuthority()
    api = EmulatorApi(DomainDispatcherApplication(create_backend_app))
    hybrid_nodes.publish(api, account)
    host, port = listener.getsockname()
    server = make_server(
        host,
        port,
        api,
        threaded=True,
        request_handler=MotoRequestHandler,
        fd=listener.fileno(),
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    if exit_with_stdin:
        Thread(target=_stop_at_end_of_stdin, daemon=True).start()
    credentials_endpoint = credentials_provider.start(
        credentials_listener, account=account, authority=authority, api=api
    )
    _announce(
        {
            "event": "ready",
            "endpoint": f"http://localhost:{port}",
            "account": account,
            "credentialsEndpoint": credentials_endpoint,
            "certificateAuthority": authority.certificate_pem,
        }
    )
    server.serve_forever()
    return 0


def _announce(event: dict[str, str]) -> None:
    """stdout belongs to the launcher: moto's own prints go to stderr from here on."""
    print(json.dumps(event, separators=(",", ":")), flush=True)
    sys.stdout = sys.stderr


def _stop(*_: Any) -> NoReturn:
    # Requests in flight are daemon threads; there is nothing to save.
    sys.stderr.flush()
    os._exit(0)


def _stop_at_end_of_stdin() -> NoReturn:
    while sys.stdin.buffer.read(4096):
        pass
    _stop()
