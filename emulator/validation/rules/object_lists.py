"""Several objects in one request to S3.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal

_MOST = 1_000


def several_objects(call: ApiCall) -> Iterator[Refusal]:
    """From one object to a thousand."""
    number = len(call.parameters["Delete"].get("Objects", []))
    if not 1 <= number <= _MOST:
        message = (
            "The XML you provided was not well-formed or did not validate against our published "
            f"schema: {number} objects, where from 1 to {_MOST} are expected"
        )
        yield Refusal("MalformedXML", message)
