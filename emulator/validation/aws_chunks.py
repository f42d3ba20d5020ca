"""Bodies of S3 in chunks (``aws-chunked``): SDKs send so what they compute checksums of meanwhile.

https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
"""

from __future__ import annotations

from dataclasses import dataclass


class MalformedChunksError(ValueError):
    """The body is not in chunks, or ends before the last of them."""


@dataclass(frozen=True)
class Chunks:
    """The data piece by piece, and the headers after it, whose names are in lower case."""

    pieces: tuple[memoryview, ...]
    trailers: dict[str, str]

    @property
    def length(self) -> int:
        """Of the data."""
        return sum(map(len, self.pieces))


def read_chunks(body: bytes) -> Chunks:
    """MalformedChunksError if the body is not whole."""
    view, position = memoryview(body), 0
    pieces: list[memoryview] = []
    while True:
        end = body.find(b"\r\n", position)
        if end < 0:
            raise MalformedChunksError("a chunk without a size")
        size = _size(body[position:end])
        start = end + 2
        if size == 0:
            return Chunks(tuple(pieces), _trailers(body[start:]))
        if body[start + size : start + size + 2] != b"\r\n":
            raise MalformedChunksError("a chunk that is not as long as it says")
        pieces.append(view[start : start + size])
        position = start + size + 2


def _size(head: bytes) -> int:
    """``400;chunk-signature=...``."""
    try:
        return int(head.partition(b";")[0], 16)
    except ValueError:
        raise MalformedChunksError("a chunk without a size") from None


def _trailers(rest: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in rest.decode("latin-1").splitlines() if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
