"""Objects that a query reads and writes in its caller's name, copied in pieces.

https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moto.s3.models import FakeKey, S3Backend, s3_backends
from moto.utilities.utils import get_partition

from emulator.athena.caller import Caller
from emulator.athena.query_failure import QueryFailedError
from emulator.authorization.actions.s3_encryption import headers_of_encryption
from emulator.authorization.actions.s3_keys import SSE, SSE_KEY
from emulator.authorization.calls import Call
from emulator.authorization.refusals import RefusedError

_PIECE = 4 * 1024 * 1024
_BUCKET_KEY = "x-amz-server-side-encryption-bucket-key-enabled"


@dataclass(frozen=True)
class S3Location:
    """A bucket and a key or prefix."""

    bucket: str
    key: str

    @classmethod
    def parse(cls, uri: str) -> S3Location:
        """QueryFailedError unless it is like ``s3://bucket/prefix/``."""
        scheme, _, rest = uri.partition("://")
        bucket, _, key = rest.partition("/")
        if scheme not in ("s3", "s3a", "s3n") or not bucket:
            raise QueryFailedError(f"HIVE_METASTORE_ERROR: {uri!r} is no location in S3")
        return cls(bucket, key)

    def folder(self) -> S3Location:
        """The same with a slash at its end, unless it is the whole bucket."""
        is_folder = not self.key or self.key.endswith("/")
        return self if is_folder else S3Location(self.bucket, f"{self.key}/")

    def __truediv__(self, name: str) -> S3Location:
        return S3Location(self.bucket, self.folder().key + name)

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.key}"


@dataclass(frozen=True)
class StoredObject:
    """An object as a listing shows it."""

    location: S3Location
    size: int


class Storage:
    """S3 as one query sees it."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._names: dict[str, list[str]] = {}

    def require_bucket(self, bucket: str) -> None:
        """Athena asks for the Region of every bucket that it touches."""
        self._call("GetBucketLocation", S3Location(bucket, ""))
        self._bucket(S3Location(bucket, ""))

    def objects_below(self, prefix: S3Location) -> list[StoredObject]:
        """Everything below a prefix, without what Hive hides and without empty objects."""
        self._call("ListObjectsV2", prefix, query={"list-type": "2", "prefix": prefix.key})
        keys = self._bucket(prefix).keys
        found = []
        for name in self._names_below(prefix):
            stored = keys.get(name)
            hidden = name.removeprefix(prefix.key).rsplit("/", 1)[-1].startswith(("_", "."))
            if isinstance(stored, FakeKey) and stored.contentsize and not hidden:
                found.append(StoredObject(S3Location(prefix.bucket, name), stored.contentsize))
        return found

    def copy_to_file(self, stored: StoredObject, target: Path) -> None:
        """Reads a whole object, after the caller was allowed to."""
        with target.open("xb") as file:
            for piece in self.read(stored.location):
                file.write(piece)

    def read(self, location: S3Location, start: int = 0) -> Iterator[bytes]:
        """The object's bytes from a position on, in pieces."""
        self._call("GetObject", location)
        stored = self._backend.get_object(location.bucket, location.key)
        if stored is None:
            raise QueryFailedError(f"The specified key does not exist. [{location}]")
        return self._pieces(stored, start)

    def write(
        self, location: S3Location, content: bytes, encryption: Mapping[str, str] | None
    ) -> None:
        """Stores an object, encrypted as the query's configuration says."""
        headers = _encryption_headers(encryption)
        call = self._call("PutObject", location, headers=headers)
        self._bucket(location)
        effective = {**headers, **headers_of_encryption(call)}
        self._backend.put_object(
            location.bucket,
            location.key,
            content,
            encryption=effective.get(SSE),
            kms_key_id=effective.get(SSE_KEY),
            bucket_key_enabled=effective.get(_BUCKET_KEY),
        )
        self._names.pop(location.bucket, None)

    def _pieces(self, stored: FakeKey, start: int) -> Iterator[bytes]:
        position = start
        while True:
            self._caller.still_wanted()
            # moto's own readers of the file hold this lock, too.
            with stored.lock:
                stored._value_buffer.seek(position)
                piece = stored._value_buffer.read(_PIECE)
            if not piece:
                return
            position += len(piece)
            yield piece

    def _names_below(self, prefix: S3Location) -> Iterator[str]:
        """A table of many partitions asks often: names are sorted once for each query."""
        names = self._names.get(prefix.bucket)
        if names is None:
            names = self._names[prefix.bucket] = sorted(dict(self._bucket(prefix).keys))
        for index in range(bisect.bisect_left(names, prefix.key), len(names)):
            if not names[index].startswith(prefix.key):
                return
            yield names[index]

    def _call(
        self,
        operation: str,
        location: S3Location,
        *,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Call:
        parameters = {"Bucket": location.bucket, **({"Key": location.key} if location.key else {})}
        try:
            return self._caller.call("s3", operation, parameters, headers=headers, query=query)
        except RefusedError as error:
            status = "403" if not error.code else "400"
            raise QueryFailedError(
                f"Permission denied on S3 path: {location}: {error.message} (Service: Amazon S3; "
                f"Status Code: {status}; Error Code: {error.code or 'AccessDenied'})"
            ) from error

    def _bucket(self, location: S3Location) -> Any:
        bucket = self._backend.buckets.get(location.bucket)
        if bucket is None:
            raise QueryFailedError(
                f"The specified bucket does not exist: {location.bucket} (Service: Amazon S3; "
                "Status Code: 404; Error Code: NoSuchBucket)"
            )
        return bucket

    @property
    def _backend(self) -> S3Backend:
        return s3_backends[self._caller.account][get_partition(self._caller.region)]


def _encryption_headers(encryption: Mapping[str, str] | None) -> dict[str, str]:
    """https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html"""
    option = (encryption or {}).get("EncryptionOption")
    if option is None:
        return {}
    if option == "SSE_S3":
        return {SSE: "AES256"}
    if option != "SSE_KMS":
        raise QueryFailedError(f"NOT_SUPPORTED: {option} is not emulated")
    key = (encryption or {}).get("KmsKey")
    return {SSE: "aws:kms", **({SSE_KEY: key} if key else {})}
