"""What records say of calls to S3, whose parameters are headers, queries and bodies.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

from emulator.authorization.calls import Call
from emulator.cloudtrail.spelling import HIDDEN

_RECORDED_HEADERS = ("x-amz-",)
# Of signatures, customers' keys, and the hashes that SDKs send with every request.
_LEFT_OUT = (
    "x-amz-algorithm",
    "x-amz-checksum",
    "x-amz-content-sha256",
    "x-amz-credential",
    "x-amz-date",
    "x-amz-decoded-content-length",
    "x-amz-expires",
    "x-amz-id",
    "x-amz-meta-",
    "x-amz-request-id",
    "x-amz-sdk",
    "x-amz-security-token",
    "x-amz-signature",
    "x-amz-signedheaders",
    "x-amz-trailer",
    "x-amz-user-agent",
    "x-amzn-",
)
_CUSTOMER_KEY = "server-side-encryption-customer-key"
_SSE = "x-amz-server-side-encryption"
_ANSWERED = (_SSE, "x-amz-version-id", "x-amz-delete-marker", "x-amz-expiration")
_APPLIED = {"AES256": "SSE_S3", "aws:kms": "SSE_KMS", "aws:kms:dsse": "DSSE_KMS"}
# Of a body that comes in chunks with signatures or checksums between them.
_DECODED = "x-amz-decoded-content-length"
_LARGEST_BODY = 32_768


def parameters_of_s3(call: Call) -> dict[str, Any]:
    """Bucket, key and host, the query, the headers that S3 knows, and a configuration in a body."""
    bucket, key = call.parameters.get("Bucket"), call.parameters.get("Key")
    found: dict[str, Any] = {"bucketName": bucket} if bucket else {}
    found["Host"] = _host(call)
    if key:
        found["key"] = key
    for name, value in {**call.request.query, **_headers(call.request.headers)}.items():
        if not name.lower().startswith(_LEFT_OUT):
            found[name] = HIDDEN if _CUSTOMER_KEY in name.lower() else value
    return {**found, **_configuration(call)}


def answer_of_s3(headers: Mapping[str, str]) -> dict[str, Any] | None:
    """The headers of an answer that say what became of the object."""
    found = {name: value for name, value in headers.items() if name.startswith(_ANSWERED)}
    return found or None


def additional_data_of_s3(call: Call, answered: Mapping[str, str], size: int) -> dict[str, Any]:
    """How the request was signed, how much data went which way, and the encryption."""
    request = call.request
    presigned = "x-amz-signature" in {name.lower() for name in request.query}
    applied = _APPLIED.get(answered.get(_SSE, ""))
    return {
        **(
            {
                "SignatureVersion": "SigV4",
                "AuthenticationMethod": "QueryString" if presigned else "AuthHeader",
            }
            if not call.principal.is_anonymous
            else {}
        ),
        **({"SSEApplied": applied} if applied else {}),
        "bytesTransferredIn": int(request.headers.get(_DECODED) or len(request.body)),
        "bytesTransferredOut": size,
    }


def _host(call: Call) -> str:
    bucket = call.parameters.get("Bucket")
    domain = f"s3.{call.region}.amazonaws.com"
    return call.request.headers.get("host") or (f"{bucket}.{domain}" if bucket else domain)


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in headers.items() if name.startswith(_RECORDED_HEADERS)}


def _configuration(call: Call) -> dict[str, Any]:
    """A bucket's policy is JSON, its other configurations are XML; data of objects is neither."""
    body = call.request.body
    is_small = 0 < len(body) <= _LARGEST_BODY
    if call.request.method != "PUT" or call.parameters.get("Key") or not is_small:
        return {}
    try:
        if call.operation == "PutBucketPolicy":
            return {"bucketPolicy": json.loads(body)}
        parsed: dict[str, Any] = xmltodict.parse(body)
        return parsed
    except (ExpatError, ValueError):
        return {}
