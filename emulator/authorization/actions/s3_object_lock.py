"""Object Lock: what locks need besides the operation itself, and their condition keys.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

from emulator.authorization.actions.check import Check
from emulator.authorization.calls import Call
from emulator.authorization.verdict import NotUnderstoodError
from emulator.object_lock.retention import BYPASS, is_bypass, moment

_MODE, _UNTIL = "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date"
_HOLD = "x-amz-object-lock-legal-hold"
_WRITES = frozenset({"CopyObject", "CreateMultipartUpload", "PutObject"})
_BYPASSING = frozenset({"DeleteObject", "DeleteObjects", "PutObjectRetention"})


def lock_checks(call: Call, object_arn: str) -> Iterator[Check]:
    """To pass over a retention, and to write an object with a lock of its own."""
    if call.operation in _BYPASSING and is_bypass(call.request.value(BYPASS)):
        yield Check("s3:BypassGovernanceRetention", object_arn, lock_context(call))
    if call.operation in _WRITES:
        if call.request.value(_MODE) or call.request.value(_UNTIL):
            yield Check("s3:PutObjectRetention", object_arn, lock_context(call))
        if call.request.value(_HOLD):
            yield Check("s3:PutObjectLegalHold", object_arn, lock_context(call))


def new_bucket_checks(call: Call, bucket_arn: str) -> Iterator[Check]:
    """A bucket that is created with Object Lock is versioned."""
    if is_bypass(call.request.value("x-amz-bucket-object-lock-enabled")):
        yield Check("s3:PutBucketObjectLockConfiguration", bucket_arn)
        yield Check("s3:PutBucketVersioning", bucket_arn)


def lock_context(call: Call) -> dict[str, tuple[str, ...]]:
    """The lock that a request asks for, in its headers or its body."""
    mode, until = call.request.value(_MODE), call.request.value(_UNTIL)
    hold = call.request.value(_HOLD)
    if call.operation == "PutObjectRetention":
        asked = _body(call, "Retention")
        mode, until = asked.get("Mode"), asked.get("RetainUntilDate")
    elif call.operation == "PutObjectLegalHold":
        hold = _body(call, "LegalHold").get("Status")
    found = {"mode": mode, "retain-until-date": until, "legal-hold": hold, **_days(until)}
    return {f"s3:object-lock-{name}": (str(value),) for name, value in found.items() if value}


def _days(until: str | None) -> dict[str, str]:
    if not until:
        return {}
    try:
        left = moment(until) - datetime.now(timezone.utc)
    except ValueError as error:
        raise NotUnderstoodError(str(error)) from error
    return {"remaining-retention-days": str(max(0, left.days))}


def _body(call: Call, name: str) -> Mapping[str, Any]:
    try:
        parsed = xmltodict.parse(call.request.body)
    except ExpatError:
        return {}
    found = parsed.get(name)
    return found if isinstance(found, dict) else {}
