"""Messages of the arrivals queue: events of S3 that EventBridge delivers.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from readings_pipeline.rejection import Rejected
from readings_pipeline.settings import Settings

HUB = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""A hub's name. No two hyphens in a row: those join it to the slug in the name of its thing."""


@dataclass(frozen=True)
class Arrival:
    """What a message announces."""

    key: str
    hub: str | None
    """The hub that uploaded it. The platform lets no other one write into that hub's folder.

    None where hubs share a folder, and the key does not say.
    """

    @property
    def is_check(self) -> bool:
        """Whether a hub only tried whether it may upload (``data-hub doctor``): it is no data."""
        # The whole key: data may lie in a folder of that name, too.
        folder, name = ("", HUB) if self.hub is None else ("[^/]+/", re.escape(self.hub))
        return re.fullmatch(rf"[^/]+/{folder}_doctor/{name}\.txt", self.key) is not None


def arrival_of(body: str, settings: Settings) -> Arrival:
    """The object that a message announces. Raises Rejected if it is none of ours."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        # The latter for brackets in brackets, thousands deep.
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
    hub = hub_of(key, settings)
    if hub is None and settings.hub_folders == "own":
        raise Rejected("the event is about no hub's folder")
    return Arrival(key, hub)


def hub_of(key: str, settings: Settings) -> str | None:
    """The hub in whose folder a key is, or None: ``berlin-1`` of ``acme/acme--berlin-1/a.csv``."""
    slug = re.escape(settings.slug)
    found = re.fullmatch(f"{slug}/{slug}--({HUB})/.+", key, re.DOTALL)
    return None if found is None else found[1]


def text_at(event: object, *path: str) -> str | None:
    """The text at a path of objects, or None if there is none."""
    for name in path:
        event = event.get(name) if isinstance(event, dict) else None
    return event if isinstance(event, str) else None
