"""Checksums that come with data, before it or after it: S3 refuses data of which they are not.

moto keeps what it is told.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from emulator.authorization.http_request import HttpRequest
from emulator.validation.api_call import Refusal, RefusedCallError
from emulator.validation.aws_chunks import Chunks, MalformedChunksError, read_chunks
from emulator.validation.cyclic_checks import Crc32, Crc32c, Crc64Nvme

#: By the header that the checksum comes in, with the name that S3's message has for it.
_ALGORITHMS: Mapping[str, tuple[str, Callable[[], Any]]] = {
    "content-md5": ("Content-MD5", partial(hashlib.md5, usedforsecurity=False)),
    "x-amz-checksum-crc32": ("CRC32", Crc32),
    "x-amz-checksum-crc32c": ("CRC32C", Crc32c),
    "x-amz-checksum-crc64nvme": ("CRC64NVME", Crc64Nvme),
    "x-amz-checksum-sha1": ("SHA1", partial(hashlib.sha1, usedforsecurity=False)),
    "x-amz-checksum-sha256": ("SHA256", hashlib.sha256),
}
_CHECKSUM = "x-amz-checksum-"
_TRAILER, _DECODED = "x-amz-trailer", "x-amz-decoded-content-length"


def require_intact(request: HttpRequest) -> None:
    """RefusedCallError if the data is not that of a checksum."""
    pieces: Sequence[bytes | memoryview] = [request.body]
    given: dict[str, str] = dict(request.headers)
    if request.headers.get("x-amz-content-sha256", "").startswith("STREAMING-"):
        chunks = _chunks(request)
        pieces, given = chunks.pieces, {**given, **chunks.trailers}
        if request.headers.get(_TRAILER, "").lower() not in ("", *chunks.trailers):
            message = "The request contained trailing data that was not well-formed"
            raise RefusedCallError(Refusal("MalformedTrailerError", message))
    if sum(header.startswith(_CHECKSUM) for header in _ALGORITHMS if header in given) > 1:
        message = (
            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."
        )
        raise RefusedCallError(Refusal("InvalidRequest", message))
    for header, (name, algorithm) in _ALGORITHMS.items():
        expected = given.get(header)
        if expected is None:
            continue
        computed = algorithm()
        for piece in pieces:
            computed.update(piece)
        digest = base64.b64encode(computed.digest()).decode()
        if digest != expected and not _is_base64(expected, len(computed.digest())):
            message = f"Value for {header} header is invalid."
            raise RefusedCallError(Refusal("InvalidRequest", message))
        if digest != expected:
            message = f"The {name} you specified did not match the calculated checksum."
            raise RefusedCallError(Refusal("BadDigest", message))


def _is_base64(text: str, size: int) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == size
    except ValueError:
        return False


def _chunks(request: HttpRequest) -> Chunks:
    try:
        chunks = read_chunks(request.body)
        if chunks.length != int(request.headers.get(_DECODED, "")):
            raise MalformedChunksError("another length than the headers say")
    except ValueError as error:
        message = (
            "You did not provide the number of bytes specified by the Content-Length HTTP header: "
            f"{error}"
        )
        raise RefusedCallError(Refusal("IncompleteBody", message)) from error
    return chunks
