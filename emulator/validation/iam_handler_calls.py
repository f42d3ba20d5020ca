"""Requests to IAM for the resources of a template."""

from __future__ import annotations

from collections.abc import Iterator

from emulator.resources.resource_type import Properties, document_text
from emulator.validation.planned_call import GENERATED_NAME, PlannedCall, without_none


def managed_policy_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreatePolicy, and what attaches it."""
    yield PlannedCall(
        "iam",
        "CreatePolicy",
        without_none(
            {
                "PolicyName": properties.get("ManagedPolicyName", GENERATED_NAME),
                "Path": properties.get("Path"),
                "PolicyDocument": document_text(properties["PolicyDocument"]),
                "Description": properties.get("Description"),
            }
        ),
    )
    arn = physical_id or f"arn:aws:iam::aws:policy/{GENERATED_NAME}"
    for kind in ("Role", "User", "Group"):
        for name in properties.get(f"{kind}s", []):
            yield _attached(kind, name, arn)


def policy_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """An inline policy of each principal that is listed."""
    for kind in ("Role", "User", "Group"):
        for name in properties.get(f"{kind}s", []):
            yield _inline(kind, name, properties)


def role_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateRole or what updates a role, its inline policies and attachments."""
    name = physical_id or properties.get("RoleName", GENERATED_NAME)
    calls = _updated_role(name, properties) if physical_id else _new_role(name, properties)
    yield from calls
    yield from _policies("Role", name, properties)


def _new_role(name: str, properties: Properties) -> Iterator[PlannedCall]:
    given = {
        key: properties.get(key)
        for key in ("Description", "MaxSessionDuration", "Path", "PermissionsBoundary", "Tags")
    }
    trust = document_text(properties["AssumeRolePolicyDocument"])
    given |= {"AssumeRolePolicyDocument": trust, "RoleName": name}
    yield PlannedCall("iam", "CreateRole", without_none(given))


def _updated_role(name: str, properties: Properties) -> Iterator[PlannedCall]:
    """A trust policy that stays is not set again, even if a principal of it is gone."""
    role = {"RoleName": name}
    given = {key: properties.get(key) for key in ("Description", "MaxSessionDuration")}
    yield PlannedCall("iam", "UpdateRole", without_none({**role, **given}))
    boundary, tags = properties.get("PermissionsBoundary"), properties.get("Tags")
    if boundary is not None:
        parameters = {**role, "PermissionsBoundary": boundary}
        yield PlannedCall("iam", "PutRolePermissionsBoundary", parameters)
    if tags:
        yield PlannedCall("iam", "TagRole", {**role, "Tags": tags})
    trust = document_text(properties["AssumeRolePolicyDocument"])
    yield PlannedCall("iam", "UpdateAssumeRolePolicy", {**role, "PolicyDocument": trust})


def role_policy_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """PutRolePolicy."""
    yield _inline("Role", properties["RoleName"], properties)


def oidc_provider_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateOpenIDConnectProvider."""
    given = {
        "Url": properties["Url"],
        "ClientIDList": properties.get("ClientIdList"),
        "ThumbprintList": properties.get("ThumbprintList"),
        "Tags": properties.get("Tags"),
    }
    yield PlannedCall("iam", "CreateOpenIDConnectProvider", without_none(given))


def saml_provider_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateSAMLProvider."""
    given = {
        "Name": properties.get("Name", GENERATED_NAME),
        "SAMLMetadataDocument": properties["SamlMetadataDocument"],
        "Tags": properties.get("Tags"),
    }
    yield PlannedCall("iam", "CreateSAMLProvider", without_none(given))


def user_calls(properties: Properties, physical_id: str | None) -> Iterator[PlannedCall]:
    """CreateUser, its inline policies, attachments and groups."""
    given = {key: properties.get(key) for key in ("Path", "PermissionsBoundary", "Tags")}
    name = physical_id or properties.get("UserName", GENERATED_NAME)
    yield PlannedCall("iam", "CreateUser", without_none({**given, "UserName": name}))
    yield from _policies("User", name, properties)
    for group in properties.get("Groups", []):
        parameters = {"GroupName": group, "UserName": name}
        yield PlannedCall("iam", "AddUserToGroup", parameters)


def _policies(kind: str, name: str, properties: Properties) -> Iterator[PlannedCall]:
    for policy in properties.get("Policies", []):
        yield _inline(kind, name, policy)
    for arn in properties.get("ManagedPolicyArns", []):
        yield _attached(kind, name, arn)


def _attached(kind: str, name: str, arn: str) -> PlannedCall:
    return PlannedCall("iam", f"Attach{kind}Policy", {f"{kind}Name": name, "PolicyArn": arn})


def _inline(kind: str, name: str, policy: Properties) -> PlannedCall:
    return PlannedCall(
        "iam",
        f"Put{kind}Policy",
        {
            f"{kind}Name": name,
            "PolicyName": policy["PolicyName"],
            "PolicyDocument": document_text(policy["PolicyDocument"]),
        },
    )
