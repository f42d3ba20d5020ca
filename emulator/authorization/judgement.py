"""Judges the checks of a call by what is deployed."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timezone

from emulator.authorization import judged_checks
from emulator.authorization.actions.by_service import checks_of
from emulator.authorization.actions.check import Check
from emulator.authorization.actions.s3_deletions import deletions
from emulator.authorization.actions.sts import ALWAYS_ALLOWED
from emulator.authorization.calls import Call
from emulator.authorization.deployed_policies import (
    guard_of,
    public_access_is_restricted,
    resource_tags,
)
from emulator.authorization.evaluation import Decision, Guard, Question, decide
from emulator.authorization.guardrails import attached, organization_facts
from emulator.authorization.key_states import Obstacle, obstacle_to_use
from emulator.authorization.principals import Principal
from emulator.authorization.refusals import Reason, RefusedError
from emulator.authorization.request_context import RequestContext
from emulator.authorization.signature import Claim
from emulator.authorization.verdict import NotUnderstoodError

_LOG = logging.getLogger("authorization")
# A bucket's policy keeps everybody from these but the root user, who could else lose the bucket.
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
_NEVER_LOCKED = frozenset({"s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"})


def require_allowed(call: Call, claim: Claim | None) -> None:
    """RefusedError, and a line on the log, if the call is not allowed."""
    if call.service == "sts" and call.operation in ALWAYS_ALLOWED and claim is not None:
        return
    checks = _checks(call)
    shared = request_context(call, claim)
    for check in checks:
        require_check(call, check, shared)


def denied_deletions(call: Call, claim: Claim | None) -> list[int]:
    """The places of the objects in a DeleteObjects that the caller may not delete."""
    _checks(call)
    shared = request_context(call, claim)
    denied = []
    for place, deletion in enumerate(deletions(call)):
        try:
            for check in deletion.checks:
                require_check(call, check, shared)
        except RefusedError:
            denied.append(place)
    return denied


def require_check(call: Call, check: Check, shared: RequestContext) -> None:
    """RefusedError, and a line on the log, if one check of a call is not allowed.

    Or if the key that a service would use for it cannot be used now. Requests to KMS itself are
    refused for that with everything else that is wrong with them.
    """
    decision = judge(call.principal, check, shared, call.account)
    denial = None if decision.is_allowed else _denial(call, check, decision)
    obstacle = None
    if denial is None and call.service != "kms":
        obstacle = obstacle_to_use(call.account, check.action, check.resource)
    judged_checks.note(check, denial, obstacle)
    if denial is not None:
        _refuse(call, check, decision, denial)
    if obstacle is not None:
        _LOG.warning("refused: %s: %s", call.action, obstacle.message)
        code = _code_of_key(call.service, obstacle)
        raise RefusedError(Reason.UNUSABLE_KEY, obstacle.message, code)


def judge_use(principal: Principal, check: Check, shared: RequestContext, account: str) -> Decision:
    """What is decided for a service that acts by itself; a key that cannot be used is no use."""
    decision = judge(principal, check, shared, account)
    obstacle = obstacle_to_use(account, check.action, check.resource)
    if decision.is_allowed and obstacle is not None:
        return Decision(False, f"because {obstacle.message.removesuffix('.')}")
    return decision


def judge(principal: Principal, check: Check, shared: RequestContext, account: str) -> Decision:
    """Decides one check; what the check says of the request wins over what all requests say."""
    guard = guard_of(account, check.action, check.resource)
    if check.action in _NEVER_LOCKED and principal.is_root:
        guard = Guard(None)
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


def _checks(call: Call) -> list[Check]:
    try:
        return checks_of(call)
    except NotUnderstoodError as error:
        message = f"{_user(call.principal)} is not authorized: {error}"
        _LOG.warning("denied: %s", message)
        raise RefusedError(Reason.DENIED, message) from error


def _code_of_key(service: str, obstacle: Obstacle) -> str:
    """What each service calls a key that it cannot use."""
    name = obstacle.name.removesuffix("Exception").removeprefix("KMS")
    codes = {
        "ecr": "KmsException",
        "sns": f"KMS{name}",
        "sqs": f"Kms{name}",
        "ssm": "InvalidKeyId",
    }
    return codes.get(service, f"KMS.{obstacle.name}")


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
