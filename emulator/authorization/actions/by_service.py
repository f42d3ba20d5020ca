"""The services whose requests can be judged. A request to any other is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers.expat import ExpatError

from emulator.authorization.actions import (
    athena,
    cloudformation,
    cloudtrail,
    ecr,
    events,
    glue,
    iam,
    iot,
    iot_data,
    kms,
    logs,
    s3,
    scheduler,
    sns,
    sqs,
    ssm,
    sts,
)
from emulator.authorization.actions.check import Check
from emulator.authorization.calls import Call
from emulator.authorization.verdict import NotUnderstoodError

_CHECKS: dict[str, Callable[[Call], Iterable[Check]]] = {
    "athena": athena.checks,
    "cloudtrail": cloudtrail.checks,
    "cloudformation": cloudformation.checks,
    "ecr": ecr.checks,
    "events": events.checks,
    "glue": glue.checks,
    "iam": iam.checks,
    "iot": iot.checks,
    "iotdata": iot_data.checks,
    "kms": kms.checks,
    "logs": logs.checks,
    "s3": s3.checks,
    "scheduler": scheduler.checks,
    "sns": sns.checks,
    "sqs": sqs.checks,
    "ssm": ssm.checks,
    "sts": sts.checks,
}
SERVICES = tuple(_CHECKS)
"""Their names in signatures."""


def require_known(service: str) -> None:
    """NotUnderstoodError for a service, by its name in signatures, that cannot be judged."""
    if service not in _CHECKS:
        raise NotUnderstoodError(f"requests to {service} are not emulated")


def checks_of(call: Call) -> list[Check]:
    """Everything that a call needs, all of it known before the first is judged."""
    try:
        return list(_CHECKS[call.service](call))
    except KeyError as error:
        raise NotUnderstoodError(f"{call.action} without {error}") from error
    except ExpatError as error:
        raise NotUnderstoodError(f"{call.action} with a body that is no XML") from error
