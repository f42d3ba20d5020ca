"""Paths below /emulator-api/credentials-provider/, by which tests set the provider up."""

from __future__ import annotations

from typing import Any

from emulator.credentials_provider.provider import Provider
from emulator.credentials_provider.unconfirmed import Unconfirmed
from emulator.emulator_api import EmulatorApi


def publish(api: EmulatorApi, provider: Provider) -> None:
    """Adds the paths.

    - ``faults``: GET shows those that are on, POST adds one or a list, DELETE clears.
    - ``requests``: GET counts, DELETE starts again.
    - ``unconfirmed``: GET shows the switches, POST sets some, DELETE sets them back.
    """
    faults, counter = provider.faults, provider.counter

    def shown_faults(body: Any) -> Any:
        return {"faults": faults.shown()}

    def add_faults(body: Any) -> Any:
        faults.add(body)
        return shown_faults(body)

    def clear_faults(body: Any) -> Any:
        faults.clear()
        return shown_faults(body)

    def shown_requests(body: Any) -> Any:
        return counter.shown()

    def start_again(body: Any) -> Any:
        counter.start_again()
        return counter.shown()

    def shown_switches(body: Any) -> Any:
        return provider.unconfirmed.shown()

    def set_switches(body: Any) -> Any:
        provider.unconfirmed = provider.unconfirmed.changed(body)
        return provider.unconfirmed.shown()

    def set_back(body: Any) -> Any:
        provider.unconfirmed = Unconfirmed()
        return provider.unconfirmed.shown()

    base = "credentials-provider"
    api.publish(f"{base}/faults", GET=shown_faults, POST=add_faults, DELETE=clear_faults)
    api.publish(f"{base}/requests", GET=shown_requests, DELETE=start_again)
    api.publish(f"{base}/unconfirmed", GET=shown_switches, POST=set_switches, DELETE=set_back)
