"""What a start leaves out is what nothing here uses, and all of the rest is there."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import Any

from emulator.tests.conftest import REPOSITORY_ROOT

_REPORT = """
import json, sys
from emulator import lighter_start
lighter_start.install()
import botocore.session
import emulator.server
checks = [name for name in ("cfnlint", "regex") if name in sys.modules]
from moto.core import utils
from moto.ec2.models import instance_types
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.ssm.models import load_resource
one, other = (botocore.session.Session().get_component("data_loader") for _ in range(2))
print(json.dumps({
    "instanceTypes": len(instance_types.INSTANCE_TYPES),
    "openapi": "jsonschema_path" in sys.modules,
    "oneLoader": one is other,
    "motosOneLoader": utils.create_loader() is utils.create_loader(),
    "regions": sorted(region.name for region in RegionsAndZonesBackend.regions),
    "checks": checks,
    "images": len(load_resource("ec2/resources/amis.json")),
}))
"""


@cache
def _reported(code: str = _REPORT) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY_ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_what_no_request_reaches_is_left_out():
    report = _reported()
    assert report["instanceTypes"] == 0
    assert report["openapi"] is False


def test_what_checks_values_comes_with_the_first_request_that_needs_it():
    """cfn-lint's own code never, the rest then."""
    assert _reported()["checks"] == []


def test_what_requests_reach_is_there():
    report = _reported()
    assert report["oneLoader"] is True
    assert report["motosOneLoader"] is True
    assert {"eu-central-1", "us-east-1", "us-gov-west-1", "cn-north-1"} <= set(report["regions"])
    assert report["images"] > 0


def test_a_validator_that_is_loaded_already_is_kept():
    code = (
        "import json, sys, types; real = types.ModuleType('openapi_spec_validator');"
        "sys.modules[real.__name__] = real; from emulator import lighter_start;"
        "lighter_start.install(); import openapi_spec_validator as now;"
        "print(json.dumps(now is real))"
    )
    assert _reported(code) is True
