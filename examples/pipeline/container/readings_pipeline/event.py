"""Messages of the arrivals queue: events of S3 that EventBridge delivers.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
"""

from __future__ import annotations

import json

from readings_pipeline.rejection import Rejected
from readings_pipeline.settings import Settings


def raw_key(body: str, settings: Settings) -> str:
    """The key of the object that a message announces. Raises Rejected if it is none of ours."""
    try:
        event = json.loads(body)
    except ValueError:
        raise Rejected("the message is not JSON") from None
    kind, source = text_at(event, "detail-type"), text_at(event, "source")
    if source != "aws.s3" or kind != "Object Created":
        raise Rejected("the message is not an event of S3 about a created object")
    bucket, key = (
        text_at(event, "detail", "bucket", "name"),
        # As it is: other than in notifications of S3, it is not URL-encoded.
        text_at(event, "detail", "object", "key"),
    )
    if bucket is None or key is None:
        raise Rejected("the event names no object")
    # The rule lets nothing else through. If it ever did, a neighbour's file is not ours to read.
    if bucket != settings.raw_bucket:
        raise Rejected("the event is about another bucket")
    if not key.startswith(settings.prefix):
        raise Rejected("the event is about another organization's folder")
    return key


def text_at(event: object, *path: str) -> str | None:
    """The text at a path of objects, or None if there is none."""
    for name in path:
        event = event.get(name) if isinstance(event, dict) else None
    return event if isinstance(event, str) else None
