"""GetBucketLogging with the format of log object keys, which moto stores but does not return.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.s3.responses import S3Response

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces GetBucketLogging for configurations that have a key format."""
    _ORIGINAL["get"] = replace_attribute(S3Response, "get_bucket_logging", _get_bucket_logging)


def _get_bucket_logging(response: S3Response) -> Any:
    logging = response.backend.get_bucket_logging(response.bucket_name)
    key_format = logging.get("TargetObjectKeyFormat") if logging else None
    if key_format is None:
        return _ORIGINAL["get"](response)
    response.data["Action"] = "GetBucketLogging"
    enabled = {
        "TargetBucket": logging["TargetBucket"],
        "TargetPrefix": logging["TargetPrefix"],
        # A parsed XML request has None for an empty element, and SimplePrefix is one.
        "TargetObjectKeyFormat": {name: value or {} for name, value in key_format.items()},
    }
    return response.serialized(ActionResult({"LoggingEnabled": enabled}))
