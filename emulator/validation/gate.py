"""Requests to the services' own APIs: what is allowed is checked before it gets to moto.

After authorization, so that who may not make a request is not told what else is wrong with it.
That AWS's services all keep this order is not confirmed: docs/auditor/unconfirmed.md.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from moto.core.parse import PROTOCOL_PARSERS, RequestParserError
from moto.core.utils import get_service_model
from werkzeug.datastructures import Headers, MultiDict

from emulator.authorization.calls import Call, model_name
from emulator.validation.api_call import ApiCall, Refusal, RefusedCallError
from emulator.validation.data_checksums import require_intact
from emulator.validation.object_requests import require_valid_object_request
from emulator.validation.requests import require_valid
from emulator.validation.rules.tags_in_total import tags_in_total

_MALFORMED_XML = (
    "The XML you provided was not well-formed or did not validate against our published schema"
)


def require_valid_request(call: Call) -> None:
    """RefusedCallError if the service refuses what the request says."""
    parameters = call.parameters
    if call.service == "s3":
        require_valid_object_request(call)
        if get_service_model("s3").operation_model(call.operation).has_streaming_input:
            # The body is data, and whatever else there is has no constraints in the model.
            require_intact(call.request)
            return
        parameters = _s3_parameters(call)
    service = model_name(call.service)
    made = ApiCall(service, call.operation, parameters, call.account, call.region, call.principal)
    require_valid(made)
    for refusal in tags_in_total(made):
        raise RefusedCallError(refusal)


def _s3_parameters(call: Call) -> dict[str, Any]:
    """All parameters, with those of the body, which authorization does not read."""
    request = call.request
    parser = PROTOCOL_PARSERS["rest-xml"](get_service_model("s3").operation_model(call.operation))
    try:
        parsed: dict[str, Any] = parser.parse(
            {
                "method": request.method,
                "values": MultiDict(parse_qsl(request.raw_query, keep_blank_values=True)),
                "headers": Headers(list(request.headers.items())),
                "body": request.body,
                "url_path": request.raw_path,
                "url_params": call.parameters,
            }
        )
    except (RequestParserError, KeyError, TypeError, ValueError) as error:
        raise RefusedCallError(Refusal("MalformedXML", _MALFORMED_XML)) from error
    return parsed
