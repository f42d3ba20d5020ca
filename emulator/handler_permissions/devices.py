"""AWS IoT's policies, role aliases and thing types."""

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
from emulator.validation.planned_call import PlannedCall


def _new_policy(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("PolicyName") or place.generated_name(128)
    yield from _created("CreatePolicy", "policyName", name, properties)
    yield from _new_tags(place, f"policy/{name}", properties)


def _changed_policy(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    if changed(properties, previous, "PolicyDocument"):
        # The oldest version has to go if there are five.
        operations = "ListPolicyVersions DeletePolicyVersion CreatePolicyVersion"
        yield from calls("iot", f"{operations} SetDefaultPolicyVersion", policyName=name)
    yield from _changed_tags(place, f"policy/{name}", properties, previous)


def _gone_policy(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    operations = "GetPolicy ListPolicyVersions DeletePolicyVersion DeletePolicy"
    return calls("iot", operations, policyName=name)


def _new_alias(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("RoleAlias") or place.generated_name(128)
    role = properties["RoleArn"]
    yield Check("iam:GetRole", role)
    yield from _created("CreateRoleAlias", "roleAlias", name, properties, roleArn=role)
    yield from _new_tags(place, f"rolealias/{name}", properties)


def _changed_alias(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    role = properties["RoleArn"]
    yield Check("iam:GetRole", role)
    yield from calls("iot", "UpdateRoleAlias", roleAlias=name, roleArn=role)
    yield from _changed_tags(place, f"rolealias/{name}", properties, previous)


def _gone_alias(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    return calls("iot", "DescribeRoleAlias DeleteRoleAlias", roleAlias=name)


def _new_type(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("ThingTypeName") or place.generated_name(128)
    yield from _created("CreateThingType", "thingTypeName", name, properties)
    yield from _new_tags(place, f"thingtype/{name}", properties)
    if properties.get("DeprecateThingType"):
        yield from calls("iot", "DeprecateThingType", thingTypeName=name)


def _changed_type(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    if changed(properties, previous, "ThingTypeProperties"):
        yield from calls("iot", "UpdateThingType", thingTypeName=name)
    if changed(properties, previous, "DeprecateThingType"):
        yield from calls("iot", "DeprecateThingType", thingTypeName=name)
    yield from _changed_tags(place, f"thingtype/{name}", properties, previous)


def _gone_type(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    operations = "DescribeThingType DeprecateThingType DeleteThingType"
    return calls("iot", operations, thingTypeName=name)


def _created(
    operation: str, parameter: str, name: str, properties: Properties, **more: str
) -> Iterator[Needed]:
    tags = properties.get("Tags")
    yield PlannedCall(
        "iot", operation, {parameter: name, **more, **({"tags": tags} if tags else {})}
    )


def _new_tags(place: Placement, resource: str, properties: Properties) -> Iterator[Needed]:
    return new_tags("iot:TagResource", place.arn("iot", resource), properties)


def _changed_tags(
    place: Placement, resource: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    tags = tag_map(properties), tag_map(previous)
    arn = place.arn("iot", resource)
    return changed_tags("iot:TagResource", "iot:UntagResource", arn, *tags)


REQUESTS = {
    "AWS::IoT::Policy": HandlerRequests(_new_policy, _changed_policy, _gone_policy),
    "AWS::IoT::RoleAlias": HandlerRequests(_new_alias, _changed_alias, _gone_alias),
    "AWS::IoT::ThingType": HandlerRequests(_new_type, _changed_type, _gone_type),
}
