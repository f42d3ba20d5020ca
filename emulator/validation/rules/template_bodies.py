"""Templates in requests; longer ones are read from S3.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal

_BYTES = 51_200


def template_body_size(call: ApiCall) -> Iterator[Refusal]:
    """The size of ``TemplateBody``."""
    size = len((call.parameters.get("TemplateBody") or "").encode())
    if size > _BYTES:
        yield Refusal(
            "ValidationError",
            "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
            f"Member must have length less than or equal to {_BYTES}, not {size}",
        )
