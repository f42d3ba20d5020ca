"""Condition keys that a temporary session carries besides those of its role.

Whoever starts a session in-process (the credentials provider, for its ``credentials-iot:*`` keys)
says here what the session knows. What it says wins over what the role and the request say.
"""

from __future__ import annotations

from collections.abc import Mapping

_CONTEXTS: dict[str, dict[str, str]] = {}


def remember(access_key_id: str, context: Mapping[str, str]) -> None:
    """Adds condition keys, such as ``credentials-iot:ThingName``, to a session's.

    Keys that were remembered before stay, unless they are given again.
    """
    _CONTEXTS[access_key_id] = {**_CONTEXTS.get(access_key_id, {}), **context}


def context_of(access_key_id: str) -> dict[str, str]:
    """What was remembered of a session; empty if nothing was."""
    return dict(_CONTEXTS.get(access_key_id, {}))


def forget_all() -> None:
    """Forgets every session; for when the account is emptied."""
    _CONTEXTS.clear()
