"""The door of the account: a request gets to its service when it is signed and allowed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from emulator import customer_keys
from emulator.access_analyzer import analyzers
from emulator.access_analyzer import operations as access_analyzer
from emulator.authorization import guardrails, judged_checks, session_context, sessions
from emulator.authorization.actions import s3_deletions
from emulator.authorization.actions.by_service import require_known
from emulator.authorization.actions.s3_encryption import (
    headers_of_encryption,
    require_unblocked,
)
from emulator.authorization.actions.sts import session_request
from emulator.authorization.authentication import authenticate, read_claim
from emulator.authorization.bucket_regions import require_region_of_bucket
from emulator.authorization.calls import Call, read_operation
from emulator.authorization.http_request import HttpRequest, read_request
from emulator.authorization.judged_checks import JudgedCheck
from emulator.authorization.judgement import denied_deletions, require_allowed
from emulator.authorization.refusals import (
    Answer,
    Protocol,
    Reason,
    RefusedError,
    answer_to,
    answer_with,
)
from emulator.authorization.verdict import NotUnderstoodError
from emulator.cloudtrail import history, recording
from emulator.events.delivery_counts import COUNTS
from emulator.federation import web_identity
from emulator.federation.issuers import IssuerAddresses
from emulator.registry import login_tokens
from emulator.validation.api_call import RefusedCallError
from emulator.validation.caller import calling
from emulator.validation.customer_keys import key_given
from emulator.validation.gate import require_valid_request

_Application = Callable[..., Iterable[bytes]]
_LOG = logging.getLogger("authorization")
# moto's own paths, which are no requests to AWS.
_UNGUARDED = "/moto-api/"
_RESET = "/moto-api/reset"
# moto takes a request without an Authorization header for one to S3, whatever is signed; ours
# makes an exception for STS.
_PRESIGNED = frozenset({"s3", "sts"})


class Gate:
    """A WSGI application in front of moto's."""

    def __init__(
        self, application: _Application, account: str, region: str, addresses: IssuerAddresses
    ) -> None:
        self._application = application
        self._account = account
        self._region_of_unsigned = region
        self._addresses = addresses

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """The WSGI interface."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(_UNGUARDED):
            if path == _RESET:
                analyzers.forget_all()
                session_context.forget_all()
                login_tokens.forget_all()
                guardrails.detach_all()
                COUNTS.forget_all()
                history.forget_all()
            return self._application(environ, start_response)
        request = read_request(environ)
        with judged_checks.collecting() as judged:
            return self._decide(request, judged, start_response)

    def _decide(
        self, request: HttpRequest, judged: list[JudgedCheck], start_response: Any
    ) -> Iterable[bytes]:
        service, call = "s3", None
        try:
            claim = read_claim(request)
            service = claim.service if claim is not None else _unsigned_service(request)
            if claim is not None and claim.expires_in is not None and service not in _PRESIGNED:
                raise RefusedError(Reason.MALFORMED, f"no presigned URLs of {service} here")
            principal = authenticate(self._account, claim, request)
            region = claim.region if claim is not None else self._region_of_unsigned
            call = self._call(service, region, principal, request)
            if (call.service, call.operation) == ("sts", web_identity.OPERATION):
                call = web_identity.as_web_identity(call, self._addresses)
            require_region_of_bucket(call, claim)
            denied: list[int] = []
            if (service, call.operation) == ("s3", s3_deletions.OPERATION):
                denied = denied_deletions(call, claim)
            else:
                require_allowed(call, claim)
            if service == "s3":
                require_unblocked(call)
            require_valid_request(call)
        except (RefusedError, RefusedCallError) as error:
            answer = _answer(error, request, service)
            if call is not None:
                _record(call, answer, judged)
            start_response(answer.status, answer.headers)
            return [answer.body]
        with calling(call.principal, claim.access_key_id if claim is not None else ""):
            if denied:
                answer = self._without(call, denied)
            else:
                answer = _whole(lambda start: self._pass_on(call, request.environ, start))
        _record(call, answer, judged)
        start_response(answer.status, answer.headers)
        return [answer.body]

    def _call(self, service: str, region: str, principal: Any, request: HttpRequest) -> Call:
        try:
            require_known(service)
            operation, parameters = read_operation(service, request)
        except NotUnderstoodError as error:
            message = f"User: {principal.arn} is not authorized: {error}"
            _LOG.warning("denied: %s", message)
            raise RefusedError(Reason.DENIED, message) from error
        return Call(service, operation, parameters, self._account, region, principal, request)

    def _without(self, call: Call, denied: list[int]) -> Answer:
        """The answer to a request without the objects that the caller may not delete."""
        asked = s3_deletions.deletions(call)
        answer = s3_deletions.nothing_deleted()
        if len(denied) < len(asked):
            environ = s3_deletions.without(call, denied)
            answer = _whole(lambda start: self._pass_on(call, environ, start))
        return s3_deletions.with_denied(answer, [asked[place] for place in denied])

    def _pass_on(self, call: Call, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if call.service == "s3":
            for name, value in headers_of_encryption(call).items():
                environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
            with customer_keys.given(key_given(call)):
                return self._application(environ, start_response)
        if call.service == access_analyzer.SERVICE:
            answer = access_analyzer.answered(call)
            start_response(answer.status, answer.headers)
            return [answer.body]
        if call.service == "sts":
            with sessions.requested(session_request(call)):
                return self._application(environ, start_response)
        return self._application(environ, start_response)


def _whole(application: Callable[[Any], Iterable[bytes]]) -> Answer:
    """The answer of a WSGI application, all of it: its record says how large it is."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        started.append((status, headers))

    content = application(start)
    body = b"".join(content)
    close = getattr(content, "close", None)
    if close is not None:
        close()
    status, headers = started[-1]
    return Answer(status, headers, body)


def _record(call: Call, answer: Answer, judged: list[JudgedCheck]) -> None:
    status = int(answer.status.split(" ", 1)[0])
    recording.record_request(call, status, answer.headers, answer.body, judged)


def _answer(error: RefusedError | RefusedCallError, request: HttpRequest, service: str) -> Answer:
    protocol, has_body = _protocol(service, request), request.method != "HEAD"
    if isinstance(error, RefusedCallError):
        _LOG.warning("refused: %s %s: %s", request.method, request.raw_path, error.message)
        refusal = error.refusal
        return answer_with(
            protocol, refusal.code, refusal.status, refusal.message, has_body=has_body
        )
    if error.reason is not Reason.DENIED:
        _LOG.warning("refused: %s %s: %s", request.method, request.raw_path, error.reason.value)
    return answer_to(protocol, error, has_body=has_body)


def _protocol(service: str, request: HttpRequest) -> Protocol:
    """By the form of the request, which is that of the answer."""
    if service == "s3":
        return Protocol.S3
    if "x-amz-target" in request.headers:
        return Protocol.JSON
    kind = request.headers.get("content-type", "")
    is_query = kind.startswith("application/x-www-form-urlencoded") or "Action" in request.query
    return Protocol.QUERY if is_query else Protocol.REST_JSON


def _unsigned_service(request: HttpRequest) -> str:
    """Which service somebody means who does not say it: by the form of the request."""
    target = request.headers.get("x-amz-target", "")
    if target:
        return "kms" if target.startswith("TrentService") else "ssm"
    form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    return "sts" if form else "s3"
