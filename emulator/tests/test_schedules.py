"""Schedules, and their executions in the name of their roles."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.lake import Lake
from emulator.tests.tenants import allow

ARN = f"arn:aws:scheduler:{REGION}:{ACCOUNT}"
SERVICE = "scheduler.amazonaws.com"
TARGET = "arn:aws:scheduler:::aws-sdk:athena:startQueryExecution"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/delivery-acme"
WINDOW = {"FlexibleTimeWindow": {"Mode": "OFF"}, "ScheduleExpression": "rate(1 day)"}


def trust(group="audit", **condition: Any):
    conditions = {"StringEquals": {"aws:SourceAccount": ACCOUNT}} | condition
    conditions["ArnEquals"] = {"aws:SourceArn": f"{ARN}:schedule-group/{group}"}
    return allow("sts:AssumeRole", None, Principal={"Service": SERVICE}, Condition=conditions)


@pytest.fixture
def lake(account, ready):
    """Two organizations, and a role that queries as acme's analysts do."""
    return account.rebuilt(_with_a_schedule_group, ready)


def _with_a_schedule_group(ready):
    made = Lake.in_use(ready)
    made.tenants.role("delivery-acme", *made.permissions("acme"), trust=trust())
    made.tenants.root("scheduler").create_schedule_group(Name="audit")
    return made


@pytest.fixture
def tenants(lake):
    return lake.tenants


def target(query="SELECT 1 AS one", group="acme"):
    asked = {"QueryString": query, "WorkGroup": group}
    return {"Arn": TARGET, "RoleArn": ROLE, "Input": json.dumps(asked)}


def schedule(scheduler, name="daily", **changes: Any):
    given = {"Name": name, "GroupName": "audit", **WINDOW, "Target": target(), **changes}
    return scheduler.create_schedule(**given)["ScheduleArn"]


def run(endpoint, name="daily", **more: Any):
    body = json.dumps({"group": "audit", "name": name, **more}).encode()
    url = f"{endpoint}/emulator-api/scheduler/run"
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body)) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)["message"]


def rows(tenants, query_id):
    athena = tenants.root("athena")
    execution = athena.get_query_execution(QueryExecutionId=query_id)["QueryExecution"]
    return execution["Query"]


def test_a_schedule_queries_as_its_role(lake, endpoint, tenants):
    arn = schedule(tenants.root("scheduler"))
    answer = run(endpoint)
    assert answer["outcome"] == "invoked"
    assert answer["scheduleArn"] == arn == f"{ARN}:schedule/audit/daily"
    assert answer["query"] == {"state": "SUCCEEDED", "reason": None}


def test_the_input_knows_of_the_execution(lake, endpoint, tenants):
    query = (
        "SELECT '<aws.scheduler.scheduled-time>', '<aws.scheduler.schedule-arn>',"
        " '<aws.scheduler.execution-id>', '<aws.scheduler.attempt-number>', '<other>'"
    )
    arn = schedule(tenants.root("scheduler"), Target=target(query))
    answer = run(endpoint, scheduledTime="2026-11-26T02:00:00Z")
    found = rows(tenants, answer["response"]["QueryExecutionId"])
    assert found == (
        f"SELECT '2026-11-26T02:00:00Z', '{arn}', '{answer['executionId']}', '1', '<other>'"
    )


def test_what_the_role_may_not_is_refused(lake, endpoint, tenants):
    schedule(tenants.root("scheduler"), Target=target(group="acme-eu"))
    answer = run(endpoint)
    assert (answer["outcome"], answer["code"]) == ("refused", "AccessDeniedException")
    assert "assumed-role/delivery-acme/daily" in answer["message"]
    assert "athena:StartQueryExecution" in answer["message"]


def test_a_query_that_fails_says_why(lake, endpoint, tenants):
    schedule(tenants.root("scheduler"), Target=target("SELECT * FROM acme_eu.readings"))
    query = run(endpoint)["query"]
    assert query["state"] == "FAILED"
    assert query["reason"]


def test_the_role_is_assumed_for_its_group_alone(lake, endpoint, tenants):
    schedule(tenants.root("scheduler"))
    document = {"Version": "2012-10-17", "Statement": [trust("other")]}
    tenants.iam.update_assume_role_policy(
        RoleName="delivery-acme", PolicyDocument=json.dumps(document)
    )
    answer = run(endpoint)
    assert (answer["outcome"], answer["code"]) == ("refused", "AccessDenied")
    assert f"{SERVICE} is not authorized to perform: sts:AssumeRole" in answer["message"]
    with pytest.raises(ClientError, match="must allow"):
        schedule(tenants.root("scheduler"), "other")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"name": "weekly"}, "no schedule 'weekly' in group 'audit'"),
        ({"group": "default"}, "no schedule 'daily' in group 'default'"),
        ({"scheduledTime": "today"}, "scheduledTime has to be like"),
        ({"region": "us-east-1"}, "no schedule 'daily'"),
        ({"when": "now"}, "when is not known"),
    ],
)
def test_what_cannot_be_run(lake, endpoint, tenants, asked, words):
    schedule(tenants.root("scheduler"))
    assert words in run(endpoint, **asked)


def test_a_disabled_schedule(lake, endpoint, tenants):
    schedule(tenants.root("scheduler"), State="DISABLED")
    assert run(endpoint) == "schedule 'daily' is DISABLED"


def denied(call, **parameters):
    with pytest.raises(ClientError) as error:
        call(**parameters)
    assert error.value.response["Error"]["Code"] == "AccessDeniedException"
    return error.value.response["Error"]["Message"]


def test_who_may_make_schedules(lake, endpoint, tenants):
    passing = allow(
        "iam:PassRole", ROLE, Condition={"StringEquals": {"iam:PassedToService": SERVICE}}
    )
    other = allow(
        "iam:PassRole", ROLE, Condition={"StringEquals": {"iam:PassedToService": "lambda"}}
    )
    making = allow(
        ["scheduler:CreateSchedule", "scheduler:GetSchedule", "scheduler:DeleteSchedule"],
        f"{ARN}:schedule/audit/*",
    )
    given = {"Name": "daily", "GroupName": "audit", **WINDOW, "Target": target()}

    def client(name, *statements):
        return tenants.client(tenants.user(name, *statements), "scheduler")

    assert "iam:PassRole" in denied(client("a", making, other).create_schedule, **given)
    engineer = client("b", making, passing)
    assert "CreateSchedule" in denied(engineer.create_schedule, **{**given, "GroupName": "other"})
    engineer.create_schedule(**given)
    engineer.get_schedule(Name="daily", GroupName="audit")
    denied(engineer.list_schedules)
    denied(engineer.delete_schedule_group, Name="audit")
    deleting = allow("scheduler:DeleteScheduleGroup", f"{ARN}:schedule-group/audit")
    assert "scheduler:DeleteSchedule" in denied(
        client("c", deleting).delete_schedule_group, Name="audit"
    )


def test_groups(lake, endpoint, tenants):
    scheduler = tenants.root("scheduler")
    with pytest.raises(ClientError, match="already exists"):
        scheduler.create_schedule_group(Name="audit")
    with pytest.raises(ClientError, match="does not exist"):
        scheduler.delete_schedule_group(Name="default")
    schedule(scheduler)
    scheduler.delete_schedule_group(Name="audit")
    with pytest.raises(ClientError, match="does not exist"):
        scheduler.get_schedule(Name="daily", GroupName="audit")


def test_groups_are_told_apart_by_their_tags(lake, endpoint, tenants):
    scheduler = tenants.root("scheduler")
    for slug in ("acme", "acme-eu"):
        scheduler.create_schedule_group(Name=slug, Tags=[{"Key": "orgSlug", "Value": slug}])
    own = {"StringEquals": {"aws:ResourceTag/orgSlug": "${aws:PrincipalTag/orgSlug}"}}
    reading = allow("scheduler:GetScheduleGroup", Condition=own)
    reader = tenants.client(tenants.user("reader", reading), "scheduler")
    reader.get_schedule_group(Name="acme")
    denied(reader.get_schedule_group, Name="acme-eu")
