"""Requests to S3 are signed for the Region of their bucket.

https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingBucket.html
"""

from __future__ import annotations

from emulator.authorization.actions.check import names
from emulator.authorization.actions.s3_keys import find_bucket
from emulator.authorization.calls import Call
from emulator.authorization.refusals import Reason, RefusedError
from emulator.authorization.signature import Claim

# With these a client finds out the Region, or the bucket is not there yet.
_ANYWHERE = names("CreateBucket GetBucketLocation HeadBucket ListBuckets")


def require_region_of_bucket(call: Call, claim: Claim | None) -> None:
    """RefusedError for a request that is signed for another Region than the bucket's."""
    bucket = call.parameters.get("Bucket")
    if call.service != "s3" or claim is None or not bucket or call.operation in _ANYWHERE:
        return
    found = find_bucket(call, bucket)
    if found is not None and found.region_name != claim.region:
        message = (
            f"The authorization header is malformed; the region '{claim.region}' is wrong; "
            f"expecting '{found.region_name}'"
        )
        raise RefusedError(Reason.MALFORMED, message, region=found.region_name)
