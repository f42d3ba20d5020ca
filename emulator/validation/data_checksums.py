"""Checksums that come with data: S3 refuses data of which they are not.

moto keeps what it is told. What is computed while it is sent comes in a trailer of the body, which
is not read here.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable, Mapping

from emulator.authorization.http_request import HttpRequest
from emulator.validation.api_call import Refusal, RefusedCallError


def _crc32(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")


#: By the header that the checksum comes in, with the name that S3's message has for it.
_ALGORITHMS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    "content-md5": ("Content-MD5", lambda data: hashlib.md5(data, usedforsecurity=False).digest()),
    "x-amz-checksum-crc32": ("CRC32", _crc32),
    "x-amz-checksum-sha1": (
        "SHA1",
        lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    ),
    "x-amz-checksum-sha256": ("SHA256", lambda data: hashlib.sha256(data).digest()),
}


def require_intact(request: HttpRequest) -> None:
    """RefusedCallError if the data is not that of a checksum in the headers."""
    if request.headers.get("x-amz-content-sha256", "").startswith("STREAMING-"):
        # The body is in chunks, with signatures in between.
        return
    for header, (name, digest) in _ALGORITHMS.items():
        expected = request.headers.get(header)
        if expected is None:
            continue
        if base64.b64encode(digest(request.body)).decode() != expected:
            message = f"The {name} you specified did not match the calculated checksum."
            raise RefusedCallError(Refusal("BadDigest", message))
