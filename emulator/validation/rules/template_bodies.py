"""Templates in requests, where longer ones are read from S3, and names of new stacks.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal, shown

_BYTES = 51_200
_LONGEST_NAME = 128
_STACK_NAME = re.compile("[a-zA-Z][-a-zA-Z0-9]*")


def template_body_size(call: ApiCall) -> Iterator[Refusal]:
    """The size of ``TemplateBody``."""
    size = len((call.parameters.get("TemplateBody") or "").encode())
    if size > _BYTES:
        yield Refusal(
            "ValidationError",
            "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
            f"Member must have length less than or equal to {_BYTES}, not {size}",
        )


def new_stack_name(call: ApiCall) -> Iterator[Refusal]:
    """Letters, digits and hyphens; the model of CreateStack says nothing of it."""
    name = call.parameters["StackName"]
    constraint = None
    if not _STACK_NAME.fullmatch(name):
        constraint = f"satisfy regular expression pattern: {_STACK_NAME.pattern}"
    elif len(name) > _LONGEST_NAME:
        constraint = f"have length less than or equal to {_LONGEST_NAME}"
    if constraint:
        yield Refusal(
            "ValidationError",
            f"1 validation error detected: Value '{shown(name)}' at 'stackName' failed to satisfy "
            f"constraint: Member must {constraint}",
        )
