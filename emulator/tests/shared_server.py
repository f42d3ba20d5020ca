"""The program as a server for many tests: how it is started and ended."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """What it announced, and the modules that it had loaded by then."""

    ready: dict[str, str]
    modules: frozenset[str]


@contextmanager
def serving(*options: str, log: Path) -> Iterator[Program]:
    """A server on free ports; ended with its stdin as a launcher would end it.

    That it ends so, and takes the CA's file that nobody asked for with it, is tested here, where
    the last test that needs it ends: each start takes more than a second.
    """
    with log.open("wb") as stderr:
        server = subprocess.Popen(
            [sys.executable, "-X", "importtime", "-m", "emulator", "--port", "0"]
            + ["--exit-with-stdin", *options],
            cwd=Path(__file__).resolve().parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )
    assert server.stdin and server.stdout
    announced: dict[str, str] = json.loads(server.stdout.readline())
    yield Program(announced, _imported(log.read_text()))
    server.stdin.close()
    assert server.wait(timeout=5) == 0
    assert not Path(announced["caFile"]).parent.exists()


def _imported(log: str) -> frozenset[str]:
    """``import time: 123 | 456 |   module``, one a line."""
    lines = (line for line in log.splitlines() if line.startswith("import time:"))
    return frozenset(line.rsplit("|", 1)[1].strip() for line in lines)
