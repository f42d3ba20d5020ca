"""docker-registry, which keeps the bytes of images for the front and for nobody else.

It listens on a Unix socket in a folder that only this user can enter, asks nobody for a password,
and ends with this process. It starts with the first request that needs it.
https://distribution.github.io/distribution/about/configuration/#http
"""

from __future__ import annotations

import json
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Lock

_PROGRAM = "docker-registry"
#: What to tell whoever has no such program.
NOT_INSTALLED = (
    f"{_PROGRAM} is not installed, so images cannot be pushed or pulled; "
    f"on Debian: apt-get install {_PROGRAM}"
)
_START_SECONDS = 20
# Of the path of a socket: macOS takes the fewest, 104 bytes with the one that ends it.
_LONGEST_PATH = 103
_POLL_SECONDS = 0.02
_ANSWER_SECONDS = 60
# Ends the program and removes its folder when standard input ends, however this process ends.
_UNTIL_STDIN_ENDS = (
    '"$0" serve "$1/config.yml" >"$1/log" 2>&1 & cat >/dev/null; kill $!; wait; rm -rf "$1"'
)


class StorageError(Exception):
    """Images cannot be kept; the message says why."""


def is_installed() -> bool:
    """Whether images can be kept on this machine."""
    return shutil.which(_PROGRAM) is not None


class Storage:
    """The program, and requests to it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._socket: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @contextmanager
    def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: bytes | Iterable[bytes] = b"",
    ) -> Iterator[HTTPResponse]:
        """The answer, whose body is not read yet; StorageError if there is none."""
        connection = _UnixConnection(self._started())
        try:
            connection.connect()
        except OSError as error:
            raise StorageError(f"{_PROGRAM} has ended; start the account again") from error
        try:
            connection.request(
                method,
                path,
                body,
                dict(headers),
                encode_chunked="Transfer-Encoding" in headers,
            )
            yield connection.getresponse()
        finally:
            connection.close()

    def _started(self) -> Path:
        with self._lock:
            if self._socket is None:
                self._socket = self._start()
            return self._socket

    def _start(self) -> Path:
        program = shutil.which(_PROGRAM)
        if program is None:
            raise StorageError(NOT_INSTALLED)
        folder = Path(tempfile.mkdtemp(prefix="emulator-registry-"))
        listening = folder / "socket"
        if len(bytes(listening)) > _LONGEST_PATH:
            folder.rmdir()
            raise StorageError(
                f"{_PROGRAM} cannot listen on {listening}, whose path is longer than "
                f"{_LONGEST_PATH} bytes; set TMPDIR to a folder with a shorter one"
            )
        (folder / "config.yml").write_text(json.dumps(_configuration(folder, listening)))
        # A session of its own: a terminal's Ctrl-C is for us to act on.
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", _UNTIL_STDIN_ENDS, program, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end = time.monotonic() + _START_SECONDS
        while not _listens(listening):
            if time.monotonic() > end:
                log = (folder / "log").read_text().strip()
                # Ends the shell, and with it the program.
                self._process.communicate()
                raise StorageError(f"{_PROGRAM} did not start in {_START_SECONDS} s: {log}")
            time.sleep(_POLL_SECONDS)
        return listening


def _configuration(folder: Path, listening: Path) -> dict[str, object]:
    """JSON, which is YAML."""
    return {
        "version": "0.1",
        "log": {"level": "error", "accesslog": {"disabled": True}},
        "storage": {
            "filesystem": {"rootdirectory": str(folder / "images")},
            "maintenance": {"uploadpurging": {"enabled": False}},
        },
        "http": {
            "net": "unix",
            "addr": str(listening),
            "relativeurls": True,
            # Signs the state of uploads.
            "secret": secrets.token_hex(32),
        },
    }


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as attempt:
        try:
            attempt.connect(str(path))
        except OSError:
            return False
    return True


class _UnixConnection(HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=_ANSWER_SECONDS)
        self._path = path

    def connect(self) -> None:
        """Replaces the connection by name and port."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))
