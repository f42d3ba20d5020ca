"""Topics and subscriptions of SNS: names, attributes and endpoints, which no model limits.

https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.topics.attributes import topic_at
from emulator.validation.api_call import ApiCall, Refusal, shown

_NAME = re.compile(r"[A-Za-z0-9_-]{1,256}")
_VALUES = {
    "DisplayName": re.compile(r".{0,100}"),
    "KmsMasterKeyId": re.compile(r".*"),
    "Policy": re.compile(r".*", re.DOTALL),
    "SignatureVersion": re.compile(r"[12]"),
    "TracingConfig": re.compile(r"Active|PassThrough"),
}
_ENDPOINTS = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "email-json": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "sqs": re.compile(r"arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}"),
}


def valid_topic(call: ApiCall) -> Iterator[Refusal]:
    """Name and attributes; FIFO topics and delivery policies are refused here, too."""
    name = call.parameters.get("Name")
    if name is not None and not _NAME.fullmatch(str(name)):
        yield _invalid(
            f"Topic Name {shown(name)!r}: only letters, digits, hyphens and underscores, 1 to 256"
        )
    given = dict(call.parameters.get("Attributes") or {})
    if "AttributeName" in call.parameters:
        given[call.parameters["AttributeName"]] = call.parameters.get("AttributeValue", "")
    for attribute, value in given.items():
        form = _VALUES.get(attribute)
        if form is None:
            yield _invalid(f"AttributeName {shown(attribute)}: not of a standard topic here")
        elif not form.fullmatch(str(value)):
            yield _invalid(f"{attribute} {shown(value)!r}")


def valid_subscription(call: ApiCall) -> Iterator[Refusal]:
    """A topic that exists, and an endpoint as its protocol wants it."""
    arn = str(call.parameters.get("TopicArn"))
    if topic_at(arn) is None:
        yield Refusal("NotFound", f"Topic does not exist: {shown(arn)}", 404)
    protocol = str(call.parameters.get("Protocol"))
    form = _ENDPOINTS.get(protocol)
    endpoint = str(call.parameters.get("Endpoint", ""))
    if form is None:
        yield _invalid(f"Protocol {shown(protocol)!r} is not emulated")
    elif not form.fullmatch(endpoint):
        yield _invalid(f"Endpoint {shown(endpoint)!r} of protocol {protocol}")


def _invalid(what: str) -> Refusal:
    return Refusal("InvalidParameter", f"Invalid parameter: {what}")
