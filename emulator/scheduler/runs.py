"""POST /emulator-api/scheduler/run: one execution of a schedule, now, in the name of its role.

The answer says what became of it, after the query that it started has ended.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from moto.athena.models import athena_backends
from moto.scheduler.models import Schedule, scheduler_backends

from emulator.athena.executions import executions_of
from emulator.emulator_api import EmulatorApi, InvalidSettingError
from emulator.scheduler.execution_role import SERVICE, assuming
from emulator.scheduler.targets import filled, universal_target
from emulator.service_roles.operations import session_of_role

_KNOWN = ("group", "name", "region", "scheduledTime")
_DEFAULT_GROUP = "default"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LONGEST_WAIT_SECONDS, _PAUSE_SECONDS = 300.0, 0.05
_LOG = logging.getLogger("scheduler")


@dataclass(frozen=True)
class Server:
    """Where a role's request gets to the account, over TLS."""

    account: str
    endpoint: str
    ca_file: str


@dataclass(frozen=True)
class _Run:
    region: str
    schedule: Schedule
    scheduled_time: str

    @property
    def group_arn(self) -> str:
        head = self.schedule.arn.rsplit(":", 1)[0]
        return f"{head}:schedule-group/{self.schedule.group_name}"


def publish(api: EmulatorApi, server: Server) -> None:
    """Adds the path."""

    def run(body: Any) -> Any:
        return _executed(server, _validated(server.account, body))

    api.publish("scheduler/run", POST=run)


def _executed(server: Server, run: _Run) -> dict[str, Any]:
    target, execution_id = run.schedule.target, uuid4().hex[:16]
    answer = {"scheduleArn": run.schedule.arn, "executionId": execution_id}
    decision = assuming(server.account, target["RoleArn"], run.group_arn)
    if not decision.is_allowed:
        words = f"perform: sts:AssumeRole on resource: {target['RoleArn']} {decision.reason}"
        message = f"{SERVICE} is not authorized to {words}"
        _LOG.warning("denied: %s", message)
        return {**answer, **_refused("AccessDenied", message)}
    attributes = {
        "aws.scheduler.attempt-number": "1",
        "aws.scheduler.execution-id": execution_id,
        "aws.scheduler.schedule-arn": run.schedule.arn,
        "aws.scheduler.scheduled-time": run.scheduled_time,
    }
    given = json.loads(filled(target.get("Input", "{}"), attributes))
    try:
        response = _call(server, run, given)
    except ClientError as error:
        refusal = error.response["Error"]
        return {**answer, **_refused(refusal["Code"], refusal["Message"])}
    except ParamValidationError as error:
        return {**answer, **_refused("ValidationException", str(error))}
    ended = _ended_query(server.account, run.region, response["QueryExecutionId"])
    return {**answer, "outcome": "invoked", "response": response, "query": ended}


def _call(server: Server, run: _Run, given: dict[str, Any]) -> dict[str, Any]:
    """The target's answer to a request that is signed by the role, and judged like any other."""
    session = session_of_role(server.account, run.schedule.target["RoleArn"], run.schedule.name)
    service, operation = universal_target(run.schedule.target["Arn"]) or ("", "")
    # The name of the service is not among those that boto3 is typed for.
    client_of: Any = boto3.client
    client = client_of(
        service,
        region_name=run.region,
        endpoint_url=server.endpoint,
        verify=server.ca_file,
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["Token"],
        config=Config(retries={"total_max_attempts": 1}),
    )
    answer: dict[str, Any] = getattr(client, xform_name(operation))(**given)
    answer.pop("ResponseMetadata", None)
    return answer


def _refused(code: str, message: str) -> dict[str, str]:
    return {"outcome": "refused", "code": code, "message": message}


def _ended_query(account: str, region: str, query_id: str) -> dict[str, str | None]:
    """State and reason of a query that has ended, or as it is after five minutes."""
    execution = executions_of(athena_backends[account][region])[query_id]
    limit = time.monotonic() + _LONGEST_WAIT_SECONDS
    while not execution.has_ended and time.monotonic() < limit:
        time.sleep(_PAUSE_SECONDS)
    return {"state": execution.state, "reason": execution.reason}


def _validated(account: str, body: Any) -> _Run:
    """InvalidSettingError with everything that is wrong."""
    given: Mapping[str, Any] = body if isinstance(body, dict) else {}
    problems = [f"{name} is not known" for name in sorted(set(given) - set(_KNOWN))]
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    moment = given.get("scheduledTime", now)
    if not isinstance(moment, str) or not _TIME.fullmatch(moment):
        problems.append(f"scheduledTime has to be like 2026-11-26T02:00:00Z, not {moment!r}")
    group, name = given.get("group", _DEFAULT_GROUP), given.get("name")
    found = [
        (region, groups[group].schedules[name])
        for region, groups in _groups(account).items()
        if given.get("region", region) == region
        and group in groups
        and name in groups[group].schedules
    ]
    if len(found) != 1:
        many = "no schedule" if not found else "more than one schedule, say its region:"
        problems.append(f"there is {many} {name!r} in group {group!r}")
    elif found[0][1].state != "ENABLED":
        problems.append(f"schedule {name!r} is {found[0][1].state}")
    if problems:
        raise InvalidSettingError(problems)
    region, schedule = found[0]
    return _Run(region, schedule, str(moment))


def _groups(account: str) -> dict[str, Any]:
    """Of each Region that has been asked for anything."""
    backends = scheduler_backends[account]
    return {region: backends[region].schedule_groups for region in list(backends)}
