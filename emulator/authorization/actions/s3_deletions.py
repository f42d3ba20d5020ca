"""DeleteObjects: each object is judged by itself, and the answer says which stay.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

import xmltodict

from emulator.authorization.actions.check import Check
from emulator.authorization.actions.s3_object_lock import lock_checks
from emulator.authorization.calls import Call
from emulator.authorization.refusals import Answer

OPERATION = "DeleteObjects"
_DOCUMENT = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
_END = b"</DeleteResult>"
# They are of the whole body, and were compared with it before.
_CHECKSUMS = ("HTTP_CONTENT_MD5", "HTTP_X_AMZ_CHECKSUM_", "HTTP_X_AMZ_CONTENT_SHA256")


@dataclass(frozen=True)
class Deletion:
    """One object, or one version of it, and what its deletion needs."""

    key: str
    version: str | None
    checks: tuple[Check, ...]


def deletions(call: Call) -> list[Deletion]:
    """In the order of the request."""
    return [_deletion(call, item) for item in _items(_body(call))]


def without(call: Call, denied: Collection[int]) -> dict[str, Any]:
    """The environment of the request without the objects at some places."""
    document = _body(call)
    kept = [item for place, item in enumerate(_items(document)) if place not in denied]
    document["Delete"]["Object"] = kept
    body = xmltodict.unparse(document).encode()
    named = call.request.environ.items()
    environ = {name: value for name, value in named if not name.startswith(_CHECKSUMS)}
    return {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def with_denied(answer: Answer, denied: Sequence[Deletion]) -> Answer:
    """The answer about the others, with an error for each that was denied."""
    errors = "".join(map(_error, denied)).encode()
    body = answer.body.replace(_END, errors + _END)
    headers = [pair for pair in answer.headers if pair[0].lower() != "content-length"]
    length = ("Content-Length", str(len(body)))
    return replace(answer, headers=[*headers, length], body=body)


def nothing_deleted() -> Answer:
    """The answer where no object is left to delete."""
    body = f'{_DOCUMENT}<DeleteResult xmlns="{_NAMESPACE}"></DeleteResult>'.encode()
    return Answer("200 OK", [("Content-Type", "application/xml")], body)


def _deletion(call: Call, item: dict[str, Any]) -> Deletion:
    version = item.get("VersionId")
    arn = f"arn:{call.partition}:s3:::{call.parameters['Bucket']}/{item['Key']}"
    action = "s3:DeleteObjectVersion" if version else "s3:DeleteObject"
    context = {"s3:VersionId": (version,)} if version else {}
    return Deletion(item["Key"], version, (Check(action, arn, context), *lock_checks(call, arn)))


def _error(deletion: Deletion) -> str:
    version = f"<VersionId>{escape(deletion.version)}</VersionId>" if deletion.version else ""
    return (
        f"<Error><Key>{escape(deletion.key)}</Key>{version}"
        "<Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
    )


def _body(call: Call) -> dict[str, Any]:
    found: dict[str, Any] = xmltodict.parse(
        call.request.body, force_list={"Object"}, strip_whitespace=False
    )
    return found


def _items(document: dict[str, Any]) -> list[dict[str, Any]]:
    listed = (document.get("Delete") or {}).get("Object", [])
    return [item for item in listed if isinstance(item, dict)]
