"""Object Lock where moto does not enforce it.

moto lets anyone shorten a retention, in whatever mode, suspend the versioning of a locked bucket,
and takes ``false`` for a bypass. It gives new objects the default retention only if they come in
one request of their own, and has no GetObjectRetention.
"""

from __future__ import annotations

from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict
from moto.core.responses import ActionResult
from moto.s3.exceptions import (
    AccessDeniedByLock,
    InvalidBucketState,
    LockNotEnabled,
    MalformedXML,
    MissingKey,
    MissingVersion,
    S3ClientError,
)
from moto.s3.models import FakeDeleteMarker, FakeKey, S3Backend
from moto.s3.responses import S3Response
from werkzeug.datastructures import Headers

from emulator.moto_changes import replace_attribute
from emulator.object_lock.retention import (
    BYPASS,
    MODES,
    Retention,
    is_bypass,
    is_locked,
    may_change,
    moment,
)

_ENABLED = "Enabled"
_CHECKSUM = ("x-amz-sdk-checksum-algorithm", "SHA256")
_ORIGINAL: dict[str, Any] = {}


class NoSuchObjectLockError(S3ClientError):
    """An object that has no retention or no legal hold."""

    def __init__(self) -> None:
        super().__init__(
            "NoSuchObjectLockConfiguration",
            "The specified object does not have a ObjectLock configuration",
        )


def install() -> None:
    """Replaces what moto does with locks."""
    replace_attribute(FakeKey, "is_locked", _is_locked)
    for name, method in (
        ("get_object_lock_configuration", _get_configuration),
        ("put_object_lock_configuration", _put_configuration),
    ):
        _ORIGINAL[name] = replace_attribute(S3Backend, name, method)
    _ORIGINAL["versioning"] = replace_attribute(S3Backend, "put_bucket_versioning", _versioning)
    _ORIGINAL["put"] = replace_attribute(S3Backend, "put_object", _put_object)
    _ORIGINAL["get"] = replace_attribute(S3Response, "get_object", _get_object)
    _ORIGINAL["hold"] = replace_attribute(S3Response, "get_object_legal_hold", _get_legal_hold)
    _ORIGINAL["put key"] = replace_attribute(S3Response, "_key_response_put", _put_key)
    replace_attribute(S3Response, "put_object_retention", _put_retention)
    replace_attribute(S3Response, "put_object_legal_hold", _put_legal_hold)


def require_versioned(bucket: Any, status: str | None) -> None:
    """InvalidBucketState if a bucket with locks would lose its versioning."""
    if bucket.object_lock_enabled and status != _ENABLED:
        raise InvalidBucketState(
            "An Object Lock configuration is present on this bucket, so the versioning state "
            "cannot be changed."
        )


def _is_locked(stored: FakeKey, governance_bypass: Any) -> bool:
    """moto hands on the header as it is."""
    bypass = is_bypass(governance_bypass) if isinstance(governance_bypass, str) else False
    return is_locked(stored, bypass=bypass or governance_bypass is True)


def _get_configuration(backend: S3Backend, bucket_name: str) -> Any:
    """Days or years, and not the other as nought."""
    enabled, mode, days, years = _ORIGINAL["get_object_lock_configuration"](backend, bucket_name)
    return enabled, mode, days or None, years or None


def _put_configuration(
    backend: S3Backend,
    bucket_name: str,
    lock_enabled: bool,
    mode: str | None = None,
    days: int | None = None,
    years: int | None = None,
) -> None:
    """Of new buckets and of those with objects, which moto refuses; there is no way back."""
    bucket = backend.get_bucket(bucket_name)
    if not lock_enabled or (mode is not None and (mode not in MODES or bool(days) == bool(years))):
        raise MalformedXML
    if not bucket.is_versioned:
        raise InvalidBucketState(
            "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration"
        )
    bucket.object_lock_enabled = True
    bucket.default_lock_mode = mode
    bucket.default_lock_days, bucket.default_lock_years = days or 0, years or 0


def _versioning(backend: S3Backend, bucket_name: str, status: str) -> Any:
    require_versioned(backend.get_bucket(bucket_name), status)
    return _ORIGINAL["versioning"](backend, bucket_name, status)


def _put_object(
    backend: S3Backend, bucket_name: str, key_name: str, value: Any, *rest: Any, **named: Any
) -> FakeKey:
    """The bucket's default for objects that come with no retention, however they come."""
    bucket = backend.get_bucket(bucket_name)
    stored: FakeKey = _ORIGINAL["put"](backend, bucket_name, key_name, value, *rest, **named)
    if bucket.has_default_lock and not stored.lock_until:
        stored.lock_mode = bucket.default_lock_mode
        stored.lock_until = bucket.default_retention()
    return stored


def _put_key(response: S3Response, query: dict[str, Any], key_name: str) -> Any:
    """A copy has no body whose checksum somebody could send."""
    if "x-amz-copy-source" in response.headers:
        response.headers = Headers([*response.headers.items(), _CHECKSUM])
    return _ORIGINAL["put key"](response, query, key_name)


def _get_object(response: S3Response) -> Any:
    if "retention" not in response.querystring:
        return _ORIGINAL["get"](response)
    stored = _version(response)
    if not stored.lock_mode:
        raise NoSuchObjectLockError
    response.data["Action"] = "GetObjectRetention"
    shown = {"Mode": stored.lock_mode, "RetainUntilDate": moment(str(stored.lock_until))}
    return response.serialized(ActionResult({"Retention": shown}))


def _get_legal_hold(response: S3Response) -> Any:
    if not _version(response).lock_legal_status:
        raise NoSuchObjectLockError
    return _ORIGINAL["hold"](response)


def _put_legal_hold(response: S3Response) -> Any:
    stored = _lockable(response)
    status = _body(response, "LegalHold").get("Status")
    if status not in ("ON", "OFF"):
        raise MalformedXML
    stored.lock_legal_status = status
    return 200, {}, ""


def _put_retention(response: S3Response) -> Any:
    stored = _lockable(response)
    wanted = _wanted(_body(response, "Retention"))
    bypass = is_bypass(response.headers.get(BYPASS))
    if not may_change(stored, wanted, bypass=bypass):
        raise AccessDeniedByLock
    stored.lock_mode = wanted.mode if wanted else None
    stored.lock_until = wanted.until.strftime("%Y-%m-%dT%H:%M:%SZ") if wanted else None
    return 200, {}, ""


def _wanted(given: dict[str, Any]) -> Retention | None:
    """What a request asks for; an empty one asks for none."""
    mode, until = given.get("Mode"), given.get("RetainUntilDate")
    if not mode and not until:
        return None
    if mode not in MODES or not until:
        raise MalformedXML
    try:
        retention = Retention(mode, moment(until))
    except ValueError:
        raise MalformedXML from None
    if not retention.is_active:
        raise S3ClientError("InvalidArgument", "The retain until date must be in the future!")
    return retention


def _lockable(response: S3Response) -> FakeKey:
    if not response.backend.get_bucket(response.bucket_name).object_lock_enabled:
        raise LockNotEnabled
    return _version(response)


def _version(response: S3Response) -> FakeKey:
    """The version that a request names, or the current one."""
    key_name, version = response.parse_key_name(), response._get_param("versionId")
    stored: Any = response.backend.get_object(response.bucket_name, key_name, version_id=version)
    if stored is None and version:
        raise MissingVersion(key=key_name, version_id=version)
    if stored is None or isinstance(stored, FakeDeleteMarker):
        raise MissingKey(key=key_name)
    found: FakeKey = stored
    return found


def _body(response: S3Response, name: str) -> dict[str, Any]:
    try:
        parsed = xmltodict.parse(response.body)
    except ExpatError:
        raise MalformedXML from None
    if name not in parsed:
        raise MalformedXML
    return {key: value for key, value in (parsed[name] or {}).items() if not key.startswith("@")}
