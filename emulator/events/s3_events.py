"""Events of objects, as S3 sends them to the default event bus of the bucket's Region.

moto's have a fixed sequencer and reasons of another service.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
"""

from __future__ import annotations

import itertools
import time
from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from moto.s3 import notifications
from moto.s3.models import FakeBucket
from moto.s3.notifications import S3NotificationEvent

from emulator.events.rules import offer
from emulator.moto_changes import replace_attribute
from emulator.validation.caller import current_caller

_CREATED, _DELETED = "Object Created", "Object Deleted"
_CREATED_BY = {
    S3NotificationEvent.OBJECT_CREATED_PUT_EVENT: "PutObject",
    S3NotificationEvent.OBJECT_CREATED_POST_EVENT: "POST Object",
    S3NotificationEvent.OBJECT_CREATED_COPY_EVENT: "CopyObject",
    S3NotificationEvent.OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD_EVENT: "CompleteMultipartUpload",
}
_DELETED_AS = {
    S3NotificationEvent.OBJECT_REMOVED_DELETE_EVENT: "Permanently Deleted",
    S3NotificationEvent.OBJECT_REMOVED_DELETE_MARKER_CREATED_EVENT: "Delete Marker Created",
}
_NUMBERS = itertools.count(1)


def install() -> None:
    """Replaces what moto sends."""
    replace_attribute(notifications, "_send_event_bridge_message", _send)


def _send(account_id: str, bucket: FakeBucket, event_name: str, key: Any) -> None:
    """Creations and deletions; S3's other events are not emulated."""
    kind = S3NotificationEvent(event_name)
    if kind in _CREATED_BY:
        detail = {
            **_detail(account_id, bucket, key),
            "source-ip-address": "127.0.0.1",
            "reason": _CREATED_BY[kind],
        }
        described = {"size": key.size, "etag": key.etag.replace('"', "")}
        offer(
            account_id, bucket.region_name, _event(account_id, bucket, _CREATED, detail, described)
        )
    elif kind in _DELETED_AS:
        detail = {
            **_detail(account_id, bucket, key),
            "source-ip-address": "127.0.0.1",
            "reason": "DeleteObject",
            "deletion-type": _DELETED_AS[kind],
        }
        offer(account_id, bucket.region_name, _event(account_id, bucket, _DELETED, detail, {}))


def _detail(account_id: str, bucket: FakeBucket, key: Any) -> dict[str, Any]:
    has_versions = bucket.versioning_status is not None and key.version_id is not None
    version = {"version-id": str(key.version_id)} if has_versions else {}
    caller = current_caller()
    return {
        "version": "0",
        "bucket": {"name": bucket.name},
        "object": {"key": key.name, **version, "sequencer": _sequencer()},
        "request-id": uuid4().hex[:16].upper(),
        # An account, or a service that acts by itself.
        "requester": (caller.service or caller.account) if caller else account_id,
    }


def _event(
    account_id: str,
    bucket: FakeBucket,
    detail_type: str,
    detail: dict[str, Any],
    described: dict[str, Any],
) -> dict[str, Any]:
    return {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": detail_type,
        "source": "aws.s3",
        "account": account_id,
        "time": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": bucket.region_name,
        "resources": [bucket.arn],
        "detail": {**detail, "object": {**detail["object"], **described}},
    }


def _sequencer() -> str:
    """Of two events of a key, the later one has the greater text."""
    return f"{int(time.time()):08X}{next(_NUMBERS):010X}"
