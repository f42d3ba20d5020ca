"""AWS::IAM::Role and AWS::IAM::User.

A role or user that is not there yet has its boundary from the template, which the requests that
give it policies say as ``iam:PermissionsBoundary``.
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check
from emulator.handler_permissions.requests import (
    Decided,
    HandlerRequests,
    Needed,
    calls,
    changed,
    new_tags,
    on,
)
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.planned_call import PlannedCall


def _new(kind: str, place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get(f"{kind}Name") or place.generated_name()
    arn = _arn(kind, place, name, properties)
    boundary = properties.get("PermissionsBoundary")
    bounded = {"iam:PermissionsBoundary": (boundary,)} if boundary else {}
    named = {f"{kind}Name": name}
    tagging = list(new_tags(f"iam:Tag{kind}", arn, properties))
    tags = dict(tagging[0].context) if tagging else {}
    kept: tuple[str, ...] = ("Path", "PermissionsBoundary")
    given = {key: properties[key] for key in kept if key in properties}
    created = PlannedCall("iam", f"Create{kind}", {**named, **given})
    yield Decided(created, Check(f"iam:Create{kind}", arn, {**bounded, **tags}))
    yield from tagging
    for inline in properties.get("Policies", []):
        put = {**named, "PolicyName": inline["PolicyName"]}
        check = Check(f"iam:Put{kind}Policy", arn, bounded)
        yield Decided(PlannedCall("iam", f"Put{kind}Policy", put), check)
    for policy in properties.get("ManagedPolicyArns", []):
        attach = PlannedCall("iam", f"Attach{kind}Policy", {**named, "PolicyArn": policy})
        context = {**bounded, "iam:PolicyARN": (policy,)}
        yield Decided(attach, Check(f"iam:Attach{kind}Policy", arn, context))
    for group in properties.get("Groups", []):
        yield PlannedCall("iam", "AddUserToGroup", {"GroupName": group, "UserName": name})


def _new_role(place: Placement, properties: Properties) -> Iterator[Needed]:
    return _new("Role", place, properties)


def _new_user(place: Placement, properties: Properties) -> Iterator[Needed]:
    return _new("User", place, properties)


def _changes(
    kind: str, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    named = {f"{kind}Name": name}
    if changed(properties, previous, "PermissionsBoundary"):
        boundary = properties.get("PermissionsBoundary")
        if boundary:
            given = {**named, "PermissionsBoundary": boundary}
            yield PlannedCall("iam", f"Put{kind}PermissionsBoundary", given)
        else:
            yield PlannedCall("iam", f"Delete{kind}PermissionsBoundary", named)
    new, old = (_documents(one) for one in (properties, previous))
    if any(old.get(key) != document for key, document in new.items()):
        yield PlannedCall("iam", f"Put{kind}Policy", named)
    if old.keys() - new.keys():
        yield PlannedCall("iam", f"Delete{kind}Policy", named)
    attached, before = (one.get("ManagedPolicyArns", []) for one in (properties, previous))
    for operation, arns in (
        ("Attach", _only(attached, before)),
        ("Detach", _only(before, attached)),
    ):
        for arn in arns:
            yield PlannedCall("iam", f"{operation}{kind}Policy", {**named, "PolicyArn": arn})
    tags, had = tag_map(properties), tag_map(previous)
    added = [{"Key": key, "Value": value} for key, value in tags.items() if had.get(key) != value]
    if added:
        yield PlannedCall("iam", f"Tag{kind}", {**named, "Tags": added})
    removed = [key for key in had if key not in tags]
    if removed:
        yield PlannedCall("iam", f"Untag{kind}", {**named, "TagKeys": removed})


def _changed_role(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    if changed(properties, previous, "Description", "MaxSessionDuration"):
        yield from calls("iam", "UpdateRole UpdateRoleDescription", RoleName=name)
    if changed(properties, previous, "AssumeRolePolicyDocument"):
        yield PlannedCall("iam", "UpdateAssumeRolePolicy", {"RoleName": name})
    yield from _changes("Role", name, properties, previous)


def _changed_user(
    place: Placement, name: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    if changed(properties, previous, "Path"):
        yield PlannedCall("iam", "UpdateUser", {"UserName": name})
    groups, before = (one.get("Groups", []) for one in (properties, previous))
    for group in _only(groups, before):
        yield PlannedCall("iam", "AddUserToGroup", {"GroupName": group, "UserName": name})
    for group in _only(before, groups):
        yield PlannedCall("iam", "RemoveUserFromGroup", {"GroupName": group, "UserName": name})
    yield PlannedCall("iam", "ListUserTags", {"UserName": name})
    yield from _changes("User", name, properties, previous)


def _gone(kind: str, name: str, properties: Properties) -> Iterator[Needed]:
    named = {f"{kind}Name": name}
    lists = f"Get{kind} ListAttached{kind}Policies List{kind}Policies"
    yield from calls("iam", lists, **named)
    for arn in properties.get("ManagedPolicyArns", []):
        yield PlannedCall("iam", f"Detach{kind}Policy", {**named, "PolicyArn": arn})
    if properties.get("Policies"):
        yield PlannedCall("iam", f"Delete{kind}Policy", named)


def _gone_role(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    yield from _gone("Role", name, properties)
    yield PlannedCall("iam", "DeleteRole", {"RoleName": name})


def _gone_user(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    """With access keys and password, which somebody may have given it since."""
    yield from _gone("User", name, properties)
    if properties.get("Policies"):
        yield PlannedCall("iam", "GetUserPolicy", {"UserName": name})
    for group in properties.get("Groups", []):
        yield PlannedCall("iam", "RemoveUserFromGroup", {"GroupName": group, "UserName": name})
    arn = _arn("User", place, name, properties)
    credentials = "ListAccessKeys DeleteAccessKey GetLoginProfile DeleteLoginProfile"
    yield from on(arn, "iam", f"ListGroupsForUser {credentials} DeleteUser")


def _read_user(place: Placement, name: str, properties: Properties) -> Iterator[Needed]:
    """Whether it has a password is asked of every user."""
    return calls("iam", "GetLoginProfile", UserName=name)


def _documents(properties: Properties) -> Properties:
    return {one["PolicyName"]: one["PolicyDocument"] for one in properties.get("Policies", [])}


def _only(these: list[str], not_these: list[str]) -> list[str]:
    return [one for one in these if one not in not_these]


def _arn(kind: str, place: Placement, name: str, properties: Properties) -> str:
    path = properties.get("Path", "/")
    return f"arn:{place.partition}:iam::{place.account}:{kind.lower()}{path}{name}"


REQUESTS = {
    "AWS::IAM::Role": HandlerRequests(_new_role, _changed_role, _gone_role),
    "AWS::IAM::User": HandlerRequests(_new_user, _changed_user, _gone_user, read=_read_user),
}
