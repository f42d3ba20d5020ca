"""Where issuers of tokens are, and what they publish of themselves.

On AWS an issuer is found by its name. Here it is a process on this machine, so that somebody has to
say where: ``PUT /emulator-api/identity-providers/addresses``.
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
"""

from __future__ import annotations

import http.client
import ipaddress
import json
from typing import Any
from urllib.parse import SplitResult, urlsplit

from emulator.emulator_api import EmulatorApi, InvalidSettingError

# AWS gives up after this time: https://repost.aws/knowledge-center/iam-sts-invalididentitytoken
_TIMEOUT_SECONDS = 5
_LONGEST_ANSWER = 1_000_000


class UnreachableIssuerError(Exception):
    """The issuer's keys could not be fetched; the message says why."""


class IssuerAddresses:
    """Endpoints by the host of the issuer, which they stand for as an entry of DNS would."""

    def __init__(self) -> None:
        self._endpoints: dict[str, SplitResult] = {}

    def put(self, body: Any) -> dict[str, str]:
        """Sets the endpoint of one issuer; InvalidSettingError unless both are URLs."""
        names = ("issuer", "endpoint")
        if not isinstance(body, dict) or set(body) != set(names):
            raise InvalidSettingError([f"write an object with {' and '.join(names)}"])
        issuer, endpoint = (urlsplit(str(body[name])) for name in names)
        problems = []
        if issuer.scheme != "https" or not issuer.netloc:
            problems.append(f"issuer has to be an https URL, not {body['issuer']!r}")
        if endpoint.scheme != "http" or endpoint.path.strip("/") or not _is_loopback(endpoint):
            wanted = "an http URL of this machine without a path, such as http://127.0.0.1:8080"
            problems.append(f"endpoint has to be {wanted}, not {body['endpoint']!r}")
        if problems:
            raise InvalidSettingError(problems)
        self._endpoints[issuer.netloc] = endpoint
        return self.shown()

    def clear(self) -> dict[str, str]:
        """Forgets all of them."""
        self._endpoints.clear()
        return self.shown()

    def shown(self) -> dict[str, str]:
        """Endpoints by host."""
        return {host: endpoint.geturl() for host, endpoint in self._endpoints.items()}

    def keys_of(self, issuer: str) -> list[dict[str, Any]]:
        """The JSON Web Keys that the issuer signs with now; UnreachableIssuerError.

        They are fetched for every token, so that a key that is rotated counts at once. AWS keeps
        them for a while, and does not say how long.
        """
        metadata = self._json(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if metadata.get("issuer") != issuer:
            raise UnreachableIssuerError(f"the metadata of {issuer} names another issuer")
        keys = self._json(str(metadata.get("jwks_uri"))).get("keys")
        if not isinstance(keys, list):
            raise UnreachableIssuerError(f"the key set of {issuer} has no keys")
        return [key for key in keys if isinstance(key, dict)]

    def _json(self, url: str) -> dict[str, Any]:
        wanted = urlsplit(url)
        endpoint = self._endpoints.get(wanted.netloc)
        if wanted.scheme != "https" or endpoint is None:
            raise UnreachableIssuerError(f"nobody said where {url} is")
        try:
            found = json.loads(_get(endpoint, wanted))
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
            raise UnreachableIssuerError(f"{url} cannot be read: {error}") from error
        if not isinstance(found, dict):
            raise UnreachableIssuerError(f"{url} is no JSON object")
        return found


def publish(api: EmulatorApi, addresses: IssuerAddresses) -> None:
    """GET, PUT and DELETE of /emulator-api/identity-providers/addresses."""
    api.publish(
        "identity-providers/addresses",
        GET=lambda body: addresses.shown(),
        PUT=addresses.put,
        DELETE=lambda body: addresses.clear(),
    )


def _get(endpoint: SplitResult, wanted: SplitResult) -> bytes:
    """The body of the answer. Redirects are not followed, and proxies not asked."""
    connection = http.client.HTTPConnection(
        str(endpoint.hostname), endpoint.port, timeout=_TIMEOUT_SECONDS
    )
    try:
        connection.request("GET", wanted.path or "/", headers={"Host": wanted.netloc})
        answer = connection.getresponse()
        body = answer.read(_LONGEST_ANSWER + 1)
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise ValueError(f"status {answer.status}")
    if len(body) > _LONGEST_ANSWER:
        raise ValueError(f"longer than {_LONGEST_ANSWER} bytes")
    return body


def _is_loopback(endpoint: SplitResult) -> bool:
    host = endpoint.hostname or ""
    try:
        _ = endpoint.port
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
