"""A server for many tests: how it is started and ended, and what it says meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def serving(
    *options: str, module: str = "emulator", log: Path | None = None
) -> Iterator[dict[str, str]]:
    """What a server on free ports announces; ended with its stdin as a launcher would end it.

    That it ends so, and takes the CA's file that nobody asked for with it, is tested here, where
    the last test that needs it ends: each start takes more than a second.
    """
    with ExitStack() as files:
        server = subprocess.Popen(
            [sys.executable, "-m", module, "--port", "0", "--exit-with-stdin", *options],
            cwd=Path(__file__).resolve().parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if log is None else files.enter_context(log.open("wb")),
            text=True,
        )
    assert server.stdin and server.stdout
    announced: dict[str, str] = json.loads(server.stdout.readline())
    yield announced
    server.stdin.close()
    assert server.wait(timeout=5) == 0
    assert not Path(announced["caFile"]).parent.exists()


class ServerLog:
    """The log's end from now on. What a request says is in it before its answer comes."""

    def __init__(self, path: Path) -> None:
        self._path, self._start = path, path.stat().st_size

    def text(self) -> str:
        """What was said since."""
        with self._path.open("rb") as log:
            log.seek(self._start)
            return log.read().decode()
