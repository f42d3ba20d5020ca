"""Events of API calls that a trail records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def announce(account: str, record: Mapping[str, Any]) -> None:
    """Sends a record of CloudTrail's to the default event bus of its Region.

    Nothing has a rule for such events yet.
    """
    del account, record
