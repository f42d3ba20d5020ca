"""The end of the program: by a signal, or with whoever started it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn

from emulator.athena.workplace import remove_folders


class Stop:
    """The end of the process, which takes a CA file that nobody asked for with it."""

    def __init__(self, ca_file: str | None) -> None:
        self._folder = None if ca_file else tempfile.mkdtemp(prefix="emulator-ca-")
        self.ca_file = Path(ca_file or f"{self._folder}/ca.pem")

    def when_told(self, *, exit_with_stdin: bool) -> None:
        """From here on a signal ends the process, and so does the end of stdin if it is to."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._now)
        if exit_with_stdin:
            Thread(target=self._at_end_of_stdin, daemon=True).start()

    def _now(self, *_: Any) -> NoReturn:
        """Requests in flight are daemon threads; there is nothing to save."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        remove_folders()
        sys.stderr.flush()
        os._exit(0)

    def _at_end_of_stdin(self) -> NoReturn:
        """Waits for the launcher's end."""
        while sys.stdin.buffer.read(4096):
            pass
        self._now()
