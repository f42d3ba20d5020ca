"""The server of all tests, in their own process.

It is what the program starts, and its sockets are open; but a request that boto3 makes to it takes
half of the time when it is handed over (``without_sockets.py``), and moto and botocore's models are
loaded once. The program itself, with a process of its own, is tested by ``test_command_line.py``,
and by whoever needs a server with other options.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from emulator import server
from emulator.athena.workplace import remove_folders
from emulator.cloudtrail import delivery
from emulator.tests.restorable_server import RestorableApi
from emulator.tests.without_sockets import hand_over

ACCOUNT = "123456789012"
_HOUR_SECONDS = 3_600.0


@contextmanager
def serving_here(ca_file: Path) -> Iterator[dict[str, str]]:
    """What the program would announce."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    vars(server)["EmulatorApi"] = RestorableApi
    # Tests ask for deliveries, and count what they get. On a busy machine some are slow enough for
    # another delivery in between.
    vars(delivery)["_INTERVAL_SECONDS"] = _HOUR_SECONDS
    server.change_moto(page_size=None)
    listeners = server.Listeners(*(socket.create_server(("127.0.0.1", 0)) for _ in range(4)))
    started = server.start(listeners, account=ACCOUNT, region="us-east-1", ca_file=ca_file)
    Thread(target=started.plain.serve_forever, daemon=True).start()
    hand_over(started.ready["endpoint"], started.plain)
    hand_over(started.ready["secureEndpoint"], started.secure)
    yield started.ready
    remove_folders()
