"""Requests that can be read in two ways are refused.

moto takes a parameter from the form, the query string, the headers or the JSON body, whichever has
it; and for JSON it looks for forms in the text as well. What is judged has to be what is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl

from emulator.authorization.http_request import HttpRequest
from emulator.authorization.verdict import NotUnderstoodError

_ACTION = "Action"
# A request to S3 chooses its operation by one of these.
_SELECTORS = """
    accelerate acl attributes cors delete encryption legal-hold lifecycle list-type location logging
    notification object-lock ownershipControls partNumber policy policyStatus publicAccessBlock
    replication requestPayment restore retention select tagging uploads versioning versions website
    """
_SELECTOR_NAMES = frozenset(_SELECTORS.split())
_COPY_SOURCE = "x-amz-copy-source"


def require_one_reading(service: str, request: HttpRequest, parameters: Iterable[str]) -> None:
    """NotUnderstoodError unless there is one reading; ``parameters`` are the operation's."""
    if service == "s3":
        _require_one_operation(request)
        return
    if not request.body:
        if "action" in request.headers:
            raise NotUnderstoodError("a header named Action")
        return
    form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    is_rpc = form or "x-amz-target" in request.headers
    if is_rpc and request.raw_query:
        raise NotUnderstoodError("parameters both in the URL and in the body")
    if not form:
        text = request.body.decode("utf-8", "replace")
        hidden = {name for name, _ in parse_qsl(text, keep_blank_values=True)}
        found = sorted(hidden & {_ACTION, *parameters})
        if found:
            raise NotUnderstoodError(f"{', '.join(found)} as in a form, in a body that is none")


def _require_one_operation(request: HttpRequest) -> None:
    chosen = sorted(_SELECTOR_NAMES & set(request.query))
    if _COPY_SOURCE in request.headers and chosen not in ([], ["partNumber"]):
        chosen.append("a copy")
    if "uploadId" in request.query and chosen not in ([], ["partNumber"]):
        chosen.append("an upload")
    if len(chosen) > 1:
        raise NotUnderstoodError(f"a request for {' and '.join(chosen)} at once")
