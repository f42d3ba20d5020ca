"""Names of buckets that end in ``-an``: those of the account's regional namespace, and no others.

moto looks at the suffix where the header asks for it; S3 also asks for the header where the name
has the suffix, and wants the suffix to be that of the caller's account and Region.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
"""

from __future__ import annotations

import re
from typing import Any

from moto.s3.exceptions import InvalidNamespaceHeaderException, S3ClientError
from moto.s3.models import FakeBucket, S3Backend

from emulator.bucket_defaults import set_defaults
from emulator.moto_changes import replace_attribute

GLOBAL, ACCOUNT_REGIONAL = "global", "account-regional"
_SUFFIX = re.compile(r".-(?P<account>\d{12})-(?P<region>[a-z]{2,}(?:-[a-z]+)+-\d+)-an")
_WITHOUT = frozenset({"me-central-1", "me-south-1"})
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces the creation of buckets, by the API and by CloudFormation alike."""
    _ORIGINAL["create"] = replace_attribute(S3Backend, "create_bucket", _create_bucket)


def _create_bucket(
    backend: S3Backend, bucket_name: str, region_name: str, bucket_namespace: str | None = None
) -> FakeBucket:
    require_namespace(backend.account_id, bucket_name, region_name, bucket_namespace or GLOBAL)
    bucket: FakeBucket = _ORIGINAL["create"](
        backend, bucket_name, region_name, bucket_namespace=bucket_namespace
    )
    set_defaults(bucket)
    return bucket


def require_namespace(account: str, name: str, region: str, namespace: str) -> None:
    """S3ClientError if a bucket of this name cannot be made in the namespace."""
    if namespace not in (GLOBAL, ACCOUNT_REGIONAL):
        raise S3ClientError("InvalidArgument", f"There is no bucket namespace {namespace}")
    if namespace == ACCOUNT_REGIONAL and region in _WITHOUT:
        raise S3ClientError("InvalidRequest", f"There are no bucket namespaces in {region}")
    suffix = _SUFFIX.search(name) if name.endswith("-an") else None
    if suffix is None or suffix.end() != len(name):
        if namespace == ACCOUNT_REGIONAL:
            raise InvalidNamespaceHeaderException(account, region)
        if name.endswith("-an"):
            raise S3ClientError("InvalidBucketName", "The specified bucket is not valid.")
        return
    for kind, asked, own in (
        ("AWS Account ID", suffix["account"], account),
        ("region", suffix["region"], region),
    ):
        if asked != own:
            raise S3ClientError(
                "InvalidBucketNamespace",
                "The requested bucket is an account-regional namespace bucket, but the requested"
                f" {kind} '{asked}' is not that of the request, '{own}'.",
            )
    if namespace == GLOBAL:
        raise S3ClientError(
            "MissingNamespaceHeader",
            "The requested bucket is an account-regional namespace bucket: set the header"
            f" x-amz-bucket-namespace to {ACCOUNT_REGIONAL}.",
        )
