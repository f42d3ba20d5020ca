"""Names of general purpose buckets.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal

_FORM = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")
_PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
_SUFFIXES = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")


def bucket_name(call: ApiCall) -> Iterator[Refusal]:
    """The name of a new bucket."""
    name = call.parameters["Bucket"]
    problem = _problem(name)
    if problem:
        yield Refusal("InvalidBucketName", f"The specified bucket is not valid: {name!r} {problem}")


def _problem(name: str) -> str | None:
    if not _FORM.fullmatch(name):
        return (
            "has to have from 3 to 63 of a-z, 0-9, dot and hyphen, and no dot or hyphen at an end"
        )
    if ".." in name:
        return "has two dots in a row"
    if _ADDRESS.fullmatch(name):
        return "has the form of an IP address"
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            return f"begins with {prefix}, which is reserved"
    for suffix in _SUFFIXES:
        if name.endswith(suffix):
            return f"ends with {suffix}, which is reserved"
    return None
