"""ECR's repositories and Parameter Store."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.handler_permissions.requests import (
    HandlerRequests,
    Needed,
    calls,
    changed,
    changed_tags,
    new_tags,
)
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.planned_call import PlannedCall


def _new_repository(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("RepositoryName") or place.generated_name(256).lower()
    encryption = properties.get("EncryptionConfiguration", {})
    given = {"repositoryName": name, "tags": properties.get("Tags", [])}
    given["encryptionConfiguration"] = {"kmsKey": encryption.get("KmsKey")}
    yield PlannedCall("ecr", "CreateRepository", given)
    arn = place.arn("ecr", f"repository/{name}")
    yield from new_tags("ecr:TagResource", arn, properties)
    if "RepositoryPolicyText" in properties:
        yield from calls("ecr", "SetRepositoryPolicy", repositoryName=name)
    if "LifecyclePolicy" in properties:
        yield from calls("ecr", "PutLifecyclePolicy", repositoryName=name)


def _changed_repository(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    operations = []
    if changed(properties, previous, "ImageScanningConfiguration"):
        operations.append("PutImageScanningConfiguration")
    if changed(properties, previous, "ImageTagMutability"):
        operations.append("PutImageTagMutability")
    if changed(properties, previous, "LifecyclePolicy"):
        kept = "LifecyclePolicy" in properties
        operations.append("PutLifecyclePolicy" if kept else "DeleteLifecyclePolicy")
    if changed(properties, previous, "RepositoryPolicyText"):
        kept = "RepositoryPolicyText" in properties
        operations.append("SetRepositoryPolicy" if kept else "DeleteRepositoryPolicy")
    yield from calls("ecr", " ".join(operations), repositoryName=name)
    arn = place.arn("ecr", f"repository/{name}")
    tags = tag_map(properties), tag_map(previous)
    yield from changed_tags("ecr:TagResource", "ecr:UntagResource", arn, *tags)


def _gone_repository(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("ecr", "DeleteRepository", repositoryName=name)


def _new_parameter(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("Name") or place.generated_name(128)
    tags = [{"Key": key, "Value": value} for key, value in properties.get("Tags", {}).items()]
    yield PlannedCall("ssm", "PutParameter", {"Name": name, "Tags": tags})


def _changed_parameter(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    new, old = ({k: v for k, v in one.items() if k != "Tags"} for one in (properties, previous))
    if new != old:
        yield from calls("ssm", "PutParameter", Name=name, Overwrite=True)
    arn = place.arn("ssm", f"parameter/{name.removeprefix('/')}")
    tags = properties.get("Tags", {}), previous.get("Tags", {})
    yield from changed_tags("ssm:AddTagsToResource", "ssm:RemoveTagsFromResource", arn, *tags)


def _gone_parameter(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("ssm", "DeleteParameter", Name=name)


REQUESTS = {
    "AWS::ECR::Repository": HandlerRequests(_new_repository, _changed_repository, _gone_repository),
    "AWS::SSM::Parameter": HandlerRequests(_new_parameter, _changed_parameter, _gone_parameter),
}
