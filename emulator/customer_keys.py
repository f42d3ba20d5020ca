"""Keys that customers send along with an object (SSE-C): moto ignores them.

What is kept of a key is its digest. Nothing is encrypted here.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from moto.s3.models import FakeKey, FakeMultipart, S3Backend

from emulator.moto_changes import replace_attribute

_ATTRIBUTE = "emulator_customer_key"
_GIVEN: ContextVar[str | None] = ContextVar("customer key", default=None)
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Keeps the key of what is written with one, and of uploads that begin with one."""
    for name, replacement in (
        ("put_object", _put_object),
        ("create_multipart_upload", _create_multipart_upload),
        ("complete_multipart_upload", _complete_multipart_upload),
    ):
        _ORIGINAL[name] = replace_attribute(S3Backend, name, replacement)


@contextmanager
def given(key: str | None) -> Iterator[None]:
    """Within this context, in this thread, a request comes with the key of this digest."""
    token = _GIVEN.set(key)
    try:
        yield
    finally:
        _GIVEN.reset(token)


def customer_key_of(stored: Any) -> str | None:
    """The digest of the key that an object was written with, or an upload began with."""
    found: str | None = getattr(stored, _ATTRIBUTE, None)
    return found


def _put_object(backend: S3Backend, *arguments: Any, **named: Any) -> FakeKey:
    stored: FakeKey = _ORIGINAL["put_object"](backend, *arguments, **named)
    key = _GIVEN.get()
    if key is not None:
        setattr(stored, _ATTRIBUTE, key)
        # The bucket's default is for those that say nothing.
        stored.encryption = stored.kms_key_id = stored.bucket_key_enabled = None
    return stored


def _create_multipart_upload(backend: S3Backend, *arguments: Any, **named: Any) -> FakeMultipart:
    upload: FakeMultipart = _ORIGINAL["create_multipart_upload"](backend, *arguments, **named)
    setattr(upload, _ATTRIBUTE, _GIVEN.get())
    return upload


def _complete_multipart_upload(
    backend: S3Backend, bucket_name: str, multipart_id: str, *rest: Any, **named: Any
) -> Any:
    upload = backend.get_bucket(bucket_name).multiparts[multipart_id]
    with given(customer_key_of(upload)):
        original = _ORIGINAL["complete_multipart_upload"]
        return original(backend, bucket_name, multipart_id, *rest, **named)
