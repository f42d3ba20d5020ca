"""Shadows: what is kept of them, and whose sessions reach which."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, REGION, statement
from emulator.tests.shared_clients import client_of

HERE = {"thingName": "acme--berlin-1", "shadowName": "data-hub"}


@pytest.fixture
def shadow(client, endpoint):
    """Changes and reads one named shadow of a thing."""
    client("iot").create_thing(thingName="acme--berlin-1")
    return Shadow(client("iot-data"))


class Shadow:
    """A named shadow, as the account's root user sees it."""

    def __init__(self, data):
        self.data = data

    def update(self, state, **more):
        payload = json.dumps({"state": state, **more})
        return json.load(self.data.update_thing_shadow(**HERE, payload=payload)["payload"])

    def read(self):
        return json.load(self.data.get_thing_shadow(**HERE)["payload"])

    def code(self, state, **more):
        with pytest.raises(ClientError) as error:
            self.update(state, **more)
        return error.value.response["Error"]["Code"]


def test_one_that_nobody_has_written_is_missing(shadow):
    assert outcome(shadow.data.get_thing_shadow, **HERE) == "ResourceNotFound"


def test_parts_are_merged_and_null_takes_away(shadow):
    shadow.update({"reported": {"heartbeat": {"a": 1, "b": 2}, "request": {"id": "x"}}})
    shadow.update({"desired": {"issued": {"id": "x"}}})
    shadow.update({"reported": {"heartbeat": {"a": 3}, "request": None}})
    found = shadow.read()
    assert found["state"]["reported"] == {"heartbeat": {"a": 3, "b": 2}}
    assert found["state"]["desired"] == {"issued": {"id": "x"}}
    assert found["version"] == 3
    shadow.update({"desired": None})
    assert set(shadow.read()["state"]) == {"reported"}


def test_an_older_version_is_a_conflict(shadow):
    assert shadow.update({"desired": {"a": 1}})["version"] == 1
    assert shadow.update({"desired": {"a": 2}}, version=1)["version"] == 2
    assert shadow.code({"desired": {"a": 3}}, version=1) == "ConflictException"
    assert shadow.read()["state"]["desired"] == {"a": 2}


def test_a_version_of_one_that_is_missing_is_a_conflict(shadow):
    assert shadow.code({"desired": {"a": 3}}, version=7) == "ConflictException"


def test_a_state_of_more_than_8_kb_is_refused_and_changes_nothing(shadow):
    shadow.update({"reported": {"a": "x" * 5000}})
    assert shadow.code({"desired": {"b": "y" * 3200}}) == "RequestEntityTooLargeException"
    assert shadow.code({"reported": {"a": "z" * 8200}}) == "RequestEntityTooLargeException"
    assert shadow.read()["state"] == {"reported": {"a": "x" * 5000}}
    # Together they are as large as it gets; what is replaced does not count.
    shadow.update({"reported": {"a": "z"}, "desired": {"b": "y" * 8000}})


@pytest.mark.parametrize(
    "payload", ["no json", "[]", '{"state": {"other": {}}}', '{"state": {"desired": ' + "[" * 8]
)
def test_other_documents_are_refused(shadow, payload):
    call = shadow.data.update_thing_shadow
    assert outcome(call, **HERE, payload=payload) == "InvalidRequest"


def test_a_session_reaches_the_shadow_that_its_policy_names(shadow, platform, client, endpoint):
    platform.organization("acme")
    device, _ = platform.enrol("acme", "berlin-2")
    own = f"arn:aws:iot:{REGION}:{ACCOUNT}:thing/${{credentials-iot:ThingName}}/data-hub"
    document = statement(["iot:GetThingShadow", "iot:UpdateThingShadow"], own)
    client("iam").put_role_policy(
        RoleName="hub-acme", PolicyName="shadow", PolicyDocument=json.dumps(document)
    )
    keys = device.ask("hub-acme", "acme--berlin-2").body["credentials"]
    data = client_of(
        {name[0].upper() + name[1:]: value for name, value in keys.items()}, "iot-data", endpoint
    )

    def reach(call, **request):
        given = {"thingName": "acme--berlin-2", "shadowName": "data-hub", **request}
        return outcome(call, **{name: value for name, value in given.items() if value})

    payload = json.dumps({"state": {"reported": {"a": 1}}})
    assert reach(data.update_thing_shadow, payload=payload) == "allowed"
    assert reach(data.get_thing_shadow) == "allowed"
    assert reach(data.get_thing_shadow, thingName="acme--berlin-1") == "AccessDenied"
    assert reach(data.get_thing_shadow, shadowName="other") == "AccessDenied"
    assert reach(data.get_thing_shadow, shadowName=None) == "AccessDenied"
    assert reach(data.delete_thing_shadow) == "AccessDenied"
    assert outcome(data.publish, topic="x", payload=b"") == "AccessDenied"
