"""What AWS does not document, as switches, so that clients can be tried with either answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from emulator.emulator_api import InvalidSettingError


@dataclass(frozen=True)
class Unconfirmed:
    """The defaults are what is thought to be likely."""

    #: What a revoked certificate gets: True for an alert of TLS, False for 403.
    revoked_fail_handshake: bool = False
    #: Whether aws:SourceAccount and aws:SourceArn are set when the provider assumes a role.
    sets_source: bool = False

    def changed(self, settings: Any) -> Unconfirmed:
        """With some of them set anew; raises InvalidSettingError for anything else."""
        names = {_camel(field.name): field.name for field in fields(self)}
        given = settings if isinstance(settings, dict) else {}
        if not given or not given.keys() <= names.keys():
            raise InvalidSettingError([f"write an object with some of {', '.join(names)}"])
        wrong = [name for name, value in given.items() if not isinstance(value, bool)]
        if wrong:
            raise InvalidSettingError([f"{name} has to be true or false" for name in wrong])
        return replace(self, **{names[name]: value for name, value in given.items()})

    def shown(self) -> dict[str, bool]:
        """For a JSON answer."""
        return {_camel(name): value for name, value in asdict(self).items()}


def _camel(name: str) -> str:
    first, *more = name.split("_")
    return first + "".join(part.capitalize() for part in more)
