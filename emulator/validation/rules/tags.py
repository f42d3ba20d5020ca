"""Tags, of every service that takes them.

https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html (keys that differ by case only)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from emulator.validation.api_call import ApiCall, Refusal, shown
from emulator.validation.patterns import matches_whole

MOST_TAGS = 50
"""Of one resource."""
_LONGEST_KEY, _LONGEST_VALUE = 128, 256
_CHARACTERS = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"
_PARAMETERS = ("Tags", "tags", "TagsToAdd", "TagSet", "Tagging")
_CODES = {
    "accessanalyzer": "ValidationException",
    "athena": "InvalidRequestException",
    "cloudformation": "ValidationError",
    "ecr": "InvalidTagParameterException",
    "events": "ValidationException",
    "glue": "InvalidInputException",
    "iam": "InvalidInput",
    "iot": "InvalidRequestException",
    "kms": "TagException",
    "logs": "InvalidParameterException",
    "s3": "InvalidTag",
    "scheduler": "ValidationException",
    "sns": "InvalidParameter",
    "sqs": "InvalidParameterValue",
    "ssm": "ValidationException",
    "sts": "ValidationError",
}
_KEYS_WITHOUT_CASE = frozenset({"iam", "sts"})


def has_tags(call: ApiCall) -> bool:
    """Whether a request has tags, whatever the service calls them."""
    return any(name in call.parameters for name in _PARAMETERS)


def pairs_of(call: ApiCall) -> list[tuple[str, str]]:
    """The tags of a request, each a key and a value."""
    return [pair for name in _PARAMETERS for pair in _pairs(call.parameters.get(name))]


def valid_tags(call: ApiCall) -> Iterator[Refusal]:
    """Number, keys and values of a request's tags."""
    code = _CODES[call.service]
    tags = pairs_of(call)
    if len(tags) > MOST_TAGS:
        yield Refusal(code, f"A resource has at most {MOST_TAGS} tags, not {len(tags)}")
    seen: dict[str, str] = {}
    for key, value in tags:
        yield from (Refusal(code, message) for message in _problems(key, value))
        same = key.lower() if call.service in _KEYS_WITHOUT_CASE else key
        if same in seen:
            words = "Duplicate tag keys found."
            if call.service in _KEYS_WITHOUT_CASE:
                words += " Please note that Tag keys are case insensitive."
            yield Refusal(code, f"{words} ({seen[same]!r} and {key!r})")
        seen[same] = key


def _problems(key: str, value: str) -> Iterator[str]:
    if key.lower().startswith("aws:"):
        yield f"Tag key {key!r}: the prefix aws: is reserved for AWS"
    if not 1 <= len(key) <= _LONGEST_KEY:
        yield f"Tag key {shown(key)!r} has to have from 1 to {_LONGEST_KEY} characters"
    if len(value) > _LONGEST_VALUE:
        yield f"The value of tag {key!r} is longer than {_LONGEST_VALUE} characters: {shown(value)}"
    for what, text in (("Tag key", key), (f"The value of tag {key!r},", value)):
        if not matches_whole(_CHARACTERS, text):
            allowed = "letters, digits, space and _.:/=+-@"
            yield f"{what} {shown(text)!r} has characters other than {allowed}"


def _pairs(tags: Any) -> Iterator[tuple[str, str]]:
    """Lists of pairs and maps, in every spelling."""
    if isinstance(tags, Mapping):
        if "TagSet" in tags:
            yield from _pairs(tags["TagSet"])
        else:
            yield from tags.items()
        return
    for tag in tags if isinstance(tags, list) else ():
        lower = {name.lower(): value for name, value in tag.items()}
        key = lower.get("key", lower.get("tagkey", ""))
        yield key, lower.get("value", lower.get("tagvalue", ""))
