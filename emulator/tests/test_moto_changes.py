"""A moto that changed under us stops the emulator instead of being patched blindly."""

from __future__ import annotations

import pytest

from emulator.moto_changes import MotoChangedError, add_method, replace_attribute


class Service:
    def existing(self) -> str:
        return "original"


def test_replacing_what_is_gone():
    with pytest.raises(MotoChangedError, match="Service.renamed is gone"):
        replace_attribute(Service, "renamed", None)


def test_adding_what_exists():
    with pytest.raises(MotoChangedError, match="Service.existing exists now"):
        add_method(Service, "existing", lambda self: "ours")


def test_replacing_returns_the_original():
    class Copy(Service):
        pass

    original = replace_attribute(Copy, "existing", lambda self: "ours")
    assert Copy().existing() == "ours"
    assert original(Copy()) == "original"
