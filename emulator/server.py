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

from emulator import loopback_only, no_partial_authorization, read_apis
from emulator.cloudformation import registration
from emulator.moto_changes import MotoChangedError as MotoChangedError


def serve(listener: socket.socket, *, account: str, exit_with_stdin: bool, verbose: bool) -> int:
    """Serves on a listening socket and announces it with one line of JSON on stdout."""
    logging.basicConfig(stream=sys.stderr, format="emulator: %(name)s: %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.INFO if verbose else logging.ERROR)
    loopback_only.install()
    registration.install()
    read_apis.install()
    no_partial_authorization.install()

    host, port = listener.getsockname()
    server = make_server(
        host,
        port,
        DomainDispatcherApplication(create_backend_app),
        threaded=True,
        request_handler=MotoRequestHandler,
        fd=listener.fileno(),
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    if exit_with_stdin:
        Thread(target=_stop_at_end_of_stdin, daemon=True).start()
    _announce({"event": "ready", "endpoint": f"http://localhost:{port}", "account": account})
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
