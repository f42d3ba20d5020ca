"""What a token says of the session that it starts: its tags, and whose session it is.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.validation.api_call import Refusal, RefusedCallError

_TAGS = "https://aws.amazon.com/tags"
# The other form, for providers that cannot nest claims.
_FLAT_TAG = f"{_TAGS}/principal_tags/"
_FLAT_TRANSITIVE = f"{_TAGS}/transitive_tag_keys"
_SOURCE_IDENTITY = "https://aws.amazon.com/source_identity"


def session_parameters(claims: Mapping[str, Any]) -> dict[str, Any]:
    """As parameters of AssumeRole; RefusedCallError for claims of another form."""
    nested = claims.get(_TAGS, {})
    if not isinstance(nested, dict):
        raise _rejected(_TAGS)
    tags = nested.get("principal_tags", {})
    if not isinstance(tags, dict):
        raise _rejected(_TAGS)
    flat = {
        name.removeprefix(_FLAT_TAG): value
        for name, value in claims.items()
        if name.startswith(_FLAT_TAG)
    }
    found: dict[str, Any] = {}
    pairs = [
        {"Key": key, "Value": _single(value, key)} for key, value in [*tags.items(), *flat.items()]
    ]
    if pairs:
        found["Tags"] = pairs
    transitive = claims.get(_FLAT_TRANSITIVE, nested.get("transitive_tag_keys", []))
    if not isinstance(transitive, list) or not all(isinstance(key, str) for key in transitive):
        raise _rejected(_TAGS)
    if transitive:
        found["TransitiveTagKeys"] = transitive
    if _SOURCE_IDENTITY in claims:
        found["SourceIdentity"] = _single(claims[_SOURCE_IDENTITY], _SOURCE_IDENTITY)
    return found


def _single(value: Any, name: str) -> str:
    """A text, or a list of one: a session tag has no more than one value."""
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    if not isinstance(one, str):
        raise _rejected(name)
    return one


def _rejected(name: str) -> RefusedCallError:
    """Which error AWS gives here is not documented; this one is about claims that are invalid."""
    return RefusedCallError(
        Refusal("IDPRejectedClaim", f"The claim {name} has another form than AWS reads", 403)
    )
