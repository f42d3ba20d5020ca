"""Messages of SQS and SNS.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.validation.api_call import ApiCall, Refusal

_SUBJECT = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029]{1,99}")
_ATTRIBUTE = re.compile(r"(?![.])(?!.*[.][.])[A-Za-z0-9_.-]{1,256}(?<![.])")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_MOST_ATTRIBUTES = 10
# What XML 1.0 can hold, and no more.
_ALLOWED = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


def message_of_a_queue(call: ApiCall) -> Iterator[Refusal]:
    """What :func:`refusals_of_a_message` has of the message of a request."""
    yield from refusals_of_a_message(call.parameters)


def refusals_of_a_message(message: Mapping[str, Any]) -> Iterator[Refusal]:
    """Of its body and its attributes; by themselves, or as an entry of a batch."""
    yield from _of_its_body(message)
    yield from _of_its_attributes(message.get("MessageAttributes") or {})


def _of_its_body(parameters: Mapping[str, Any]) -> Iterator[Refusal]:
    """It is not empty, and of characters that SQS takes; no deduplication without FIFO."""
    body = parameters["MessageBody"]
    if not body:
        message = "The request must contain the parameter MessageBody."
        yield Refusal("MissingParameter", message)
    if not _ALLOWED.fullmatch(body):
        message = "Invalid characters found. Valid unicode characters are those of XML 1.0"
        yield Refusal("InvalidMessageContents", message)
    if parameters.get("MessageDeduplicationId"):
        message = "The request include parameter that is not valid for this queue type"
        yield Refusal("InvalidParameterValue", message)


def _of_its_attributes(attributes: Mapping[str, Any]) -> Iterator[Refusal]:
    """Ten at most, with names of the sender's own, and one value each, of its type."""
    if len(attributes) > _MOST_ATTRIBUTES:
        message = f"Number of message attributes [{len(attributes)}] exceeds the allowed maximum"
        yield Refusal("InvalidParameterValue", f"{message} [{_MOST_ATTRIBUTES}].")
    for name, value in attributes.items():
        if not _ATTRIBUTE.fullmatch(name) or name.lower().startswith(("aws.", "amazon.")):
            yield Refusal("InvalidParameterValue", f"Invalid message attribute name: {name}")
        if not (value.get("StringValue") or value.get("BinaryValue")):
            message = f"The message attribute '{name}' must contain a non-empty value"
            yield Refusal("InvalidParameterValue", message)
        elif _value_of_another_type(value):
            message = f"The message attribute '{name}' has a value that is not of its type"
            yield Refusal("InvalidParameterValue", message)


def _value_of_another_type(value: Mapping[str, Any]) -> bool:
    """Whether the one value that an attribute has is not what its type, before a dot, says."""
    kind = str(value.get("DataType", "")).partition(".")[0]
    if (kind == "Binary") is not bool(value.get("BinaryValue")) or (
        value.get("StringValue") and value.get("BinaryValue")
    ):
        return True
    return kind == "Number" and not _NUMBER.fullmatch(value["StringValue"])


def message_of_a_topic(call: ApiCall) -> Iterator[Refusal]:
    """A body, and a subject of one line."""
    subject = call.parameters.get("Subject")
    if not call.parameters["Message"]:
        yield Refusal("InvalidParameter", "Invalid parameter: Empty message")
    if subject is not None and not _SUBJECT.fullmatch(subject):
        yield Refusal("InvalidParameter", "Invalid parameter: Subject")
