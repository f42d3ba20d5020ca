"""Makes sure that an emulated service never calls out.

Parts of moto can (SNS to HTTP subscribers, Lambda through Docker). An emulated account that talks
to the real world would be neither local nor safe, so the interpreter itself refuses.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any


class OutgoingConnectionError(OSError):
    """Something in the emulator tried to reach another machine."""


def install() -> None:
    """Cannot be undone: that is the nature of audit hooks."""
    sys.addaudithook(_refuse_remote_connections)


def _refuse_remote_connections(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and not _is_loopback(str(address[0])):
        raise OutgoingConnectionError(f"the emulator does not connect to {address[0]}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"
