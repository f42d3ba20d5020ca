"""A module that is run for as long as its launcher lives."""

from __future__ import annotations

import subprocess
import sys

import pytest

from emulator.tests.conftest import REPOSITORY_ROOT

COMMAND = [sys.executable, str(REPOSITORY_ROOT / "emulator" / "until_stdin_ends.py")]


def start(*arguments):
    return subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        (["timeit", "-n", "1", "pass"], 0, "1 loop"),
        (["timeit", "--no-such-option"], 2, "option --no-such-option not recognized"),
        (["server"], 1, "No module named server"),
    ],
)
def test_a_module_that_ends_by_itself(arguments, exit_code, said):
    process = start(*arguments)
    assert process.wait(timeout=20) == exit_code
    assert said in process.stdout.read() + process.stderr.read()
    process.stdin.close()


def test_a_module_that_does_not():
    process = start("http.server", "0", "--bind", "127.0.0.1")
    process.stdout.readline()
    assert process.poll() is None
    process.stdin.close()
    assert process.wait(timeout=10) == 1
