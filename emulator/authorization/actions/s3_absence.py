"""An object that is not there: only whoever may list its bucket is told so.

To others S3 says that access is denied, as it would for an object that they may not read.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.s3.models import FakeDeleteMarker, s3_backends

from emulator.authorization.actions.check import Check
from emulator.authorization.actions.s3_keys import find_bucket
from emulator.authorization.calls import Call


def absence_checks(call: Call, bucket: str, key: str, version: str | None) -> Iterator[Check]:
    """What the answer that there is no such object needs; versions that are named aside."""
    if version is not None or find_bucket(call, bucket) is None:
        return
    stored = s3_backends[call.account][call.partition].get_object(bucket, key)
    if stored is None or isinstance(stored, FakeDeleteMarker):
        yield Check("s3:ListBucket", f"arn:{call.partition}:s3:::{bucket}")
