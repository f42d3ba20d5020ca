"""Starts the registry's front, and has ECR tell where it is and how to log in.

https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
"""

from __future__ import annotations

import logging
from socket import socket
from threading import Thread

from moto.core.responses import ActionResult
from moto.ecr.responses import ECRResponse
from werkzeug.serving import WSGIRequestHandler, make_server

from emulator.moto_changes import replace_attribute
from emulator.registry import login_tokens, storage
from emulator.registry.front import Front
from emulator.validation.caller import current_access_key_id

_LOG = logging.getLogger("registry")


def start(listening: socket, *, account: str) -> str | None:
    """Serves on a listening socket.

    Returns the address that clients use; None, and a line on the log, if this machine has no
    program that keeps images. The front answers then, too, and says so.
    """
    host, port = listening.getsockname()
    origin = f"http://{host}:{port}"
    _give_tokens(origin)
    front = make_server(
        host,
        port,
        Front(account, origin, storage.Storage()),
        threaded=True,
        request_handler=_Handler,
        fd=listening.fileno(),
    )
    Thread(target=front.serve_forever, daemon=True).start()
    if not storage.is_installed():
        _LOG.warning(storage.NOT_INSTALLED)
        return None
    return origin


class _Handler(WSGIRequestHandler):
    """Takes no note of malformed requests: clients try TLS before they use plain HTTP."""

    def log_error(self, format: str, *args: object) -> None:
        """What the base class says of them, where nobody looks unless asked to."""
        _LOG.debug(format, *args)


def _give_tokens(origin: str) -> None:
    def get_authorization_token(response: ECRResponse) -> ActionResult:
        access_key_id = current_access_key_id()
        token, login = login_tokens.issue(access_key_id, response.region)
        given = {
            "authorizationToken": token,
            "expiresAt": login.expires_at,
            "proxyEndpoint": origin,
        }
        # One for each registry that is asked for; all of them are at the same address here.
        registries = response._get_param("registryIds") or [response.current_account]
        return ActionResult({"authorizationData": [given for _ in registries]})

    replace_attribute(ECRResponse, "get_authorization_token", get_authorization_token)
