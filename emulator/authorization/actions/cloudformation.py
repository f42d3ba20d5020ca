"""CloudFormation: stacks by name. What a stack does is done in-process, for the account.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check, names, not_in_table, pass_role, request_tags
from emulator.authorization.calls import Call

_WITHOUT_RESOURCE = names(
    """
    DescribeAccountLimits EstimateTemplateCost GetTemplateSummary ListExports ListImports
    ListStacks ValidateTemplate
    """
)

_ALSO_WITHOUT_STACK = frozenset({"DescribeStackEvents", "DescribeStackResources", "DescribeStacks"})


def checks(call: Call) -> Iterator[Check]:
    """What a call to CloudFormation needs."""
    parameters = call.parameters
    tags = request_tags(parameters.get("Tags"))
    stack = parameters.get("StackName")
    if call.operation == "DescribeStackDriftDetectionStatus":
        # It names a detection, and no stack.
        yield Check(call.action, "*", tags)
    elif stack:
        # The last part is the stack's own id, which policies leave open.
        arn = stack if stack.startswith("arn:") else call.arn(f"stack/{stack}/*")
        yield Check(call.action, arn, tags)
        if call.operation == "DetectStackDrift":
            # AWS asks for both; reading the resources is judged when they are read.
            yield Check("cloudformation:DetectStackResourceDrift", arn, tags)
    elif call.operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*", tags)
    elif call.operation in _ALSO_WITHOUT_STACK:
        yield Check(call.action, call.arn("stack/*/*"), tags)
    elif parameters.get("ChangeSetName", "").startswith("arn:"):
        yield Check(call.action, parameters["ChangeSetName"], tags)
    else:
        raise not_in_table(call)
    yield from pass_role(parameters.get("RoleARN"), "cloudformation.amazonaws.com")
