"""Notifications of a bucket: to EventBridge, or none.

moto would send them to queues, topics and functions as well, and ask no policy.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal

_EMULATED = frozenset({"EventBridgeConfiguration"})


def to_event_bridge(call: ApiCall) -> Iterator[Refusal]:
    """Whatever else is configured is refused."""
    configuration = call.parameters.get("NotificationConfiguration") or {}
    for name in sorted(name for name in configuration if name not in _EMULATED):
        if configuration[name]:
            yield Refusal("InvalidArgument", f"{name} is not emulated; EventBridge is")
