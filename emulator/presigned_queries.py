"""Presigned requests to STS: signed in the query string instead of a header.

moto takes them for requests to S3, and their caller for nobody. Data Hubs and many others prove who
they are with a presigned GetCallerIdentity.
https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from moto.core.responses import BaseResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}
_SERVICE = "sts"


def install() -> None:
    """Lets moto see which service and whose key a presigned request names."""
    _ORIGINAL["host"] = replace_attribute(
        DomainDispatcherApplication, "infer_service_region_host", _host
    )
    _ORIGINAL["key"] = replace_attribute(BaseResponse, "get_access_key", _access_key)


def _host(dispatcher: DomainDispatcherApplication, environ: dict[str, Any], path: str) -> Any:
    scope = _credential_scope(parse_qs(environ.get("QUERY_STRING", "")))
    if "HTTP_AUTHORIZATION" not in environ and scope and scope[3] == _SERVICE:
        return f"{_SERVICE}.{scope[2]}.amazonaws.com"
    return _ORIGINAL["host"](dispatcher, environ, path)


def _access_key(response: BaseResponse) -> str:
    scope = _credential_scope(response.querystring)
    if "Authorization" not in response.headers and scope:
        return scope[0]
    key: str = _ORIGINAL["key"](response)
    return key


def _credential_scope(query: dict[str, list[str]]) -> list[str] | None:
    """Access key, date, Region, service, and ``aws4_request``."""
    parts = query.get("X-Amz-Credential", [""])[0].split("/")
    return parts if len(parts) == 5 else None
