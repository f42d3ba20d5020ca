"""Names of queues and the values of their attributes, which no model limits.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from emulator.validation.api_call import ApiCall, Refusal, shown

_NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
_RANGES = {
    "DelaySeconds": (0, 900),
    "KmsDataKeyReusePeriodSeconds": (60, 86_400),
    "MaximumMessageSize": (1_024, 1_048_576),
    "MessageRetentionPeriod": (60, 1_209_600),
    "ReceiveMessageWaitTimeSeconds": (0, 20),
    "VisibilityTimeout": (0, 43_200),
}
_KNOWN = frozenset(
    ("KmsMasterKeyId", "Policy", "RedriveAllowPolicy", "RedrivePolicy", "SqsManagedSseEnabled")
)
_ARN = re.compile(r"arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,80}")
_PERMISSIONS = ("allowAll", "byQueue", "denyAll")
_MOST_RECEIVES, _MOST_SOURCES = 1_000, 10


def valid_attributes(call: ApiCall) -> Iterator[Refusal]:
    """Everything that SQS refuses of a queue; FIFO queues are refused here, too."""
    name = call.parameters.get("QueueName")
    if name is not None and not _NAME.fullmatch(str(name)):
        yield Refusal(
            "InvalidParameterValue",
            f"QueueName {shown(name)!r}: can only include alphanumeric characters, hyphens, or"
            " underscores. 1 to 80 in length",
        )
    for attribute, value in (call.parameters.get("Attributes") or {}).items():
        problem = _problem(attribute, value)
        if problem:
            yield Refusal(
                "InvalidAttributeValue",
                f"Invalid value for the parameter {attribute}. Reason: {problem}",
            )


def _problem(attribute: str, value: Any) -> str | None:
    if attribute in _RANGES:
        low, high = _RANGES[attribute]
        is_number = str(value).isdecimal() and low <= int(value) <= high
        return None if is_number else f"it has to be from {low} to {high}, not {shown(value)}"
    if attribute not in _KNOWN:
        return "there is no such attribute of a standard queue here"
    if attribute in ("RedrivePolicy", "RedriveAllowPolicy") and value:
        try:
            policy = json.loads(value)
        except ValueError:
            return "Redrive policy is not a dict or valid json"
        is_allow = attribute == "RedriveAllowPolicy"
        return _allow_problem(policy) if is_allow else _redrive_problem(policy)
    return None


def _redrive_problem(policy: Any) -> str | None:
    if not isinstance(policy, dict) or set(policy) != {"deadLetterTargetArn", "maxReceiveCount"}:
        return "it has to have deadLetterTargetArn and maxReceiveCount, and nothing else"
    if not _ARN.fullmatch(str(policy["deadLetterTargetArn"])):
        return f"deadLetterTargetArn {shown(policy['deadLetterTargetArn'])!r} is no queue's ARN"
    count = str(policy["maxReceiveCount"])
    if not count.isdecimal() or not 1 <= int(count) <= _MOST_RECEIVES:
        return f"maxReceiveCount has to be from 1 to {_MOST_RECEIVES}, not {shown(count)}"
    return None


def _allow_problem(policy: Any) -> str | None:
    if not isinstance(policy, dict) or policy.get("redrivePermission") not in _PERMISSIONS:
        return f"redrivePermission has to be one of {', '.join(_PERMISSIONS)}"
    sources = policy.get("sourceQueueArns")
    if (policy["redrivePermission"] == "byQueue") is not bool(sources):
        return "sourceQueueArns goes with byQueue, and only with that"
    if sources and (len(sources) > _MOST_SOURCES or not all(_ARN.fullmatch(s) for s in sources)):
        return f"sourceQueueArns has to have the ARNs of up to {_MOST_SOURCES} queues"
    return None
