"""What moto's applications of services no longer do, and what they still do."""

from __future__ import annotations

import json
import re

import pytest
from flask import request
from werkzeug.datastructures import ImmutableMultiDict

from emulator.quicker_requests import create_backend_app
from emulator.tests.conftest import trust


@pytest.fixture
def application():
    found = create_backend_app("sts")
    found.view_functions = dict.fromkeys(found.view_functions, _view)
    return found


def _view(**_):
    if "fail" in request.args:
        raise RuntimeError("moto failed")
    # Reading the form is where Flask, when it debugs, makes its class.
    return f"{request.form['Action']} {type(request.files) is ImmutableMultiDict}"


def test_no_class_is_made_for_the_files_of_a_request(application):
    answer = application.test_client().post("/", data={"Action": "GetCallerIdentity"})
    assert answer.text == "GetCallerIdentity True"


def test_what_fails_is_handed_on_to_the_server_which_logs_it(application):
    with pytest.raises(RuntimeError, match="moto failed"):
        application.test_client().post("/?fail=1")


def test_a_field_that_is_missing_is_handed_on_by_its_name(application):
    with pytest.raises(KeyError, match="Action"):
        application.test_client().post("/", data={"Version": "2011-06-15"})


def test_pages_of_other_origins_are_not_told_that_they_may_read_answers(client):
    headers = client("sts").get_caller_identity()["ResponseMetadata"]["HTTPHeaders"]
    assert "content-type" in headers
    assert [name for name in headers if name.startswith("access-control-")] == []


def test_every_request_has_an_id_of_its_own(client):
    ids = {client("sts").get_caller_identity()["ResponseMetadata"]["RequestId"] for _ in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch("[0-9A-Za-z]{52}", one) for one in ids)


def test_nothing_of_an_emptied_account_is_shown(client, account):
    def roles():
        shown = json.loads(account.ask("GET", "/moto-api/data.json"))
        return [one["name"] for one in shown["iam"]["Role"]]

    policy = json.dumps(trust("ec2.amazonaws.com"))
    client("iam").create_role(RoleName="reader", AssumeRolePolicyDocument=policy)
    assert roles() == ["reader"]
    account.empty()
    assert roles() == []
