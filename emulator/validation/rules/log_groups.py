"""How long CloudWatch Logs keeps what is in a group.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal

_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)


def retention(call: ApiCall) -> Iterator[Refusal]:
    """One of the numbers of days that there are."""
    days = call.parameters["retentionInDays"]
    if days not in _DAYS:
        valid = ", ".join(map(str, _DAYS))
        message = f"Invalid retention value {days}. Valid values are: [{valid}]"
        yield Refusal("InvalidParameterException", message)
