"""AWS IoT as enrolling Data Hubs needs it: real certificates, exclusive things."""

from __future__ import annotations

from emulator.iot import certificates, thing_principals, things

_CHANGES = (certificates, thing_principals, things)


def install() -> None:
    """Changes moto's IoT; raises MotoChangedError if moto is not as expected."""
    for module in _CHANGES:
        module.install()
