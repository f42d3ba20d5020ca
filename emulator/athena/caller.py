"""Calls that Athena makes to Glue and S3 in the name of whoever started the query.

They are judged by the caller's own policies, with the condition keys of a call through Athena. The
caller's address is not among them: AWS's services call from addresses of their own.
https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from emulator.athena.query_failure import QueryFailedError
from emulator.authorization.actions.by_service import checks_of
from emulator.authorization.actions.check import Check
from emulator.authorization.calls import Call
from emulator.authorization.http_request import HttpRequest
from emulator.authorization.judgement import require_check, time_facts
from emulator.authorization.principals import Principal
from emulator.authorization.refusals import RefusedError
from emulator.authorization.request_context import RequestContext

_ATHENA = "athena.amazonaws.com"
_TLS_VERSION = "1.2"


@dataclass(frozen=True)
class Caller:
    """Who a query is for. ``still_wanted`` raises when its query was stopped."""

    principal: Principal
    account: str
    region: str
    still_wanted: Callable[[], None] = lambda: None

    def call(
        self,
        service: str,
        operation: str,
        parameters: Mapping[str, Any],
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Call:
        """A call that is allowed; RefusedError if it is not. It still has to be carried out."""
        self.still_wanted()
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
        call = Call(
            service,
            operation,
            dict(parameters),
            self.account,
            self.region,
            self.principal,
            request,
        )
        shared = self._context()
        for check in checks_of(call):
            require_check(call, _through_athena(check), shared)
        return call

    def _context(self) -> RequestContext:
        values = {
            **time_facts(),
            "aws:SecureTransport": ("true",),
            "aws:RequestedRegion": (self.region,),
            "aws:ResourceAccount": (self.account,),
            "aws:ViaAWSService": ("true",),
            "s3:ResourceAccount": (self.account,),
            "s3:TlsVersion": (_TLS_VERSION,),
            "s3:authType": ("REST-HEADER",),
            "s3:signatureversion": ("AWS4-HMAC-SHA256",),
        }
        return RequestContext({**values, **self.principal.facts})


def denied_by_glue(error: RefusedError) -> QueryFailedError:
    """How Athena reports what the Data Catalog refuses."""
    return QueryFailedError(
        f"{error.message} (Service: AmazonDataCatalog; Status Code: 400; "
        "Error Code: AccessDeniedException)"
    )


def _through_athena(check: Check) -> Check:
    """Athena comes first in the chain of services; S3 may have called KMS after it."""
    chain = (_ATHENA, *check.context.get("aws:CalledVia", ()))
    via = {
        "aws:CalledVia": chain,
        "aws:CalledViaFirst": (chain[0],),
        "aws:CalledViaLast": (chain[-1],),
    }
    return replace(check, context={**check.context, **via})
