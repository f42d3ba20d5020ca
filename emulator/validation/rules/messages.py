"""Messages of SQS and SNS.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal

_SUBJECT = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029]{1,99}")
_ATTRIBUTE = re.compile(r"(?![.])(?!.*[.][.])[A-Za-z0-9_.-]{1,256}(?<![.])")
_MOST_ATTRIBUTES = 10
# What XML 1.0 can hold, and no more.
_ALLOWED = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


def message_of_a_queue(call: ApiCall) -> Iterator[Refusal]:
    """A body that is not empty and of characters that SQS takes; no deduplication without FIFO."""
    body = call.parameters["MessageBody"]
    if not body:
        message = "The request must contain the parameter MessageBody."
        yield Refusal("MissingParameter", message)
    if not _ALLOWED.fullmatch(body):
        message = "Invalid characters found. Valid unicode characters are those of XML 1.0"
        yield Refusal("InvalidMessageContents", message)
    if call.parameters.get("MessageDeduplicationId"):
        message = "The request include parameter that is not valid for this queue type"
        yield Refusal("InvalidParameterValue", message)


def attributes_of_a_message(call: ApiCall) -> Iterator[Refusal]:
    """Ten at most, with names of the sender's own and values that are not empty."""
    attributes = call.parameters.get("MessageAttributes") or {}
    if len(attributes) > _MOST_ATTRIBUTES:
        message = f"Number of message attributes [{len(attributes)}] exceeds the allowed maximum"
        yield Refusal("InvalidParameterValue", f"{message} [{_MOST_ATTRIBUTES}].")
    for name, value in attributes.items():
        if not _ATTRIBUTE.fullmatch(name) or name.lower().startswith(("aws.", "amazon.")):
            yield Refusal("InvalidParameterValue", f"Invalid message attribute name: {name}")
        if not (value.get("StringValue") or value.get("BinaryValue")):
            message = f"The message attribute '{name}' must contain a non-empty value"
            yield Refusal("InvalidParameterValue", message)


def message_of_a_topic(call: ApiCall) -> Iterator[Refusal]:
    """A body, and a subject of one line."""
    subject = call.parameters.get("Subject")
    if not call.parameters["Message"]:
        yield Refusal("InvalidParameter", "Invalid parameter: Empty message")
    if subject is not None and not _SUBJECT.fullmatch(subject):
        yield Refusal("InvalidParameter", "Invalid parameter: Subject")
