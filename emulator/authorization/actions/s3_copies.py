"""Copies: what is copied has to be readable, with its tags.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/copy-object.html
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from moto.s3.models import s3_backends

from emulator.authorization.actions.check import Check
from emulator.authorization.actions.s3_absence import absence_checks
from emulator.authorization.actions.s3_encryption import read_checks
from emulator.authorization.actions.s3_keys import find_bucket
from emulator.authorization.actions.s3_versions import versioned
from emulator.authorization.calls import Call
from emulator.authorization.verdict import NotUnderstoodError


def copy_source(call: Call) -> tuple[str, str, str | None]:
    """Bucket, key and version of what is copied; NotUnderstoodError if it does not say that."""
    raw, _, query = (call.request.value("x-amz-copy-source") or "").partition("?versionId=")
    bucket, _, key = unquote(raw).removeprefix("/").partition("/")
    if not bucket or not key or bucket.startswith("arn:"):
        raise NotUnderstoodError(f"copy source {raw!r}")
    return bucket, key, query or None


def source_checks(call: Call, target_arn: str) -> Iterator[Check]:
    """For the object that is copied; its tags are also set on the new one."""
    bucket, key, version = copy_source(call)
    context = {"s3:VersionId": (version,)} if version else {}
    arn = f"arn:{call.partition}:s3:::{bucket}/{key}"
    yield Check(versioned("GetObject", version), arn, context)
    yield from absence_checks(call, bucket, key, version)
    yield from read_checks(call, bucket, key, version)
    replaced = call.request.value("x-amz-tagging-directive") == "REPLACE"
    tags = _tags(call, bucket, key, version) if call.operation == "CopyObject" else {}
    if tags and not replaced:
        yield Check(versioned("GetObjectTagging", version), arn, context)
        set_tags = {f"s3:RequestObjectTag/{name}": (value,) for name, value in tags.items()}
        yield Check("s3:PutObjectTagging", target_arn, set_tags)


def _tags(call: Call, bucket: str, key: str, version: str | None) -> dict[str, str]:
    if find_bucket(call, bucket) is None:
        return {}
    backend = s3_backends[call.account][call.partition]
    stored = backend.get_object(bucket, key, version)
    if stored is None:
        return {}
    tags: dict[str, str] = backend.tagger.get_tag_dict_for_resource(stored.arn)
    return tags
