"""One HTTP connection to the credentials provider."""

from __future__ import annotations

import json
import selectors
import socket
import struct
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from uuid import uuid4

from emulator.credentials_provider import refusal
from emulator.credentials_provider.issuing import CredentialsRequest, issue
from emulator.credentials_provider.listener import host_name_of
from emulator.credentials_provider.refusal import Refusal

if TYPE_CHECKING:
    from emulator.credentials_provider.faults import Effects
    from emulator.credentials_provider.provider import Provider

_POLL_SECONDS = 0.05
_FAILURES = {
    429: ("ThrottlingException", "Rate exceeded"),
    500: ("InternalFailureException", "An unexpected error has occurred"),
    503: ("ServiceUnavailableException", "The service is temporarily unavailable"),
}


class CredentialsHandler(BaseHTTPRequestHandler):
    """Answers GET /role-aliases/<alias>/credentials, after the faults that are switched on."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, provider: Provider, *arguments: Any) -> None:
        self._provider = provider
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Credentials, or why not."""
        with self._provider.counter.request() as leave:
            effects, cleared = self._provider.faults.for_next_request()
            if effects.delay and not self._wait(effects.delay, cleared):
                return
            if effects.ending == "hang":
                self._wait(float("inf"), cleared)
                self.close_connection = True
            elif effects.ending == "reset":
                self._reset()
            else:
                self._answer(effects, leave)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: a request line per refresh would bury what matters."""

    def _answer(self, effects: Effects, leave: Callable[[], None]) -> None:
        error_type = None
        try:
            if effects.ending == "status":
                raise _failure(effects.status)
            status, body = 200, self._credentials(effects)
        except Refusal as refused:
            status, error_type = refused.status, refused.error_type
            body = {"message": refused.message}
        content = json.dumps(body, separators=(",", ":")).encode()
        self._send_head(status, len(content), error_type, effects.skew)
        if effects.truncate is not None:
            content = content[: effects.truncate]
            self.close_connection = True
        self._send_body(content, effects.drip, leave)

    def _credentials(self, effects: Effects) -> dict[str, Any]:
        if host_name_of(self.connection) is None:
            raise refusal.invalid_certificate()
        request = CredentialsRequest(
            certificate_der=self.connection.getpeercert(binary_form=True),
            role_alias=_role_alias(self.path),
            thing_name=self.headers.get("x-amzn-iot-thingname"),
            expiry_override=effects.expiry,
            sets_source=self._provider.unconfirmed.sets_source,
        )
        issued = issue(self._provider.account, request)
        expiration = issued.expiration + timedelta(seconds=effects.skew)
        return {
            "credentials": {
                "accessKeyId": issued.access_key_id,
                "secretAccessKey": issued.secret_access_key,
                "sessionToken": issued.session_token,
                "expiration": expiration.strftime("%Y-%m-%dT%H:%M:%SZ"),
            }
        }

    def _send_head(self, status: int, length: int, error_type: str | None, skew: int) -> None:
        now = datetime.now(timezone.utc) + timedelta(seconds=skew)
        self.send_response_only(status)
        self.send_header("Date", format_datetime(now, usegmt=True))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.send_header("x-amzn-RequestId", str(uuid4()))
        if error_type is not None:
            self.send_header("x-amzn-ErrorType", error_type)
        self.end_headers()

    def _send_body(
        self, content: bytes, bytes_per_second: int | None, leave: Callable[[], None]
    ) -> None:
        first, last = content[:-1], content[-1:]
        if bytes_per_second is None:
            self.wfile.write(first)
        else:
            self._drip(first, bytes_per_second)
        leave()
        self.wfile.write(last)

    def _drip(self, content: bytes, bytes_per_second: int) -> None:
        started = time.monotonic()
        for count, byte in enumerate(content, start=1):
            self.wfile.write(bytes([byte]))
            time.sleep(max(0, started + count / bytes_per_second - time.monotonic()))

    def _wait(self, seconds: float, cleared: Event) -> bool:
        """Whether the client is still there afterwards. Ends early if the faults are cleared."""
        end = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self.connection, selectors.EVENT_READ)
            while (left := end - time.monotonic()) > 0 and not cleared.is_set():
                # A client that waits for an answer sends nothing: what can be read is its end.
                if selector.select(min(left, _POLL_SECONDS)):
                    self.close_connection = True
                    return False
        return True

    def _reset(self) -> None:
        """RST in place of an answer: to linger for no time means to drop what is there."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _role_alias(path: str) -> str:
    parts = path.partition("?")[0].split("/")
    if len(parts) != 4 or (parts[0], parts[1], parts[3]) != ("", "role-aliases", "credentials"):
        raise refusal.no_such_path()
    return unquote(parts[2])


def _failure(status: int) -> Refusal:
    error_type, message = _FAILURES.get(status, ("InternalFailureException", "A fault of the test"))
    return Refusal(status, error_type, message)
