"""Templates that AWS refuses are refused here, and their twins are not."""

from __future__ import annotations

import pytest

from emulator.allowed_types import ALLOWED_TYPES
from emulator.tests.refused_announcements import REFUSED_ANNOUNCEMENTS
from emulator.tests.refused_iam import REFUSED_IAM
from emulator.tests.refused_messaging import REFUSED_MESSAGING
from emulator.tests.refused_providers import REFUSED_PROVIDERS
from emulator.tests.refused_resources import REFUSED_RESOURCES
from emulator.tests.refused_trails import REFUSED_TRAILS
from emulator.tests.twins import distinct

_TWINS = [
    *REFUSED_ANNOUNCEMENTS,
    *REFUSED_IAM,
    *REFUSED_MESSAGING,
    *REFUSED_TRAILS,
    *REFUSED_PROVIDERS,
    *REFUSED_RESOURCES,
]
# Has nothing that could be refused.
_HARMLESS = {"AWS::CDK::Metadata"}

_GOOD = distinct(_TWINS, key=lambda twins: twins.accepted())


@pytest.mark.parametrize("twins", _TWINS, ids=lambda twins: twins.name)
def test_refused(deployer, twins):
    reasons = deployer.fail(twins.refused())
    assert list(reasons) == ["Tested"], reasons
    missing = [word for word in twins.words if word not in reasons["Tested"]]
    assert not missing, reasons["Tested"]
    assert len(reasons["Tested"]) < 1_000, "long values are shortened"


@pytest.mark.parametrize("twins", _GOOD, ids=lambda twins: twins.name)
def test_accepted(deployer, twins):
    deployer.succeed(twins.accepted())
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"


def test_every_type_has_twins():
    assert len(_TWINS) >= 40
    assert {twins.type_name for twins in _TWINS} == ALLOWED_TYPES.keys() - _HARMLESS
