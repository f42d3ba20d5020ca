"""AWS::IAM::ManagedPolicy, AWS::IAM::Policy, AWS::IAM::RolePolicy and identity providers."""

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
    on,
)
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.planned_call import PlannedCall

_KINDS = ("Role", "User", "Group")


def _new_managed(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("ManagedPolicyName") or place.generated_name(128)
    arn = _arn(place, f"policy{properties.get('Path', '/')}{name}")
    given = {"PolicyName": name, "Path": properties.get("Path", "/")}
    yield PlannedCall("iam", "CreatePolicy", given)
    yield from _attachments("Attach", arn, properties, {})


def _changed_managed(
    place: Placement, arn: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    if changed(properties, previous, "PolicyDocument"):
        # The oldest version has to go if there are five.
        operations = "GetPolicy ListPolicyVersions CreatePolicyVersion DeletePolicyVersion"
        yield from calls("iam", operations, PolicyArn=arn)
    yield from _attachments("Attach", arn, properties, previous)
    yield from _attachments("Detach", arn, previous, properties)


def _gone_managed(place: Placement, arn: str, properties: Properties) -> Iterator[Needed]:
    operations = "GetPolicy ListEntitiesForPolicy ListPolicyVersions"
    yield from calls("iam", operations, PolicyArn=arn)
    yield from _attachments("Detach", arn, properties, {})
    yield from calls("iam", "DeletePolicyVersion DeletePolicy", PolicyArn=arn)


def _attachments(
    operation: str, arn: str, properties: Properties, others: Properties
) -> Iterator[Needed]:
    for kind in _KINDS:
        for name in properties.get(f"{kind}s", []):
            if name not in others.get(f"{kind}s", []):
                given = {f"{kind}Name": name, "PolicyArn": arn}
                yield PlannedCall("iam", f"{operation}{kind}Policy", given)


def _new_inline(place: Placement, properties: Properties) -> Iterator[Needed]:
    for kind, name in _principals(properties):
        yield from calls("iam", f"Get{kind}Policy Put{kind}Policy", **{f"{kind}Name": name})


def _changed_inline(
    place: Placement, physical_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    now, before = list(_principals(properties)), list(_principals(previous))
    for kind, name in now:
        yield PlannedCall("iam", f"Put{kind}Policy", {f"{kind}Name": name})
    renamed = changed(properties, previous, "PolicyName")
    for kind, name in before:
        if renamed or (kind, name) not in now:
            yield PlannedCall("iam", f"Delete{kind}Policy", {f"{kind}Name": name})


def _gone_inline(place: Placement, physical_id: str, properties: Properties) -> Iterator[Needed]:
    for kind, name in _principals(properties):
        yield PlannedCall("iam", f"Delete{kind}Policy", {f"{kind}Name": name})


def _principals(properties: Properties) -> Iterator[tuple[str, str]]:
    return ((kind, name) for kind in _KINDS for name in properties.get(f"{kind}s", []))


def _new_of_role(place: Placement, properties: Properties) -> Iterator[Needed]:
    yield from calls("iam", "GetRolePolicy PutRolePolicy", RoleName=properties["RoleName"])


def _changed_of_role(
    place: Placement, physical_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    yield from _new_of_role(place, properties)


def _gone_of_role(place: Placement, physical_id: str, properties: Properties) -> Iterator[Needed]:
    yield from calls("iam", "GetRolePolicy DeleteRolePolicy", RoleName=properties["RoleName"])


def _new_oidc(place: Placement, properties: Properties) -> Iterator[Needed]:
    arn = _arn(place, f"oidc-provider/{properties['Url'].removeprefix('https://')}")
    yield from _new_provider("OpenIDConnect", arn, properties)


def _new_saml(place: Placement, properties: Properties) -> Iterator[Needed]:
    name = properties.get("Name") or place.generated_name(128)
    yield from _new_provider("SAML", _arn(place, f"saml-provider/{name}"), properties)


def _new_provider(kind: str, arn: str, properties: Properties) -> Iterator[Needed]:
    tagging = list(new_tags(f"iam:Tag{kind}Provider", arn, properties))
    yield Check(f"iam:Create{kind}Provider", arn, tagging[0].context if tagging else {})
    yield from tagging


def _changed_oidc(
    place: Placement, arn: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    if changed(properties, previous, "ThumbprintList"):
        yield from on(arn, "iam", "UpdateOpenIDConnectProviderThumbprint")
    clients, before = (set(one.get("ClientIdList", [])) for one in (properties, previous))
    if clients - before:
        yield from on(arn, "iam", "AddClientIDToOpenIDConnectProvider")
    if before - clients:
        yield from on(arn, "iam", "RemoveClientIDFromOpenIDConnectProvider")
    yield from _changed_provider("OpenIDConnect", arn, properties, previous)


def _changed_saml(
    place: Placement, arn: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    if changed(properties, previous, "SamlMetadataDocument"):
        yield from on(arn, "iam", "UpdateSAMLProvider")
    yield from _changed_provider("SAML", arn, properties, previous)


def _changed_provider(
    kind: str, arn: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    yield from on(arn, "iam", f"List{kind}ProviderTags")
    tags = tag_map(properties), tag_map(previous)
    yield from changed_tags(f"iam:Tag{kind}Provider", f"iam:Untag{kind}Provider", arn, *tags)


def _gone_oidc(place: Placement, arn: str, properties: Properties) -> Iterator[Needed]:
    return on(arn, "iam", "DeleteOpenIDConnectProvider")


def _gone_saml(place: Placement, arn: str, properties: Properties) -> Iterator[Needed]:
    return on(arn, "iam", "DeleteSAMLProvider")


def _arn(place: Placement, resource: str) -> str:
    return f"arn:{place.partition}:iam::{place.account}:{resource}"


REQUESTS = {
    "AWS::IAM::ManagedPolicy": HandlerRequests(_new_managed, _changed_managed, _gone_managed),
    "AWS::IAM::OIDCProvider": HandlerRequests(_new_oidc, _changed_oidc, _gone_oidc),
    "AWS::IAM::Policy": HandlerRequests(_new_inline, _changed_inline, _gone_inline),
    "AWS::IAM::RolePolicy": HandlerRequests(_new_of_role, _changed_of_role, _gone_of_role),
    "AWS::IAM::SAMLProvider": HandlerRequests(_new_saml, _changed_saml, _gone_saml),
}
