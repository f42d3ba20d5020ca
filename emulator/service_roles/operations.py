"""POST /emulator-api/assume-role-as-service: credentials as a service gives them to what it runs.

The answer has the form of the container credentials endpoint, which SDKs read.
https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto.iam.models import Role, iam_backends
from moto.sts.models import sts_backends

from emulator.authorization.actions.check import Check
from emulator.authorization.deployed_principals import service_principal
from emulator.authorization.guardrails import organization_facts
from emulator.authorization.judgement import judge, time_facts
from emulator.authorization.request_context import RequestContext
from emulator.cloudtrail.service_sessions import record_service_session
from emulator.emulator_api import EmulatorApi, InvalidSettingError, NotAllowedError
from emulator.service_roles.sources import SOURCES
from emulator.validation.rules.sessions import DEFAULT_SECONDS, longest_session

_LOG = logging.getLogger("service-roles")
_PARTITION = "aws"
_REGION = "us-east-1"
_SHORTEST = 900
_SERVICE = re.compile(r"[a-z0-9][a-z0-9.-]*\.amazonaws\.com")
_SESSION_NAME = re.compile(r"[\w+=,.@-]{2,64}", re.ASCII)
_KNOWN = ("service", "roleArn", "sourceArn", "sessionName", "durationSeconds")


@dataclass(frozen=True)
class _Wanted:
    """A request that can be judged."""

    service: str
    role: Role
    source: dict[str, tuple[str, ...]]
    session_name: str
    seconds: int


def publish(api: EmulatorApi, account: str) -> None:
    """Adds the path, for one account."""

    def assume(body: Any) -> Any:
        return _assume(account, _validated(account, body))

    api.publish("assume-role-as-service", POST=assume)


def _assume(account: str, wanted: _Wanted) -> dict[str, str]:
    principal = service_principal(wanted.service, account)
    shared = RequestContext({**time_facts(), **principal.facts})
    context = {**wanted.source, "sts:RoleSessionName": (wanted.session_name,)}
    decision = judge(principal, Check("sts:AssumeRole", wanted.role.arn, context), shared, account)
    if not decision.is_allowed:
        message = (
            f"{wanted.service} is not authorized to perform: sts:AssumeRole on resource: "
            f"{wanted.role.arn} {decision.reason}"
        )
        _LOG.warning("denied: %s", message)
        _record(account, wanted, message)
        raise NotAllowedError(message)
    _record(account, wanted, None)
    return session_of_role(account, wanted.role.arn, wanted.session_name, wanted.seconds)


def session_of_role(
    account: str, role_arn: str, session_name: str, seconds: int = DEFAULT_SECONDS
) -> dict[str, str]:
    """Credentials of a role that a service is known to be allowed to assume."""
    no_text: Any = None
    session = sts_backends[account][_PARTITION].assume_role(
        region_name=_REGION,
        role_session_name=session_name,
        role_arn=role_arn,
        policy=no_text,
        duration=seconds,
        external_id=no_text,
    )
    return {
        "AccessKeyId": session.access_key_id,
        "SecretAccessKey": session.secret_access_key,
        "Token": session.session_token,
        "Expiration": _iso(session.expiration),
        "RoleArn": role_arn,
    }


def _record(account: str, wanted: _Wanted, denial: str | None) -> None:
    record_service_session(
        wanted.service,
        account,
        _REGION,
        role_arn=wanted.role.arn,
        session_name=wanted.session_name,
        seconds=wanted.seconds,
        denial=denial,
    )


def _validated(account: str, body: Any) -> _Wanted:
    """InvalidSettingError with everything that is wrong."""
    given = body if isinstance(body, dict) else {}
    problems = [f"{name} is not known" for name in sorted(set(given) - set(_KNOWN))]
    service, role_arn = str(given.get("service", "")), str(given.get("roleArn", ""))
    if not _SERVICE.fullmatch(service):
        problems.append(f"service has to be like ecs-tasks.amazonaws.com, not {service!r}")
    roles = iam_backends[account][_PARTITION].get_roles()
    role = next((role for role in roles if role.arn == role_arn), None)
    if role is None:
        problems.append(f"there is no role {role_arn!r}")
    problems += _wrong_source(account, service, given.get("sourceArn"))
    name = given.get("sessionName", service.split(".", 1)[0])
    if not isinstance(name, str) or not _SESSION_NAME.fullmatch(name):
        problems.append(f"sessionName has to be 2 to 64 of letters, digits and _+=,.@-: {name!r}")
    seconds = given.get("durationSeconds", DEFAULT_SECONDS)
    longest = longest_session(role) if role else DEFAULT_SECONDS
    if isinstance(seconds, bool) or not isinstance(seconds, int):
        problems.append(f"durationSeconds has to be a whole number, not {seconds!r}")
    elif not _SHORTEST <= seconds <= longest:
        problems.append(f"durationSeconds has to be {_SHORTEST} to {longest}, not {seconds}")
    if problems or role is None:
        raise InvalidSettingError(problems)
    source = _source(account, service, given.get("sourceArn"))
    return _Wanted(service, role, source, str(name), int(seconds))


def _wrong_source(account: str, service: str, arn: Any) -> list[str]:
    if arn is None:
        return []
    known = SOURCES.get(service)
    if known is None:
        return [f"{service} is not known to say for which source it assumes a role"]
    form = rf"arn:{_PARTITION}:{known.arn_service}:[a-z0-9-]+:{account}:.+"
    if isinstance(arn, str) and re.fullmatch(form, arn):
        return []
    return [f"sourceArn has to be an ARN of {known.arn_service} in account {account}, not {arn!r}"]


def _source(account: str, service: str, arn: str | None) -> dict[str, tuple[str, ...]]:
    if service not in SOURCES:
        return {}
    return {
        "aws:SourceAccount": (account,),
        **organization_facts("aws:SourceOrgID"),
        **({"aws:SourceArn": (arn,)} if arn else {}),
    }


def _iso(moment: datetime) -> str:
    """moto's times are UTC without a time zone."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
