"""Which operation of which service a request is, with its parameters.

moto's own router and parsers do it, from botocore's models of the services.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Any

from moto.core.parse import PROTOCOL_PARSERS, RequestParserError
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from moto.utilities.utils import get_partition
from werkzeug.exceptions import HTTPException

from emulator.authorization.http_request import HttpRequest
from emulator.authorization.one_reading import require_one_reading
from emulator.authorization.principals import Principal
from emulator.authorization.verdict import NotUnderstoodError

_PATH_STYLE_HOSTS = ("localhost", "127.0.0.1")
# Nothing that moto would read in another way: it takes the first label, and not if it is localhost.
_BUCKET_LABEL = re.compile(r"(?!localhost)[a-z0-9-]+")
_BUCKET = re.compile(r"[A-Za-z0-9._-]+")
_LOG = logging.getLogger("authorization")
# Names of botocore's models of services that are called otherwise in signatures.
MODEL_NAMES = {"access-analyzer": "accessanalyzer", "iotdata": "iot-data"}


@dataclass(frozen=True)
class Call:
    """An operation that somebody asks for."""

    service: str
    operation: str
    parameters: dict[str, Any]
    account: str
    region: str
    principal: Principal
    request: HttpRequest

    @property
    def partition(self) -> str:
        """Of the Region, such as ``aws``."""
        return get_partition(self.region)

    @property
    def action(self) -> str:
        """As most services name it in policies."""
        return f"{self.service}:{self.operation}"

    def arn(self, resource: str, service: str | None = None) -> str:
        """An ARN in the account and Region of the call."""
        name = service or self.service
        return f"arn:{self.partition}:{name}:{self.region}:{self.account}:{resource}"


def read_operation(service: str, request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """Operation and parameters; NotUnderstoodError if the request is none of the service's."""
    environ = dict(request.environ)
    if service == "s3":
        environ = _with_bucket_in_path(environ, request)
    target = _whole_target(service, request)
    if target is not None:
        environ["HTTP_X_AMZ_TARGET"] = target
    http = Request(environ)
    try:
        operation, parameters = get_service_router(model_name(service)).match(http)
        bucket = parameters.get("Bucket")
        if service == "s3" and bucket is not None and not _BUCKET.fullmatch(bucket):
            raise NotUnderstoodError(f"{bucket!r} is no bucket's name")
        shape = operation.input_shape
        require_one_reading(service, request, shape.members if shape else ())
        if service != "s3":
            # S3's parameters are in path, query and headers; its bodies are the data.
            parser = PROTOCOL_PARSERS[_protocol(service, http)]
            url_parameters = dict(parameters)
            parameters = parser(operation).parse(
                {
                    "method": http.method,
                    "values": http.values,
                    "headers": http.headers,
                    "body": http.data,
                    "url_path": http.path,
                    "url_params": url_parameters,
                }
            )
    except (HTTPException, RequestParserError, NotImplementedError, KeyError, ValueError) as error:
        _LOG.debug("request not understood", exc_info=error)
        raise NotUnderstoodError(
            f"{request.method} {request.raw_path} is no operation of {service} that is known"
        ) from error
    finally:
        request.environ["wsgi.input"].seek(0)
    return operation.name, parameters


def model_name(service: str) -> str:
    """What botocore calls the model of a service, which is named as in signatures."""
    return MODEL_NAMES.get(service, service)


def _whole_target(service: str, request: HttpRequest) -> str | None:
    """What botocore calls the operation that a request names by the end of its service's name.

    The SDK for JavaScript asks CloudTrail so: ``CloudTrail_20131101.GetTrail``.
    """
    name, _, operation = request.headers.get("x-amz-target", "").rpartition(".")
    whole = str(get_service_model(model_name(service)).metadata.get("targetPrefix", ""))
    is_end = bool(name) and whole.endswith(f".{name}")
    return f"{whole}.{operation}" if is_end else None


def _protocol(service: str, http: Request) -> str:
    return determine_request_protocol(get_service_model(model_name(service)), http.content_type)


def _with_bucket_in_path(environ: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """The path style of a request whose bucket is in the host name, ``<bucket>.localhost``."""
    host = request.headers.get("host", "").rsplit(":", 1)[0]
    if host in _PATH_STYLE_HOSTS:
        return environ
    bucket, _, domain = host.rpartition(".")
    if domain != "localhost" or not _BUCKET_LABEL.fullmatch(bucket):
        raise NotUnderstoodError(f"S3 is not at the host {host}")
    raw = f"/{bucket}{request.raw_path}"
    environ["RAW_URI"] = raw + (f"?{request.raw_query}" if request.raw_query else "")
    environ["PATH_INFO"] = f"/{bucket}{environ['PATH_INFO']}"
    return environ
