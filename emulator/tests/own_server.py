"""A server for one test."""

from __future__ import annotations

import json
import subprocess
import sys

from emulator.tests.conftest import REPOSITORY_ROOT


class OwnServer:
    """A server of its own, whose log can be read when it has ended."""

    def __init__(self, code: str = "from emulator.__main__ import main; main()") -> None:
        self._code = code
        self.log = ""

    def __enter__(self) -> dict[str, str]:
        self._process = subprocess.Popen(
            [sys.executable, "-c", self._code, "--port", "0", "--exit-with-stdin"],
            cwd=REPOSITORY_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        ready: dict[str, str] = json.loads(self._process.stdout.readline())
        return ready

    def __exit__(self, *_: object) -> None:
        self.log = self._process.communicate(timeout=10)[1]
