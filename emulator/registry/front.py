"""The registry as its clients see it: every request is judged first, as ECR judges it.

Clients reach it over plain HTTP, which they accept on the loopback interface only. ECR's registry
takes TLS alone, so policies see requests that came over TLS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from moto.ecr.models import Repository
from moto.utilities.utils import get_partition

from emulator.authorization import judged_checks
from emulator.authorization.authentication import principal_of
from emulator.authorization.calls import Call
from emulator.authorization.http_request import HttpRequest
from emulator.authorization.judgement import require_allowed
from emulator.authorization.refusals import Reason, RefusedError
from emulator.cloudtrail import recording
from emulator.registry import images, login_tokens, protocol, refusals
from emulator.registry.forwarding import body_of, send_on
from emulator.registry.protocol import RegistryRequest, Subject
from emulator.registry.refusals import RegistryError
from emulator.registry.storage import Storage, StorageError

# https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-manifests
_LARGEST_MANIFEST = 4 << 20
_TLS_VERSION = "1.2"
_VERSION = ("Docker-Distribution-Api-Version", "registry/2.0")
_JSON = ("Content-Type", "application/json")

_StartResponse = Callable[..., Any]


class Front:
    """A WSGI application."""

    def __init__(self, account: str, origin: str, storage: Storage) -> None:
        self._account = account
        self._origin = origin
        self._storage = storage

    def __call__(self, environ: dict[str, Any], start_response: _StartResponse) -> Iterable[bytes]:
        """The WSGI interface."""
        try:
            return self._answer(environ, start_response)
        except StorageError as error:
            return self._refuse(refusals.unavailable(str(error)), environ, start_response)
        except RegistryError as error:
            return self._refuse(error, environ, start_response)

    def _answer(self, environ: dict[str, Any], start_response: _StartResponse) -> Iterable[bytes]:
        login = login_tokens.login_of(environ.get("HTTP_AUTHORIZATION"))
        if login is None:
            raise refusals.not_logged_in()
        if login.is_expired:
            raise refusals.login_expired()
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if path == protocol.ROOT and method in ("GET", "HEAD"):
            start_response("200 OK", [_VERSION, ("Content-Length", "0")])
            return []
        request = protocol.read(method, path)
        if request is None:
            raise refusals.not_offered(method, path)
        self._require_allowed(login, request, environ)
        repository = images.repository_of(self._account, login.region, request.repository)
        if request.subject is Subject.MANIFEST and method == "PUT":
            return self._put_manifest(repository, request, environ, start_response)
        kept, shown = f"/v2/{images.storage_name(repository)}/", f"/v2/{repository.name}/"
        return send_on(
            self._storage,
            environ,
            start_response,
            kept + _path_of(request, repository, environ),
            kept=kept,
            shown=shown,
        )

    def _require_allowed(
        self, login: login_tokens.Login, request: RegistryRequest, environ: dict[str, Any]
    ) -> None:
        """Asks what the principal of the token may do now, not when it got the token."""
        try:
            principal = principal_of(
                self._account, get_partition(login.region), login.access_key_id
            )
            call = Call(
                "ecr",
                request.operation,
                {"repositoryName": request.repository},
                self._account,
                login.region,
                principal,
                _over_tls(environ),
            )
            with judged_checks.collecting() as judged:
                try:
                    require_allowed(call, None)
                finally:
                    recording.record_made(call, judged)
        except RefusedError as error:
            if error.reason is Reason.DENIED:
                raise refusals.denied(error.message) from error
            # The session has ended, or its role or access key is gone.
            raise refusals.login_expired() from error

    def _put_manifest(
        self,
        repository: Repository,
        request: RegistryRequest,
        environ: dict[str, Any],
        start_response: _StartResponse,
    ) -> Iterable[bytes]:
        """Kept by its digest first: nobody gets an image that moto does not know."""
        manifest = _manifest_of(environ)
        digest = images.digest_of(manifest)
        if request.is_by_digest and request.reference != digest:
            raise refusals.manifest_invalid(f"its digest is {digest}, not {request.reference}")
        tag = None if request.is_by_digest else request.reference
        images.require_free_tag(repository, tag, digest)
        media_type = environ.get("CONTENT_TYPE", "")
        path = f"/v2/{images.storage_name(repository)}/manifests/{digest}"
        headers = {"Content-Type": media_type}
        with self._storage.request("PUT", path, headers=headers, body=manifest) as answer:
            status, content = HTTPStatus(answer.status), answer.read()
        if status is not HTTPStatus.CREATED:
            # For example a layer that was not uploaded.
            length = ("Content-Length", str(len(content)))
            start_response(f"{status.value} {status.phrase}", [_VERSION, _JSON, length])
            return [content]
        images.record(repository, manifest, media_type, tag)
        found_at = ("Location", f"/v2/{repository.name}/manifests/{digest}")
        known_as = ("Docker-Content-Digest", digest)
        start_response("201 Created", [_VERSION, found_at, known_as, ("Content-Length", "0")])
        return []

    def _refuse(
        self, error: RegistryError, environ: dict[str, Any], start_response: _StartResponse
    ) -> Iterable[bytes]:
        headers = [_VERSION, _JSON, ("Content-Length", str(len(error.body)))]
        if error.status is HTTPStatus.UNAUTHORIZED:
            challenge = f'Basic realm="{self._origin}/",service="ecr.amazonaws.com"'
            headers.append(("WWW-Authenticate", challenge))
        start_response(f"{error.status.value} {error.status.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [error.body]


def _path_of(request: RegistryRequest, repository: Repository, environ: dict[str, Any]) -> str:
    """What follows the repository's name in a request to the storage."""
    if request.subject is Subject.MANIFEST:
        return f"manifests/{images.digest_named(repository, request.reference)}"
    if request.subject is Subject.BLOB:
        return f"blobs/{request.reference}"
    if request.operation == "InitiateLayerUpload":
        # Without the query, which could mount a layer of another repository, about which nobody
        # was asked. A client that is not given the layer uploads it.
        return "blobs/uploads/"
    query = environ.get("QUERY_STRING")
    return f"blobs/uploads/{request.reference}" + (f"?{query}" if query else "")


def _manifest_of(environ: dict[str, Any]) -> bytes:
    manifest = b""
    for block in body_of(environ):
        manifest += block
        if len(manifest) > _LARGEST_MANIFEST:
            raise refusals.manifest_invalid(f"it is larger than {_LARGEST_MANIFEST} bytes")
    images.require_manifest(manifest)
    return manifest


def _over_tls(environ: dict[str, Any]) -> HttpRequest:
    agent = environ.get("HTTP_USER_AGENT")
    return HttpRequest(
        environ={},
        method=environ["REQUEST_METHOD"],
        raw_path=environ["PATH_INFO"],
        raw_query="",
        query={},
        headers={"user-agent": agent} if agent else {},
        body=b"",
        source_ip=environ["REMOTE_ADDR"],
        tls_version=_TLS_VERSION,
    )
