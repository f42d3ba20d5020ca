"""GetBucketNotificationConfiguration with EventBridge, which moto stores but does not return.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.s3.responses import S3Response

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces the operation for buckets that send their events to EventBridge alone."""
    _ORIGINAL["get"] = replace_attribute(S3Response, "get_bucket_notification", _get)


def _get(response: S3Response) -> Any:
    found = response.backend.get_bucket_notification_configuration(response.bucket_name)
    others = found and (found.topic or found.queue or found.cloud_function)
    if found is None or others or found.event_bridge is None:
        return _ORIGINAL["get"](response)
    response.data["Action"] = "GetBucketNotificationConfiguration"
    return response.serialized(ActionResult({"EventBridgeConfiguration": {}}))
