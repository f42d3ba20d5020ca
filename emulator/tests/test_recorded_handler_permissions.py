"""The permissions that tests of the deployment's policies compare with are the schemas'."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emulator.tests.conftest import REGION
from emulator.validation.resource_schemas import resource_schema

_ROOT = Path(__file__).resolve().parents[2]
_FILE = _ROOT / "test" / "policies" / "deployment" / "handler-permissions.json"
_RECORDED: dict[str, dict[str, list[str]]] = json.loads(_FILE.read_text())
_VERBS = ("create", "read", "update", "delete")


@pytest.mark.parametrize("type_name", sorted(_RECORDED))
def test_recorded_permissions_are_those_of_the_schema(type_name):
    handlers = resource_schema(type_name, REGION)["handlers"]
    assert _RECORDED[type_name] == {
        verb: sorted(set(handlers[verb].get("permissions", [])))
        for verb in _VERBS
        if verb in handlers
    }
