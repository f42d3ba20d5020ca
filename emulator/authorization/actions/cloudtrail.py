"""CloudTrail: trails, their selectors and tags, and event history.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import (
    Check,
    names,
    not_in_table,
    pass_role,
    request_tags,
)
from emulator.authorization.calls import Call

_WITHOUT_RESOURCE = names("DescribeTrails ListPublicKeys ListTrails LookupEvents")
_BY_NAME = names(
    "CreateTrail DeleteTrail GetTrail GetTrailStatus StartLogging StopLogging UpdateTrail"
)
_BY_TRAIL_NAME = names(
    "GetEventSelectors GetInsightSelectors PutEventSelectors PutInsightSelectors"
)
_TAGGING = names("AddTags RemoveTags")


def checks(call: Call) -> Iterator[Check]:
    """What a call to CloudTrail needs."""
    parameters, operation = call.parameters, call.operation
    tags = request_tags(parameters.get("TagsList"))
    if operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*")
    elif operation in _BY_NAME:
        arn = _trail_arn(call, parameters["Name"])
        yield Check(call.action, arn, tags)
        if operation == "CreateTrail" and tags:
            yield Check("cloudtrail:AddTags", arn, tags)
        yield from pass_role(parameters.get("CloudWatchLogsRoleArn"), "cloudtrail.amazonaws.com")
    elif operation in _BY_TRAIL_NAME:
        yield Check(call.action, _trail_arn(call, parameters["TrailName"]))
    elif operation in _TAGGING:
        yield Check(call.action, parameters["ResourceId"], tags)
    elif operation == "ListTags":
        for arn in parameters["ResourceIdList"]:
            yield Check(call.action, arn)
    else:
        raise not_in_table(call)


def _trail_arn(call: Call, name: str) -> str:
    return name if name.startswith("arn:") else call.arn(f"trail/{name}")
