"""Changes that somebody makes by hand, and what drift detection says of them."""

from __future__ import annotations

from emulator.tests.changes_by_hand import ByHand
from emulator.tests.deletions_by_hand import remove_everything
from emulator.tests.drift import detect, resource_drift
from emulator.tests.every_property import resources_of

# These can be changed only as a whole, by a new one under their name.
_CANNOT_CHANGE = {"SecurityConfiguration"}
# These have no tags and nothing else that is compared, or nobody changes them here.
_NOT_CHANGED = {
    "Boundary",
    "DeadLetters",
    "Logs",
    "OtherTrail",
    "SchedulesRole",
    "TrailBucketPolicy",
    "TrailKey",
}


def lines(found):
    return {name: [f"{kind} {path}" for path, _, _, kind in all_] for name, all_ in found.items()}


def test_changes_to_every_type(deployer, client):
    for slug in ("acme", "acme-eu"):
        deployer.succeed(resources_of(slug), slug)
    administrator = ByHand(client, deployer.physical_id, "acme")
    made = [name for name in dir(administrator) if name.startswith("change_")]
    expected: dict[str, list[str]] = {}
    for name in made:
        expected |= getattr(administrator, name)()
    found = detect(deployer.cloudformation)
    assert lines(found.differences) == expected
    assert {name for name, status in found.resources.items() if status == "MODIFIED"} == set(
        expected
    )
    assert found.resources.keys() - expected.keys() == _CANNOT_CHANGE | _NOT_CHANGED
    assert found.status == "DRIFTED"
    assert detect(deployer.cloudformation, "acme-eu").status == "IN_SYNC"


def test_resources_that_are_gone(deployer, client):
    resources = resources_of("acme")
    deployer.succeed(resources)
    remove_everything(client, {name: deployer.physical_id(name) for name in resources})
    found = detect(deployer.cloudformation)
    assert set(found.resources.values()) == {"DELETED"}
    assert found.differences == {}
    one = resource_drift(deployer.cloudformation, "Role")
    assert "ActualProperties" not in one
    assert "ExpectedProperties" not in one
