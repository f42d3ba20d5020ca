"""Sessions that AWS services start by themselves, for what they run or whom they know.

STS records them as AssumeRole by the service. That the IoT credentials provider has a record of its
own beside it, with the certificate, is not documented: see docs/auditor/unconfirmed.md.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from emulator.authorization.actions.check import Check
from emulator.authorization.calls import Call
from emulator.authorization.deployed_principals import service_principal
from emulator.authorization.judged_checks import JudgedCheck
from emulator.authorization.on_behalf import call_of
from emulator.authorization.principals import Principal
from emulator.cloudtrail.outcomes import Outcome
from emulator.cloudtrail.recording import record_made

_LOOPBACK = "127.0.0.1"


def record_service_session(
    service: str,
    account: str,
    region: str,
    *,
    role_arn: str,
    session_name: str,
    seconds: int,
    access_key_id: str = "",
    denial: str | None = None,
) -> None:
    """AssumeRole by a service, which was allowed unless there is a denial."""
    given = {
        "RoleArn": role_arn,
        "RoleSessionName": session_name,
        "DurationSeconds": seconds,
    }
    principal = service_principal(service, account)
    call = call_of(principal, account, region, "sts", "AssumeRole", given)
    check = Check("sts:AssumeRole", role_arn)
    answer: dict[str, Any] = {
        "AssumedRoleUser": {"Arn": _session_arn(role_arn, session_name)},
        **({"Credentials": {"AccessKeyId": access_key_id}} if access_key_id else {}),
    }
    made = Outcome(answer=answer) if denial is None else None
    record_made(call, [JudgedCheck(check, denial)], outcome=made)


def record_certificate_session(
    account: str,
    region: str,
    *,
    certificate_arn: str,
    role_alias_arn: str,
    thing_name: str | None,
    refused: tuple[str, str] | None = None,
) -> None:
    """AssumeRoleWithCertificate by a device; ``refused`` has the error's type and message."""
    device = Principal(arn=certificate_arn, account=account)
    given = {
        "roleAlias": role_alias_arn.partition("rolealias/")[2],
        **({"thingName": thing_name} if thing_name is not None else {}),
    }
    call = call_of(device, account, region, "iot", "AssumeRoleWithCertificate", given)
    check = Check("iot:AssumeRoleWithCertificate", role_alias_arn)
    outcome = Outcome(*refused) if refused is not None else None
    judged = [JudgedCheck(check, refused[1] if refused is not None else None)]
    record_made(_over_the_network(call), judged, outcome=outcome)


def _over_the_network(call: Call) -> Call:
    """From a device, and not from a service within AWS."""
    return replace(call, request=replace(call.request, source_ip=_LOOPBACK))


def _session_arn(role_arn: str, session_name: str) -> str:
    _, partition, _, _, account, role = role_arn.split(":", 5)
    name = role.rpartition("/")[2]
    return f"arn:{partition}:sts::{account}:assumed-role/{name}/{session_name}"
