"""A bucket's default retention: a mode, and either days or years.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal

_MALFORMED = (
    "The XML you provided was not well-formed or did not validate against our published schema"
)
_LONGEST = {"Days": 36_500, "Years": 100}


def default_retention(call: ApiCall) -> Iterator[Refusal]:
    """Whether the rule is whole, and its period one that S3 takes."""
    configuration = call.parameters.get("ObjectLockConfiguration") or {}
    rule = (configuration.get("Rule") or {}).get("DefaultRetention")
    if rule is None:
        return
    periods = [name for name in _LONGEST if rule.get(name) is not None]
    if len(periods) != 1 or not rule.get("Mode"):
        yield Refusal("MalformedXML", _MALFORMED)
        return
    period = int(rule[periods[0]])
    if period <= 0:
        yield Refusal(
            "InvalidArgument", "Default retention period must be a positive integer value."
        )
    elif period > _LONGEST[periods[0]]:
        yield Refusal(
            "InvalidArgument",
            f"Default retention period too large: at most {_LONGEST[periods[0]]} {periods[0]}",
        )
