"""EventBridge: rules and event buses.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import (
    Check,
    names,
    not_in_table,
    pass_role,
    tag_context,
)
from emulator.authorization.calls import Call

_WITHOUT_RESOURCE = names("ListEventBuses ListRuleNamesByTarget ListRules TestEventPattern")
_BY_RULE = {
    "DeleteRule": "Name",
    "DescribeRule": "Name",
    "DisableRule": "Name",
    "EnableRule": "Name",
    "ListTargetsByRule": "Rule",
    "PutRule": "Name",
    "PutTargets": "Rule",
    "RemoveTargets": "Rule",
}
_BY_ARN = names("ListTagsForResource TagResource UntagResource")
_DEFAULT_BUS = "default"


def checks(call: Call) -> Iterator[Check]:
    """What a call to EventBridge needs."""
    parameters, operation = call.parameters, call.operation
    tags = tag_context(parameters)
    if operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*")
    elif operation in _BY_ARN:
        yield Check(call.action, parameters["ResourceARN"], tags)
    elif operation in _BY_RULE:
        name = parameters[_BY_RULE[operation]]
        yield Check(call.action, _rule_arn(call, name), tags)
        if operation == "PutRule":
            yield from pass_role(parameters.get("RoleArn"), "events.amazonaws.com")
        for target in parameters.get("Targets") or []:
            yield from pass_role(target.get("RoleArn"), "events.amazonaws.com")
    elif operation == "PutEvents":
        for entry in parameters.get("Entries", []):
            bus = _bus(entry.get("EventBusName"))
            yield Check(call.action, call.arn(f"event-bus/{bus}"))
    elif operation == "DescribeEventBus":
        yield Check(call.action, call.arn(f"event-bus/{_bus(parameters.get('Name'))}"))
    else:
        raise not_in_table(call)


def _rule_arn(call: Call, name: str) -> str:
    bus = _bus(call.parameters.get("EventBusName"))
    return call.arn(f"rule/{name}" if bus == _DEFAULT_BUS else f"rule/{bus}/{name}")


def _bus(name_or_arn: str | None) -> str:
    return (name_or_arn or _DEFAULT_BUS).rsplit("/", 1)[-1]
