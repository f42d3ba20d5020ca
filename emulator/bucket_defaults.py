"""What new buckets have had since April 2023: public access is blocked, and there are no ACLs.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
"""

from __future__ import annotations

from typing import Any

from moto.s3.models import FakeBucket, PublicAccessBlock

ENFORCED = "BucketOwnerEnforced"
"""The ownership with which a bucket has no access control lists."""


def set_defaults(bucket: FakeBucket) -> None:
    """For a bucket of which nothing else is said."""
    bucket.public_access_block = PublicAccessBlock(True, True, True, True)
    # Typed as an object; it is text.
    ownership: Any = ENFORCED
    bucket.ownership_rule = ownership
