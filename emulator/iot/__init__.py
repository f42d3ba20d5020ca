"""AWS IoT as enrolling Data Hubs needs it: real certificates, exclusive things, shadows."""

from __future__ import annotations

from emulator.iot import certificates, shadows, thing_principals, things

_CHANGES = (certificates, shadows, thing_principals, things)


def install() -> None:
    """Changes moto's IoT; raises MotoChangedError if moto is not as expected."""
    for module in _CHANGES:
        module.install()
