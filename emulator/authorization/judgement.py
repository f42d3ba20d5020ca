"""Judges the checks of a call by what is deployed."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timezone

from emulator.authorization import judged_checks
from emulator.authorization.actions.by_service import checks_of
from emulator.authorization.actions.check import Check
from emulator.authorization.actions.sts import ALWAYS_ALLOWED
from emulator.authorization.calls import Call
from emulator.authorization.deployed_policies import (
    guard_of,
    public_access_is_restricted,
    resource_tags,
)
from emulator.authorization.evaluation import Decision, Question, decide
from emulator.authorization.guardrails import attached, organization_facts
from emulator.authorization.principals import Principal
from emulator.authorization.refusals import Reason, RefusedError
from emulator.authorization.request_context import RequestContext
from emulator.authorization.signature import Claim
from emulator.authorization.verdict import NotUnderstoodError

_LOG = logging.getLogger("authorization")


def require_allowed(call: Call, claim: Claim | None) -> None:
    """RefusedError, and a line on the log, if the call is not allowed."""
    if call.service == "sts" and call.operation in ALWAYS_ALLOWED and claim is not None:
        return
    try:
        checks = checks_of(call)
    except NotUnderstoodError as error:
        message = f"{_user(call.principal)} is not authorized: {error}"
        _LOG.warning("denied: %s", message)
        raise RefusedError(Reason.DENIED, message) from error
    shared = request_context(call, claim)
    for check in checks:
        require_check(call, check, shared)


def require_check(call: Call, check: Check, shared: RequestContext) -> None:
    """RefusedError, and a line on the log, if one check of a call is not allowed."""
    decision = judge(call.principal, check, shared, call.account)
    denial = None if decision.is_allowed else _denial(call, check, decision)
    judged_checks.note(check, denial)
    if denial is not None:
        _refuse(call, check, decision, denial)


def judge(principal: Principal, check: Check, shared: RequestContext, account: str) -> Decision:
    """Decides one check; what the check says of the request wins over what all requests say."""
    guard = guard_of(account, check.action, check.resource)
    context = shared.with_values(check.context)
    context = context.with_resource_tags(resource_tags(account, check.resource))
    if principal.is_anonymous and public_access_is_restricted(account, check.resource):
        return Decision(False, "because public access to the bucket is restricted")
    question = Question(check.action, check.resource, context)
    return decide(principal, question, guard, attached())


def request_context(call: Call, claim: Claim | None) -> RequestContext:
    """What every request says of itself and of who makes it."""
    request = call.request
    values: dict[str, Sequence[str]] = {
        **time_facts(),
        "aws:SourceIp": (request.source_ip,),
        "aws:SecureTransport": ("true" if request.tls_version else "false",),
        "aws:RequestedRegion": (call.region,),
        "aws:ResourceAccount": (call.account,),
        **organization_facts("aws:ResourceOrgID"),
        "aws:ViaAWSService": ("false",),
    }
    for key, header in (("aws:UserAgent", "user-agent"), ("aws:Referer", "referer")):
        if header in request.headers:
            values[key] = (request.headers[header],)
    if call.service == "s3":
        values |= _s3_facts(call, claim)
    return RequestContext({**values, **call.principal.facts})


def time_facts() -> dict[str, Sequence[str]]:
    """The time of a request."""
    now = datetime.now(timezone.utc)
    return {
        "aws:CurrentTime": (now.strftime("%Y-%m-%dT%H:%M:%SZ"),),
        "aws:EpochTime": (str(int(now.timestamp())),),
    }


def _s3_facts(call: Call, claim: Claim | None) -> dict[str, Sequence[str]]:
    found: dict[str, Sequence[str]] = {"s3:ResourceAccount": (call.account,)}
    if call.request.tls_version:
        found["s3:TlsVersion"] = (call.request.tls_version,)
    payload = call.request.value("x-amz-content-sha256")
    if payload:
        found["s3:x-amz-content-sha256"] = (payload,)
    if claim is not None:
        presigned = claim.expires_in is not None
        found["s3:authType"] = ("REST-QUERY-STRING" if presigned else "REST-HEADER",)
        found["s3:signatureversion"] = ("AWS4-HMAC-SHA256",)
        if presigned:
            age = time.time() - claim.signed_at.timestamp()
            found["s3:signatureAge"] = (str(int(age * 1000)),)
    return found


def _denial(call: Call, check: Check, decision: Decision) -> str:
    resource = f'"{check.resource}"' if call.service == "s3" else check.resource
    return (
        f"{_user(call.principal)} is not authorized to perform: {check.action} "
        f"on resource: {resource} {decision.reason}"
    )


def _refuse(call: Call, check: Check, decision: Decision, message: str) -> None:
    statements = "; ".join(f"{d.statement.sid} of {d.policy}" for d in decision.deciders)
    _LOG.warning("denied: %s%s", message, f" [{statements}]" if statements else "")
    if call.principal.federated:
        # STS says no more to those who have no identity in the account.
        raise RefusedError(Reason.DENIED, f"Not authorized to perform {check.action}")
    if call.principal.is_anonymous and call.service != "s3":
        raise RefusedError(Reason.UNSIGNED)
    raise RefusedError(Reason.DENIED, message)


def _user(principal: Principal) -> str:
    return f"User: {principal.arn}"
