"""Tags of images in ECR.

https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal, shown

_TAG = re.compile(r"[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}")


def image_tag(call: ApiCall) -> Iterator[Refusal]:
    """As Docker has them."""
    tag = call.parameters.get("imageTag")
    if tag is not None and not _TAG.fullmatch(tag):
        message = (
            f"Invalid parameter at 'imageTag' failed to satisfy constraint: '{shown(tag)}' has to "
            f"match {_TAG.pattern}"
        )
        yield Refusal("InvalidParameterException", message)
