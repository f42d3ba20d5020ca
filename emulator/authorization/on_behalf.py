"""Calls that an AWS service makes in the name of whoever called it.

They are judged by the caller's own policies. The caller's address is not among the condition keys:
AWS's services call from addresses of their own.
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledvia
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from emulator.authorization import judged_checks
from emulator.authorization.actions.by_service import checks_of
from emulator.authorization.actions.check import Check
from emulator.authorization.calls import Call
from emulator.authorization.guardrails import organization_facts
from emulator.authorization.http_request import HttpRequest
from emulator.authorization.judgement import require_check, time_facts
from emulator.authorization.principals import Principal
from emulator.authorization.request_context import RequestContext
from emulator.cloudtrail import recording

_TLS_VERSION = "1.2"


def require_allowed_through(via: str, call: Call) -> None:
    """RefusedError if the caller may not have the service ``via`` make the call. It is recorded."""
    shared = _context(call)
    with judged_checks.collecting() as judged:
        try:
            for check in checks_of(call):
                require_check(call, _through(via, check), shared)
        finally:
            recording.record_made(call, judged, invoked_by=via)


def require_check_through(via: str, call: Call, check: Check, *, is_whole: bool) -> None:
    """The same with a check that the caller of this knows better than the call's parameters say.

    ``is_whole`` is whether the check stands for the whole call; otherwise it is an action on a
    resource, of which no request is known.
    """
    with judged_checks.collecting() as judged:
        try:
            require_check(call, _through(via, check), _context(call))
        finally:
            record = recording.record_made if is_whole else recording.record_action
            record(call, judged, invoked_by=via)


def call_of(
    principal: Principal,
    account: str,
    region: str,
    service: str,
    operation: str,
    parameters: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> Call:
    """A call that no request was received for."""
    request = HttpRequest(
        environ={},
        method="POST",
        raw_path="/",
        raw_query="",
        query=dict(query or {}),
        headers=dict(headers or {}),
        body=b"",
        source_ip="",
        tls_version=_TLS_VERSION,
    )
    return Call(service, operation, dict(parameters), account, region, principal, request)


def _context(call: Call) -> RequestContext:
    values: dict[str, Sequence[str]] = {
        **time_facts(),
        "aws:SecureTransport": ("true",),
        "aws:RequestedRegion": (call.region,),
        "aws:ResourceAccount": (call.account,),
        **organization_facts("aws:ResourceOrgID"),
        "aws:ViaAWSService": ("true",),
        "s3:ResourceAccount": (call.account,),
        "s3:TlsVersion": (_TLS_VERSION,),
        "s3:authType": ("REST-HEADER",),
        "s3:signatureversion": ("AWS4-HMAC-SHA256",),
    }
    return RequestContext({**values, **call.principal.facts})


def _through(via: str, check: Check) -> Check:
    """The service comes first in the chain; S3 may have called KMS after it."""
    chain = (via, *check.context.get("aws:CalledVia", ()))
    keys = {
        "aws:CalledVia": chain,
        "aws:CalledViaFirst": (chain[0],),
        "aws:CalledViaLast": (chain[-1],),
    }
    return replace(check, context={**check.context, **keys})
