"""ECR: repositories, whose own policies count too.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import (
    Check,
    by_parameter,
    names,
    not_in_table,
    request_tags,
)
from emulator.authorization.calls import Call

_WITHOUT_RESOURCE = names(
    """
    DeleteRegistryPolicy DescribeRegistry GetAuthorizationToken GetRegistryPolicy
    GetRegistryScanningConfiguration PutRegistryPolicy PutRegistryScanningConfiguration
    PutReplicationConfiguration
    """
)
_RESOURCES = {
    "resourceArn": "{}",
    "repositoryName": "repository/{}",
    "repositoryNames": "repository/{}",
}


def checks(call: Call) -> Iterator[Check]:
    """What a call to ECR needs."""
    tags = request_tags(call.parameters.get("tags"))
    if call.operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*", tags)
        return
    found = by_parameter(call, _RESOURCES)
    if not found and call.operation == "DescribeRepositories":
        found = [call.arn("repository/*")]
    if not found:
        raise not_in_table(call)
    for resource in found:
        yield Check(call.action, resource, tags)
