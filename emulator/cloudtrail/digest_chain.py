"""What the digests of a trail in one Region build on: the files since the last, and the last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class DeliveredFile:
    """A log file, by the hash of what is in it before it is compressed."""

    bucket: str
    key: str
    sha256: str
    oldest: str
    newest: str


@dataclass(frozen=True)
class Digest:
    """A digest file that was delivered."""

    bucket: str
    key: str
    sha256: str
    signature: str


@dataclass
class DigestChain:
    """``start`` is where the next digest begins."""

    start: datetime
    files: list[DeliveredFile] = field(default_factory=list)
    last: Digest | None = None
