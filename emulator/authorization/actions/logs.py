"""CloudWatch Logs: log groups and their streams.

An operation on a group is about ``log-group:NAME:log-stream:``, so that policies have to name the
group with ``:*`` at the end; tags alone are about ``log-group:NAME``.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check, names, not_in_table, tag_context
from emulator.authorization.calls import Call

_ON_GROUP = names(
    """
    AssociateKmsKey CreateLogGroup DeleteLogGroup DeleteRetentionPolicy DescribeLogStreams
    DisassociateKmsKey FilterLogEvents PutRetentionPolicy
    """
)
_ON_STREAM = names("CreateLogStream DeleteLogStream GetLogEvents PutLogEvents")
# Resource policies are the Region's, and no resources themselves.
_WITHOUT_RESOURCE = names("DeleteResourcePolicy DescribeResourcePolicies PutResourcePolicy")
_BY_ARN = names("ListTagsForResource TagResource UntagResource")


def checks(call: Call) -> Iterator[Check]:
    """What a call to CloudWatch Logs needs."""
    parameters, operation = call.parameters, call.operation
    tags = tag_context(parameters)
    if operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*")
    elif operation == "DescribeLogGroups":
        yield Check(call.action, call.arn("log-group::log-stream:"))
    elif operation in _BY_ARN:
        yield Check(call.action, parameters["resourceArn"], tags)
    elif operation in _ON_GROUP:
        yield Check(call.action, f"{_group(call)}:log-stream:", tags)
        if operation == "CreateLogGroup" and tags:
            yield Check("logs:TagResource", _group(call), tags)
    elif operation in _ON_STREAM:
        yield Check(call.action, f"{_group(call)}:log-stream:{parameters['logStreamName']}")
    else:
        raise not_in_table(call)


def _group(call: Call) -> str:
    """Its ARN; some operations take that in place of the name."""
    parameters = call.parameters
    identifier = parameters.get("logGroupIdentifier") or parameters.get("resourceIdentifier")
    if identifier is not None and identifier.startswith("arn:"):
        return str(identifier.removesuffix(":*"))
    return call.arn(f"log-group:{parameters.get('logGroupName') or identifier or ''}")
