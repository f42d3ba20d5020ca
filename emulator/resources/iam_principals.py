"""What roles, users and groups share: attached managed policies and inline policies.

moto drops ``ManagedPolicyArns`` (and a user's ``Policies``) of CloudFormation templates, and an
update adds attachments without removing any. Removals go by the difference to the previous
properties, because another resource may have attached policies to the same principal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, Group, IAMBackend, ManagedPolicy, Role, User
from moto.iam.models import iam_backends as _iam_backends
from moto.iam.policy_validation import IAMPolicyDocumentValidator

from emulator.resources.resource_type import Placement, Properties, document_text

Principal = Role | User | Group


def iam_backend(place: Placement) -> IAMBackend:
    """IAM of the account; it has no Region."""
    return _iam_backends[place.account][place.partition]


def managed_policy(backend: IAMBackend, arn: str) -> ManagedPolicy:
    """The policy, loading one of AWS's own on first use.

    moto can load all of AWS's policies at start (MOTO_IAM_LOAD_MANAGED_POLICIES), which costs time
    and memory for more than a thousand; the CDK's bootstrap template attaches three.
    """
    if arn not in backend.managed_policies and ":iam::aws:policy/" in arn:
        name = arn.rsplit("/", 1)[-1]
        data = _aws_policies().get(name)
        if data:
            policy = AWSManagedPolicy.from_data(name, backend.account_id, backend.region_name, data)
            if policy.arn == arn:
                backend.managed_policies[arn] = policy
    return backend.get_policy(arn)


@lru_cache(maxsize=1)
def _aws_policies() -> dict[str, Any]:
    policies: dict[str, Any] = json.loads(aws_managed_policies_data)
    return policies


def set_managed_policies(
    backend: IAMBackend, principal: Principal, wanted: Iterable[str], previous: Iterable[str]
) -> None:
    """Attaches what is wanted and detaches what only ``previous`` had."""
    for arn in set(previous) - set(wanted):
        detach(backend, principal, arn)
    for arn in wanted:
        attach(backend, principal, arn)


def attach(backend: IAMBackend, principal: Principal, arn: str) -> None:
    """Attaches a managed policy once; moto counts every call."""
    if arn not in principal.managed_policies:
        managed_policy(backend, arn).attach_to(principal)


def detach(backend: IAMBackend, principal: Principal, arn: str) -> None:
    """Detaches a managed policy if it is attached."""
    if arn in principal.managed_policies:
        backend.get_policy(arn).detach_from(principal)


def set_inline_policies(
    principal: Principal, wanted: list[Properties], previous: list[Properties]
) -> None:
    """Puts the wanted inline policies and deletes those that only ``previous`` had."""
    documents = {p["PolicyName"]: document_text(p["PolicyDocument"]) for p in wanted}
    for policy in previous:
        if policy["PolicyName"] not in documents:
            principal.policies.pop(policy["PolicyName"], None)
    for name, text in documents.items():
        IAMPolicyDocumentValidator(text).validate()
        principal.policies[name] = text


def inline_policies(principal: Principal) -> list[Properties]:
    """The inline policies that a principal has, whoever put them there."""
    return [
        {"PolicyDocument": text, "PolicyName": name} for name, text in principal.policies.items()
    ]


def boundary_policy(backend: IAMBackend, properties: Properties) -> str | None:
    """The ARN of the permissions boundary; one that does not exist is an error, as on AWS."""
    arn: str | None = properties.get("PermissionsBoundary")
    if arn:
        managed_policy(backend, arn)
    return arn


def named_principals(backend: IAMBackend, properties: Mapping[str, Any]) -> Iterator[Principal]:
    """The principals that a policy resource lists; an unknown one is an error."""
    for name in properties.get("Roles", []):
        yield backend.get_role(name)
    for name in properties.get("Users", []):
        yield backend.get_user(name)
    for name in properties.get("Groups", []):
        yield backend.get_group(name)


def existing_principals(backend: IAMBackend, properties: Mapping[str, Any]) -> list[Principal]:
    """Like :func:`named_principals` without those that are gone."""
    roles = {role.name: role for role in backend.roles.values()}
    groups: list[tuple[Mapping[str, Any], str]] = [
        (roles, "Roles"),
        (backend.users, "Users"),
        (backend.groups, "Groups"),
    ]
    return [
        found[name] for found, key in groups for name in properties.get(key, []) if name in found
    ]


def is_in_use(backend: IAMBackend, arn: str) -> bool:
    """Whether a managed policy is attached to anybody, or bounds anybody."""
    principals: list[Any] = [
        *backend.roles.values(),
        *backend.users.values(),
        *backend.groups.values(),
    ]
    return any(
        arn in principal.managed_policies
        or (getattr(principal, "permissions_boundary", None) or {}).get("PermissionsBoundaryArn")
        == arn
        for principal in principals
    )
