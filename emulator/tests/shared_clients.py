"""Clients that differ in nothing but whose they are: all the rest of them is made once.

boto3 takes 5 ms of CPU for a client, and tests make hundreds of them, one for each session and
user. A service and an address have one client here; a caller's is a copy of it that signs with the
caller's keys. What they still send comes over one connection, as it does from a program that
assumes roles.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.credentials import Credentials

from emulator.tests.conftest import REGION, USER_AGENT
from emulator.tests.without_sockets import without_socket

_CALLER: ContextVar[Credentials] = ContextVar("caller")


class _KeysOfTheCaller(Credentials):  # type: ignore[misc]
    """Whoever makes the request signs it, in each thread."""

    def get_frozen_credentials(self) -> Any:
        """Where boto3 asks for keys."""
        return _CALLER.get().get_frozen_credentials()


def client_of(
    keys: Mapping[str, Any],
    service: str,
    url: str,
    ca_file: str | None = None,
    *,
    region: str = REGION,
) -> Any:
    """A client with an access key, as IAM and STS return them."""
    credentials = Credentials(
        keys["AccessKeyId"], keys["SecretAccessKey"], keys.get("SessionToken")
    )
    return _copy_for(credentials, _shared(service, url, ca_file, region))


@cache
def unsigned_client(service: str, url: str) -> Any:
    """A client of somebody who has no keys yet."""
    return _made(service, url, None, REGION, signature_version=UNSIGNED)


def _copy_for(credentials: Credentials, shared: Any) -> Any:
    client = object.__new__(type(shared))
    vars(client).update(vars(shared))
    # What is signed without a request: presigned URLs.
    signer = copy.copy(shared._request_signer)
    signer._credentials = credentials

    def call(operation: str, parameters: Any) -> Any:
        token = _CALLER.set(credentials)
        try:
            return shared._make_api_call(operation, parameters)
        finally:
            _CALLER.reset(token)

    # Operations, paginators and waiters all come to this.
    vars(client).update(_request_signer=signer, _make_api_call=call)
    return client


@cache
def _shared(service: str, url: str, ca_file: str | None, region: str) -> Any:
    client = _made(
        service,
        url,
        ca_file,
        region,
        aws_access_key_id="nobody",
        aws_secret_access_key="nobody",
        s3={"addressing_style": "path"},
    )
    client._request_signer._credentials = _KeysOfTheCaller("nobody", "nobody")
    return client


def _made(service: str, url: str, ca_file: str | None, region: str, **more: Any) -> Any:
    keys = {name: more.pop(name) for name in list(more) if name.startswith("aws_")}
    made = boto3.client(
        service,
        region_name=region,
        endpoint_url=url,
        verify=ca_file,
        config=Config(retries={"total_max_attempts": 1}, user_agent=USER_AGENT, **more),
        **keys,
    )
    return without_socket(made)
