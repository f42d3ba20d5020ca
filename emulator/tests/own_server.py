"""A server for one test."""

from __future__ import annotations

import json
import subprocess
import sys

from conftest import REPOSITORY_ROOT


class OwnServer:
    """A server of its own, whose log can be read when it has ended."""

    def __init__(self, code="from emulator.__main__ import main; main()"):
        self._code = code
        self.log = ""

    def __enter__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-c", self._code, "--port", "0", "--exit-with-stdin"],
            cwd=REPOSITORY_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return json.loads(self._process.stdout.readline())

    def __exit__(self, *_):
        _, self.log = self._process.communicate(timeout=10)
