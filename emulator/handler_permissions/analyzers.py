"""Analyzers of Access Analyzer, which need a service-linked role of the account."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check
from emulator.handler_permissions.requests import (
    HandlerRequests,
    Needed,
    calls,
    changed,
    changed_tags,
    new_tags,
)
from emulator.resources.resource_type import Placement, Properties, tag_map

_LINKED = "access-analyzer.amazonaws.com"
_LINKED_ROLE = f"role/aws-service-role/{_LINKED}/AWSServiceRoleForAccessAnalyzer"


def _new(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("AnalyzerName") or place.generated_name()
    arn = place.arn("access-analyzer", f"analyzer/{name}")
    yield from calls("access-analyzer", "CreateAnalyzer", analyzerName=name)
    yield from new_tags("access-analyzer:TagResource", arn, properties)
    role = f"arn:{place.partition}:iam::{place.account}:{_LINKED_ROLE}"
    yield Check("iam:CreateServiceLinkedRole", role, {"iam:AWSServiceName": (_LINKED,)})


def _changed(
    place: Placement, arn: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    if changed(properties, previous, "AnalyzerConfiguration"):
        yield from calls("access-analyzer", "UpdateAnalyzer", analyzerName=arn.rsplit("/", 1)[-1])
    tags = tag_map(properties), tag_map(previous)
    names = "access-analyzer:TagResource", "access-analyzer:UntagResource"
    yield from changed_tags(*names, arn, *tags)


def _gone(place: Placement, arn: str, properties: Properties) -> Iterator[Needed]:
    return calls("access-analyzer", "DeleteAnalyzer", analyzerName=arn.rsplit("/", 1)[-1])


REQUESTS = {"AWS::AccessAnalyzer::Analyzer": HandlerRequests(_new, _changed, _gone)}
