"""CRC-32, CRC-32C and CRC-64/NVME, as hashlib's digests are used.

Python has the first only. The others take a second for 8 MB; the AWS CLI and SDKs that are written
in C send them.
https://reveng.sourceforge.io/crc-catalogue/all.htm
"""

from __future__ import annotations

import zlib
from functools import cache, partial


class Crc32:
    """The one that zlib has."""

    def __init__(self) -> None:
        self._value = 0

    def update(self, data: bytes | memoryview) -> None:
        """Goes on with more data."""
        self._value = zlib.crc32(data, self._value)

    def digest(self) -> bytes:
        """Of all data."""
        return self._value.to_bytes(4, "big")


class _Reflected:
    """One whose bits go in from the lowest on."""

    def __init__(self, polynomial: int, size: int) -> None:
        self._table, self._size = _table(polynomial), size
        self._value = self._ones = (1 << 8 * size) - 1

    def update(self, data: bytes | memoryview) -> None:
        """Goes on with more data."""
        value, table = self._value, self._table
        for byte in data:
            value = table[value & 0xFF ^ byte] ^ value >> 8
        self._value = value

    def digest(self) -> bytes:
        """Of all data."""
        return (self._value ^ self._ones).to_bytes(self._size, "big")


Crc32c = partial(_Reflected, 0x82F63B78, 4)
Crc64Nvme = partial(_Reflected, 0x9A6C9329AC4BC9B5, 8)


@cache
def _table(polynomial: int) -> list[int]:
    """What each byte that goes out leaves behind."""
    table = []
    for value in range(256):
        for _ in range(8):
            value = (value >> 1) ^ (polynomial if value & 1 else 0)
        table.append(value)
    return table
