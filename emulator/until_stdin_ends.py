"""Runs a module as ``python -m`` does, and ends with standard input at the latest.

For launchers that may be killed: what they started must not go on by itself.
"""

from __future__ import annotations

import os
import runpy
import sys
from threading import Thread

_STDIN = 0
_ENDED_EARLY = 1


def _end_with_stdin() -> None:
    # Not sys.stdin: its lock would be held when the interpreter shuts down.
    while os.read(_STDIN, 4096):
        pass
    os._exit(_ENDED_EARLY)


if __name__ == "__main__":
    Thread(target=_end_with_stdin, daemon=True).start()
    # This script's folder: its modules are not for others to find.
    del sys.path[0]
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
