"""Storing what CloudTrail delivers, as far as policies let it.

What CloudTrail itself writes is not recorded: a trail that takes all writes would never end.
"""

from __future__ import annotations

from typing import Any

from moto.s3.models import s3_backends

from emulator.authorization.actions.kms import find_key
from emulator.authorization.actions.s3_encryption import (
    OWN_ENCRYPTION_CONTEXT,
    headers_of_encryption,
)
from emulator.authorization.actions.s3_keys import SSE, SSE_KEY
from emulator.cloudtrail.permissions import ENCRYPTION_CONTEXT, Destination, put_call, put_denial

_ENABLED = "Enabled"


class UndeliveredError(Exception):
    """A file that is not stored; ``code`` is what the status of the trail says."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def store(
    destination: Destination,
    key: str,
    content: bytes,
    *,
    encryption: str | None,
    metadata: dict[str, str] | None = None,
) -> None:
    """Puts a file into the trail's bucket; UndeliveredError if that cannot be."""
    call = put_call(destination, key, encryption)
    backend = s3_backends[destination.account][call.partition]
    if destination.bucket not in backend.buckets:
        raise UndeliveredError("NoSuchBucket", f"there is no bucket {destination.bucket}")
    if encryption == "aws:kms":
        _require_enabled(destination)
    denial = put_denial(destination, call)
    if denial is not None:
        raise UndeliveredError("AccessDenied", denial)
    effective = {**call.request.headers, **headers_of_encryption(call)}
    stored: Any = backend.put_object(
        destination.bucket,
        key,
        content,
        encryption=effective.get(SSE),
        kms_key_id=effective.get(SSE_KEY),
    )
    if metadata:
        stored.set_metadata(metadata)
    if encryption == "aws:kms":
        context = {ENCRYPTION_CONTEXT: destination.trail_arn}
        setattr(stored, OWN_ENCRYPTION_CONTEXT, context)


def _require_enabled(destination: Destination) -> None:
    key = find_key(destination.account, destination.region, destination.key_arn or "")
    if key is None or key.key_state != _ENABLED:
        raise UndeliveredError("KMS.DisabledException", f"{destination.key_arn} cannot be used")
