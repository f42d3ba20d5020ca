"""The program as a server for many tests: how it is started and ended."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(*options: str) -> Iterator[dict[str, str]]:
    """What a server on free ports announces; ended with its stdin as a launcher would end it.

    That it ends so, and takes the CA's file that nobody asked for with it, is tested here, where
    the last test that needs it ends: each start takes more than a second.
    """
    server = subprocess.Popen(
        [sys.executable, "-m", "emulator", "--port", "0", "--exit-with-stdin", *options],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin and server.stdout
    announced: dict[str, str] = json.loads(server.stdout.readline())
    yield announced
    server.stdin.close()
    assert server.wait(timeout=5) == 0
    assert not Path(announced["caFile"]).parent.exists()
