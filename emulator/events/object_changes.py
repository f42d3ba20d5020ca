"""Changes of objects that moto tells of twice, or not at all.

It tells of an upload in parts also as of one in a piece, and is silent about delete markers and
about a version that is deleted while others stay. A version that there is not is not deleted.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from moto.s3 import notifications
from moto.s3.models import S3Backend
from moto.s3.notifications import S3NotificationEvent

from emulator.moto_changes import replace_attribute

_PUT = S3NotificationEvent.OBJECT_CREATED_PUT_EVENT
_DELETED = S3NotificationEvent.OBJECT_REMOVED_DELETE_EVENT
_MARKED = S3NotificationEvent.OBJECT_REMOVED_DELETE_MARKER_CREATED_EVENT
_COMPLETING: ContextVar[bool] = ContextVar("completing an upload", default=False)
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces what completes uploads and deletes objects, and what is told of both."""
    for name, replacement in (
        ("complete_multipart_upload", _complete_multipart_upload),
        ("delete_object", _delete_object),
        ("_set_delete_marker", _set_delete_marker),
    ):
        _ORIGINAL[name] = replace_attribute(S3Backend, name, replacement)
    _ORIGINAL["send"] = replace_attribute(notifications, "send_event", _send_event)


def _complete_multipart_upload(backend: S3Backend, *arguments: Any, **named: Any) -> Any:
    token = _COMPLETING.set(True)
    try:
        return _ORIGINAL["complete_multipart_upload"](backend, *arguments, **named)
    finally:
        _COMPLETING.reset(token)


def _send_event(account_id: str, event_name: S3NotificationEvent, bucket: Any, key: Any) -> None:
    if not (_COMPLETING.get() and event_name is _PUT):
        _ORIGINAL["send"](account_id, event_name, bucket, key)


def _set_delete_marker(backend: S3Backend, bucket_name: str, key_name: str) -> Any:
    marker = _ORIGINAL["_set_delete_marker"](backend, bucket_name, key_name)
    bucket = backend.get_bucket(bucket_name)
    notifications.send_event(backend.account_id, _MARKED, bucket, marker)
    return marker


def _delete_object(
    backend: S3Backend,
    bucket_name: str,
    key_name: str,
    version_id: str | None = None,
    bypass: bool = False,
) -> Any:
    bucket = backend.get_bucket(bucket_name)
    versions: list[Any] = list(bucket.keys.getlist(key_name, default=[]) or [])
    wanted = [one for one in versions if version_id and str(one.version_id) == version_id]
    if version_id and not wanted:
        # moto would delete the only version of a bucket that keeps no others.
        return True, {"version-id": version_id}
    answer = _ORIGINAL["delete_object"](backend, bucket_name, key_name, version_id, bypass)
    if wanted and len(versions) > 1 and bucket.is_versioned:
        notifications.send_event(backend.account_id, _DELETED, bucket, wanted[0])
    return answer
