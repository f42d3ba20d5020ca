"""Where queues are: what ``Ref`` yields for a queue of a template.

At the address with TLS, because policies of queues usually deny every other way. GetQueueUrl
answers with the address that it is asked at.
"""

from __future__ import annotations

_BASE = {"url": "https://localhost"}


def publish(base: str) -> None:
    """The address of the server, once it is known."""
    _BASE["url"] = base


def queue_url(account: str, name: str) -> str:
    """The URL of a queue."""
    return f"{_BASE['url']}/{account}/{name}"


def queue_name(url: str) -> str:
    """The queue's name in a URL; the name alone stands for itself."""
    return url.rsplit("/", 1)[-1]
