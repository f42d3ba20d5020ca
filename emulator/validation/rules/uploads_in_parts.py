"""Uploads in parts: the checksums and the size that they are declared with, and their order.

moto takes parts in any order, and looks at neither.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from moto.s3.models import FakeMultipart, s3_backends

from emulator.authorization.actions.s3_keys import upload_of
from emulator.authorization.calls import Call
from emulator.validation.api_call import ApiCall, Refusal

_CHECKSUM = "x-amz-checksum-"
_WHOLE = "FULL_OBJECT"
# The one that S3 computes by itself.
_BY_S3 = "CRC64NVME"
_DIGESTS = {
    "CRC32": lambda data: zlib.crc32(data).to_bytes(4, "big"),
    "SHA1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    "SHA256": lambda data: hashlib.sha256(data).digest(),
}


def checksum_of_a_part(call: Call) -> Iterator[Refusal]:
    """Of the kind that the upload was begun with."""
    upload = upload_of(call)
    expected = _algorithm(upload) if upload is not None else None
    if expected is None or expected == _BY_S3:
        return
    sent = [*call.request.headers, call.request.headers.get("x-amz-trailer", "").lower()]
    found = [name.removeprefix(_CHECKSUM) for name in sent if name.startswith(_CHECKSUM)]
    actual = next((name for name in found if name not in ("algorithm", "type")), "null")
    if actual != expected.lower():
        message = (
            f"Checksum Type mismatch occurred, expected checksum Type: {expected.lower()}, "
            f"actual checksum Type: {actual}"
        )
        yield Refusal("InvalidRequest", message)


def completion(call: ApiCall) -> Iterator[Refusal]:
    """Parts in their order, with the checksums that they were sent with, and of the size declared.

    Which parts there are, and which are too small, is for moto to say.
    """
    parts = (call.parameters.get("MultipartUpload") or {}).get("Parts") or []
    numbers = [int(part["PartNumber"]) for part in parts]
    if any(number >= later for number, later in zip(numbers, numbers[1:], strict=False)):
        yield Refusal(
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.",
        )
    bucket = s3_backends[call.account][call.partition].buckets.get(call.parameters["Bucket"])
    upload = bucket.multiparts.get(call.parameters["UploadId"]) if bucket else None
    if upload is None or any(number not in upload.parts for number in numbers):
        return
    for part in parts:
        yield from _checksum(upload, part)
    size = sum(len(upload.parts[number].value) for number in numbers)
    declared = call.parameters.get("MpuObjectSize")
    if declared is not None and int(declared) != size:
        message = (
            f"The provided 'x-amz-mp-object-size' header value {declared} does not match what was "
            f"computed: {size}"
        )
        yield Refusal("InvalidRequest", message)


def _checksum(upload: FakeMultipart, part: Mapping[str, Any]) -> Iterator[Refusal]:
    algorithm, number = _algorithm(upload), int(part["PartNumber"])
    if algorithm is None or algorithm == _BY_S3:
        return
    given = part.get(f"Checksum{algorithm}")
    if given is None and upload.metadata.get("x-amz-checksum-type") != _WHOLE:
        message = (
            f"The upload was created using a {algorithm.lower()} checksum. The complete request "
            f"must include the checksum for each part. It was missing for part {number} in the "
            "request."
        )
        yield Refusal("InvalidRequest", message)
    digest = _DIGESTS.get(algorithm)
    if given is None or digest is None:
        return
    if base64.b64encode(digest(upload.parts[number].value)).decode() != given:
        yield Refusal(
            "InvalidPart",
            "One or more of the specified parts could not be found. The part might not have been "
            "uploaded, or the specified entity tag might not have matched the part's entity tag.",
        )


def _algorithm(upload: FakeMultipart) -> str | None:
    found: str | None = upload.metadata.get("x-amz-checksum-algorithm")
    return found.upper() if found else None
