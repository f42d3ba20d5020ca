"""Changes that somebody makes by hand, and what drift detection says of them."""

from __future__ import annotations

from emulator.tests.changes_by_hand import ByHand
from emulator.tests.drift import detect
from emulator.tests.every_property import resources_of


def test_changes_by_hand(deployer, client):
    for slug in ("acme", "acme-eu"):
        deployer.succeed(resources_of(slug), slug)
    expected = ByHand(client, deployer.physical_id).change_everything("acme")
    found = detect(deployer.cloudformation, "acme")
    assert found.status == "DRIFTED"
    import pprint; pprint.pprint({k: (v, found.differences.get(k)) for k, v in expected.items() if found.differences.get(k)!=v})
    assert found.differences == expected
