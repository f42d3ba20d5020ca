"""Requests to deploy a stack that contradict themselves, or ask for what is not emulated.

https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from emulator.topics.attributes import topic_at
from emulator.validation.api_call import ApiCall, Refusal, shown

_TOPIC = re.compile(r"arn:aws[a-z-]*:sns:([a-z0-9-]+):(\d{12}):[A-Za-z0-9_-]{1,256}")


def stack_request(call: ApiCall) -> Iterator[Refusal]:
    """What is said twice, or would be passed over."""
    given = call.parameters
    if given.get("TemplateBody") and given.get("TemplateURL"):
        yield _refusal("Specify either TemplateBody or TemplateURL, not both.")
    if given.get("OnFailure") and given.get("DisableRollback") is not None:
        yield _refusal("Specify either OnFailure or DisableRollback, not both.")
    keys = Counter(parameter.get("ParameterKey") for parameter in given.get("Parameters") or [])
    twice = [str(key) for key, times in keys.items() if times > 1]
    if twice:
        yield _refusal(f"Duplicate parameter keys: [{', '.join(twice)}]")
    if given.get("StackPolicyBody") or given.get("StackPolicyURL"):
        yield _refusal("Stack policies are not emulated: nothing would keep to this one.")


def notified_topics(call: ApiCall) -> Iterator[Refusal]:
    """Topics of the account and Region, which CloudFormation asks SNS for."""
    for arn in call.parameters.get("NotificationARNs") or []:
        found = _TOPIC.fullmatch(arn)
        if found is None or found.groups() != (call.region, call.account):
            yield _refusal(f"Invalid parameter: TopicArn Reason: {shown(arn)!r} is no topic here")
        elif topic_at(arn) is None:
            yield _refusal(f"Topic does not exist (Service: Sns, Status Code: 404): {shown(arn)!r}")


def _refusal(message: str) -> Refusal:
    return Refusal("ValidationError", message)
