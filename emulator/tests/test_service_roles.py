"""POST /emulator-api/assume-role-as-service."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import datetime, timezone

import pytest

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import Tenants, allow

ECS, LAMBDA = "ecs-tasks.amazonaws.com", "lambda.amazonaws.com"
TASKS = f"arn:aws:ecs:{REGION}:{ACCOUNT}:"


@pytest.fixture
def pipelines(kept, ready):
    """A role that ECS may assume in this account for two kinds of sources; who does changes
    nothing that another would see."""
    return kept(_pipelines, ready)


def _pipelines(ready):
    tenants = Tenants(ready)
    trust = allow(
        "sts:AssumeRole",
        None,
        Principal={"Service": [ECS, LAMBDA]},
        Condition={
            "StringEqualsIfExists": {"aws:SourceAccount": ACCOUNT},
            "ArnLikeIfExists": {"aws:SourceArn": f"{TASKS}task/acme/*"},
        },
    )
    for slug in ("acme", "acme-eu"):
        uploads = tenants.uploads(slug)
        tenants.role(f"pipeline-{slug}", *uploads, slug=slug, trust=trust, MaxSessionDuration=7_200)
    return tenants


@pytest.fixture
def assume(ready):
    """Asks for credentials: status and answer."""

    def ask(role="pipeline-acme", **more):
        arn = f"arn:aws:iam::{ACCOUNT}:role/{role}"
        body = json.dumps({"service": ECS, "roleArn": arn, **more}).encode()
        url = f"{ready['endpoint']}/emulator-api/assume-role-as-service"
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body)) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)["message"]

    return ask


def test_credentials_are_the_roles_and_have_the_form_of_the_endpoint(pipelines, assume):
    status, answer = assume(sessionName="task-1", durationSeconds=7_200)
    assert status == 200
    assert set(answer) == {"AccessKeyId", "SecretAccessKey", "Token", "Expiration", "RoleArn"}
    assert answer["RoleArn"] == f"arn:aws:iam::{ACCOUNT}:role/pipeline-acme"
    left = datetime.fromisoformat(answer["Expiration"]) - datetime.now(timezone.utc)
    assert 7_100 < left.total_seconds() <= 7_200
    keys = {**answer, "SessionToken": answer["Token"]}
    arn = pipelines.client(keys, "sts").get_caller_identity()["Arn"]
    assert arn == f"arn:aws:sts::{ACCOUNT}:assumed-role/pipeline-acme/task-1"
    s3 = pipelines.client(keys)
    assert outcome(s3.put_object, **pipelines.upload("acme")) == "allowed"
    assert outcome(s3.put_object, **pipelines.upload("acme-eu")) == "AccessDenied"


def test_trust_policy_decides_by_service_and_source(pipelines, assume):
    assert assume(sourceArn=f"{TASKS}task/acme/1")[0] == 200
    status, reason = assume(sourceArn=f"{TASKS}task/acme-eu/1")
    assert status == 403
    assert "because no resource-based policy allows the sts:AssumeRole action" in reason
    assert assume(service="glue.amazonaws.com")[0] == 403


def test_services_that_do_not_say_their_source(tenants, assume):
    """A trust policy that demands it shuts them out."""
    of_account = {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
    both = {"Service": [ECS, LAMBDA]}
    for name, condition in (("open", {}), ("bound", {"Condition": of_account})):
        tenants.role(name, trust=allow("sts:AssumeRole", None, Principal=both, **condition))
    assert [assume("open", service=one)[0] for one in (ECS, LAMBDA)] == [200, 200]
    assert [assume("bound", service=one)[0] for one in (ECS, LAMBDA)] == [200, 403]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"service": "ecs-tasks"}, "service has to be like"),
        ({"roleArn": f"arn:aws:iam::{ACCOUNT}:role/missing"}, "there is no role"),
        ({"sourceArn": f"arn:aws:ecs:{REGION}:999999999999:task/acme/1"}, "sourceArn has to be"),
        ({"sourceArn": f"arn:aws:glue:{REGION}:{ACCOUNT}:job/acme"}, "sourceArn has to be"),
        ({"service": LAMBDA, "sourceArn": f"{TASKS}task/acme/1"}, "is not known to say"),
        ({"sessionName": "a b"}, "sessionName has to be"),
        ({"durationSeconds": 7_201}, "durationSeconds has to be 900 to 7200, not 7201"),
        ({"durationSeconds": 899}, "durationSeconds has to be 900"),
        ({"durationSeconds": "1h"}, "durationSeconds has to be a whole number"),
        ({"role": "x"}, "role is not known"),
    ],
)
def test_requests_that_are_refused(pipelines, ready, change, what):
    arn = f"arn:aws:iam::{ACCOUNT}:role/pipeline-acme"
    body = json.dumps({"service": ECS, "roleArn": arn, **change}).encode()
    url = f"{ready['endpoint']}/emulator-api/assume-role-as-service"
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(urllib.request.Request(url, body))
    assert (error.value.code, what in json.load(error.value)["message"]) == (400, True)
