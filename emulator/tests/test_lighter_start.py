"""What a start leaves out is what nothing here uses, and all of the rest is there."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

import botocore.session

from emulator import lighter_start


def test_what_no_request_reaches_is_left_out(other_program):
    of_ec2 = "moto.ec2.models.instance_types"
    assert of_ec2 in other_program.modules
    # Here it is loaded as the program does.
    assert import_module(of_ec2).INSTANCE_TYPES == {}
    assert "jsonschema_path" not in other_program.modules


def test_what_checks_values_comes_with_the_first_request_that_needs_it(other_program):
    """cfn-lint's own code never, the rest then."""
    assert "emulator.server" in other_program.modules
    assert other_program.modules.isdisjoint({"cfnlint", "regex"})


def test_what_requests_reach_is_there():
    one, other = (botocore.session.Session().get_component("data_loader") for _ in range(2))
    assert one is other
    of_moto = import_module("moto.core.utils")
    assert of_moto.create_loader() is of_moto.create_loader()
    zones = import_module("moto.ec2.models.availability_zones_and_regions")
    regions = {region.name for region in zones.RegionsAndZonesBackend.regions}
    assert {"eu-central-1", "us-east-1", "us-gov-west-1", "cn-north-1"} <= regions
    assert import_module("moto.utilities.utils").load_resource("ec2/resources/amis.json")


def test_a_validator_that_is_loaded_already_is_kept(monkeypatch):
    real = ModuleType("openapi_spec_validator")
    monkeypatch.setitem(sys.modules, real.__name__, real)
    lighter_start._stand_in_for_openapi()
    assert import_module(real.__name__) is real
