"""Athena: the workgroup that every account has.

https://docs.aws.amazon.com/athena/latest/ug/workgroups.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal


def not_the_primary_workgroup(call: ApiCall) -> Iterator[Refusal]:
    """``primary`` is there from the beginning."""
    if call.parameters["Name"] == "primary":
        yield Refusal("InvalidRequestException", "Name 'primary' is reserved")
