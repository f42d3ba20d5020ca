"""Bodies of requests to S3 are data or XML, whatever their content type says.

moto takes one that says that it is a form for a form, as curl says of all that it sends with
``--data-binary``, and stores an empty object.
"""

from __future__ import annotations

from typing import Any

from moto.core.request import Request
from moto.s3.responses import S3Response
from werkzeug.datastructures import ImmutableMultiDict

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Keeps moto from reading forms."""
    _ORIGINAL["setup"] = replace_attribute(S3Response, "setup_class", _setup_class)


def _setup_class(response: S3Response, request: Request, *rest: Any, **named: Any) -> None:
    # What is there is not parsed. Forms of browsers (POST Object) are refused by the gate.
    vars(request).update(form=ImmutableMultiDict(), files=ImmutableMultiDict())
    _ORIGINAL["setup"](response, request, *rest, **named)
