"""Refused requests, in the words and the form of each service.

https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from uuid import uuid4
from xml.sax.saxutils import escape


class Reason(Enum):
    """Why a request is refused."""

    DENIED = "denied"
    UNSIGNED = "unsigned"
    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown key"
    WRONG_TOKEN = "wrong token"
    WRONG_SIGNATURE = "wrong signature"
    OUT_OF_TIME = "out of time"
    EXPIRED_SESSION = "expired session"
    UNSIGNED_HEADERS = "unsigned headers"
    OTHER_BODY = "other body"
    UNUSABLE_KEY = "unusable key"


class RefusedError(Exception):
    """It does not reach its service.

    ``code`` is the error's where a reason has many, ``region`` that for which S3 wants a signature.
    """

    def __init__(
        self, reason: Reason, message: str = "", code: str = "", *, region: str = ""
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.code = code
        self.region = region


@dataclass(frozen=True)
class Answer:
    """An HTTP response."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


_TOKEN_INVALID = "The security token included in the request is invalid."
_SIGNATURE_WRONG = (
    "The request signature we calculated does not match the signature you provided. "
    "Check your AWS Secret Access Key and signing method."
)
# By reason: code and status of S3, of the query protocol, and of JSON protocols; and what is said.
_FORBIDDEN, _BAD = 403, 400
_WORDS: dict[Reason, tuple[tuple[str, int], tuple[str, int], str, str]] = {
    Reason.DENIED: (
        ("AccessDenied", _FORBIDDEN),
        ("AccessDenied", _FORBIDDEN),
        "AccessDeniedException",
        "Access Denied",
    ),
    Reason.UNSIGNED: (
        ("AccessDenied", _FORBIDDEN),
        ("MissingAuthenticationToken", _FORBIDDEN),
        "MissingAuthenticationTokenException",
        "Request is missing Authentication Token",
    ),
    Reason.MALFORMED: (
        ("AuthorizationHeaderMalformed", _BAD),
        ("IncompleteSignature", _BAD),
        "IncompleteSignatureException",
        "The authorization that you provided is malformed",
    ),
    Reason.UNKNOWN_KEY: (
        ("InvalidAccessKeyId", _FORBIDDEN),
        ("InvalidClientTokenId", _FORBIDDEN),
        "UnrecognizedClientException",
        _TOKEN_INVALID,
    ),
    Reason.WRONG_TOKEN: (
        ("InvalidToken", _BAD),
        ("InvalidClientTokenId", _FORBIDDEN),
        "UnrecognizedClientException",
        _TOKEN_INVALID,
    ),
    Reason.WRONG_SIGNATURE: (
        ("SignatureDoesNotMatch", _FORBIDDEN),
        ("SignatureDoesNotMatch", _FORBIDDEN),
        "InvalidSignatureException",
        _SIGNATURE_WRONG,
    ),
    Reason.OUT_OF_TIME: (
        ("RequestTimeTooSkewed", _FORBIDDEN),
        ("SignatureDoesNotMatch", _FORBIDDEN),
        "InvalidSignatureException",
        "Signature expired: its time is too far from the current time",
    ),
    Reason.EXPIRED_SESSION: (
        ("ExpiredToken", _BAD),
        ("ExpiredToken", _FORBIDDEN),
        "ExpiredTokenException",
        "The security token included in the request is expired",
    ),
    Reason.UNSIGNED_HEADERS: (
        ("AccessDenied", _FORBIDDEN),
        ("SignatureDoesNotMatch", _FORBIDDEN),
        "InvalidSignatureException",
        "There were headers present in the request which were not signed",
    ),
    Reason.OTHER_BODY: (
        ("XAmzContentSHA256Mismatch", _BAD),
        ("SignatureDoesNotMatch", _FORBIDDEN),
        "InvalidSignatureException",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
    ),
    Reason.UNUSABLE_KEY: (
        ("KMS.KMSInvalidStateException", _BAD),
        ("KMSInvalidState", _BAD),
        "KMSInvalidStateException",
        "The KMS key cannot be used",
    ),
}
_SQS = "AWS.SimpleQueueService."
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Protocol(Enum):
    """How a service writes its errors."""

    S3 = "s3"
    QUERY = "query"
    JSON = "json"
    REST_JSON = "rest-json"


def answer_to(protocol: Protocol, error: RefusedError, *, has_body: bool = True) -> Answer:
    """The response of a service; one to HEAD has no body."""
    of_s3, of_query, of_json, words = _WORDS[error.reason]
    if protocol is Protocol.S3:
        code, status = of_s3
    elif protocol is Protocol.QUERY:
        code, status = of_query
    else:
        code, status = of_json, _FORBIDDEN if protocol is Protocol.REST_JSON else _BAD
    code = error.code or code
    message = error.message or words
    return answer_with(protocol, code, status, message, has_body=has_body, region=error.region)


def answer_with(
    protocol: Protocol,
    code: str,
    status: int,
    message: str,
    *,
    has_body: bool = True,
    region: str = "",
) -> Answer:
    """An error of a service, in the form of its protocol."""
    request_id = str(uuid4())
    if protocol is Protocol.S3:
        content = _s3_xml(code, message, request_id, region)
        headers = [("Content-Type", "application/xml"), ("x-amz-request-id", request_id)]
        headers += [("x-amz-bucket-region", region)] if region else []
    elif protocol is Protocol.QUERY:
        content = _query_xml(code, message, request_id)
        headers = [("Content-Type", "text/xml"), ("x-amzn-RequestId", request_id)]
    else:
        # SQS tells the code of its former protocol beside the name of the error.
        of_query, code = code, code.removeprefix(_SQS)
        content = json.dumps({"__type": code, "message": message, "Message": message})
        is_rest = protocol is Protocol.REST_JSON
        kind = "application/json" if is_rest else "application/x-amz-json-1.1"
        headers = [("Content-Type", kind), ("x-amzn-RequestId", request_id)]
        headers.append(("x-amzn-ErrorType", code))
        headers += [("x-amzn-query-error", f"{of_query};Sender")] if of_query != code else []
    phrase = f"{status} {HTTPStatus(status).phrase}"
    body = content.encode(errors="replace") if has_body else b""
    return Answer(phrase, [*headers, ("Content-Length", str(len(body)))], body)


def _s3_xml(code: str, message: str, request_id: str, region: str) -> str:
    expected = f"<Region>{region}</Region>" if region else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<Error><Code>{code}</Code><Message>{_xml_text(message)}</Message>{expected}"
        f"<RequestId>{request_id}</RequestId></Error>"
    )


def _query_xml(code: str, message: str, request_id: str) -> str:
    return (
        "<ErrorResponse><Error><Type>Sender</Type>"
        f"<Code>{code}</Code><Message>{_xml_text(message)}</Message></Error>"
        f"<RequestId>{request_id}</RequestId></ErrorResponse>"
    )


def _xml_text(text: str) -> str:
    """Escaped, and without the characters that XML cannot hold and a request can."""
    return escape(_NOT_IN_XML.sub("?", text))
