"""Programs that make requests with credentials of their own, and requests without an SDK."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from emulator.tests.conftest import REGION
from emulator.tests.shared_clients import client_of

ROOT = {"AccessKeyId": "test", "SecretAccessKey": "test"}


def root_client(service: str, ready: dict[str, str]) -> Any:
    """A client of the account's root user, over TLS."""
    return client_of(ROOT, service, ready["secureEndpoint"], ready["caFile"])


def outcome(call: Any, **parameters: Any) -> str:
    """``allowed``, or the code of the error."""
    try:
        call(**parameters)
    except ClientError as error:
        # HEAD has no body to say more.
        code = str(error.response["Error"]["Code"])
        return "AccessDenied" if code == "403" else code.removesuffix("Exception")
    return "allowed"


def message(call: Any, **parameters: Any) -> str:
    """What the error says; empty if there is none."""
    try:
        call(**parameters)
    except ClientError as error:
        return str(error.response["Error"]["Message"])
    return ""


def decide(
    ready: dict[str, str],
    principal: Any,
    action: str,
    resource: str,
    context: dict[str, Any] | None = None,
) -> Any:
    """Asks the emulator for a decision."""
    body = {
        "principal": principal,
        "action": action,
        "resource": resource,
        "context": context or {},
    }
    request = urllib.request.Request(
        f"{ready['endpoint']}/emulator-api/decide", json.dumps(body).encode(), method="POST"
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


@dataclass
class SignedRequest:
    """A request that is signed and not yet sent."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


def signed(
    service: str,
    method: str,
    url: str,
    *,
    keys: dict[str, Any] = ROOT,
    body: str = "",
    headers: dict[str, str] | None = None,
) -> SignedRequest:
    """Signs as botocore does."""
    request = AWSRequest(method, url, headers=headers or {}, data=body)
    credentials = Credentials(
        keys["AccessKeyId"], keys["SecretAccessKey"], keys.get("SessionToken")
    )
    signer = S3SigV4Auth if service == "s3" else SigV4Auth
    signer(credentials, service, REGION).add_auth(request)
    host = url.split("/")[2]
    return SignedRequest(method, url, {**dict(request.headers), "Host": host}, body.encode())


def send(request: SignedRequest, address: str | None = None) -> bytes:
    """Sends it, to another address than the one that is signed if one is given."""
    made = urllib.request.Request(
        address or request.url, request.body or None, request.headers, method=request.method
    )
    with urllib.request.urlopen(made) as answer:
        content: bytes = answer.read()
        return content


def refusal_of(request: SignedRequest) -> str:
    """The body of the error that a request gets; it must get one."""
    try:
        send(request)
    except urllib.error.HTTPError as error:
        return error.read().decode()
    raise AssertionError(f"{request.method} {request.url} was not refused")
