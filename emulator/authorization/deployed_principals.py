"""Principals with the policies and tags that they have now in moto's IAM."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any

from moto.iam.models import Group, IAMBackend, ManagedPolicy, Role, User, iam_backends
from moto.iot.models import FakePolicy
from moto.utilities.utils import PARTITION_NAMES, get_partition

from emulator.authorization.guardrails import attached
from emulator.authorization.policy_document import Policy
from emulator.authorization.principals import Principal
from emulator.authorization.sessions import Session

_EVERYTHING = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "RootUser", "Effect": "Allow", "Action": "*", "Resource": "*"},
        ],
    }
)
_Facts = dict[str, tuple[str, ...]]


def root_user(account: str, partition: str = "aws") -> Principal:
    """The account's root user: its identity allows everything, resource policies still hold it."""
    arn = f"arn:{partition}:iam::{account}:root"
    facts = _account_facts(account, arn, "Account") | {"aws:userid": (account,)}
    return Principal(
        arn=arn,
        account=account,
        names=frozenset((arn, account)),
        identity_policies=(Policy("the root user", _EVERYTHING),),
        facts=facts,
    )


def user_principal(user: User) -> Principal:
    """An IAM user with its own policies and those of its groups."""
    backend = _iam(user.account_id, user.region_name)
    boundary = getattr(user, "permissions_boundary", None)
    facts = _account_facts(user.account_id, user.arn, "User")
    facts |= {"aws:username": (user.name,), "aws:userid": (user.id,)}
    return Principal(
        arn=user.arn,
        account=user.account_id,
        names=frozenset((user.arn, user.id)),
        identity_policies=tuple(_user_policies(backend, user)),
        boundary=_boundary(backend, boundary and boundary["PermissionsBoundaryArn"]),
        facts=facts | _tag_facts(tag_map(user.tags or [])),
    )


def role_principal(role: Role) -> Principal:
    """Whoever has assumed a role, without session policies."""
    backend = _iam(role.account_id, role.partition)
    facts = _account_facts(role.account_id, role.arn, "AssumedRole")
    return Principal(
        arn=role.arn,
        account=role.account_id,
        role_arn=role.arn,
        role_id=role.id,
        identity_policies=tuple(_policies(role, f"role {role.name}")),
        boundary=_boundary(backend, role.permissions_boundary_arn),
        facts=facts | _tag_facts(tag_map(role.tags or [])),
    )


def session_principal(session: Session, role: Role, remembered: Mapping[str, str]) -> Principal:
    """A session of a role, with its own tags and policies; what is remembered of it wins."""
    assumed, request = session.role, session.request
    of_role = role_principal(role)
    user_id = f"{role.id}:{assumed.session_name}"
    facts = {**of_role.facts, **_tag_facts(request.tags)}
    facts["aws:userid"] = (user_id,)
    facts |= session_facts(session.issued, has_mfa=request.has_mfa)
    if request.source_identity:
        facts["aws:sourceidentity"] = (request.source_identity,)
    if request.federated_provider:
        facts["aws:federatedprovider"] = (request.federated_provider,)
    backend = _iam(role.account_id, role.partition)
    policies = [
        Policy(f"session policy {arn}", _managed(backend, arn)) for arn in request.policy_arns
    ]
    if assumed.policy:
        policies.append(Policy("the session's policy", assumed.policy))
    return Principal(
        arn=assumed.arn,
        account=role.account_id,
        names=frozenset((assumed.arn, user_id)),
        role_arn=role.arn,
        role_id=role.id,
        identity_policies=of_role.identity_policies,
        boundary=of_role.boundary,
        session_policies=policies or None,
        facts=facts | {key.lower(): (value,) for key, value in remembered.items()},
        transitive_tags=request.transitive_tags,
    )


def session_facts(issued: datetime, *, has_mfa: bool) -> _Facts:
    """What temporary credentials say of when and how they were asked for.

    Long-term credentials say nothing of MFA, neither that there was nor that there was not.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
    """
    found: _Facts = {
        "aws:tokenissuetime": (_iso(issued),),
        "aws:multifactorauthpresent": (str(has_mfa).lower(),),
    }
    if has_mfa:
        age = datetime.now(timezone.utc) - issued
        found["aws:multifactorauthage"] = (str(int(age.total_seconds())),)
    return found


def service_principal(service: str, account: str) -> Principal:
    """An AWS service that acts by itself."""
    facts = {
        "aws:principalisawsservice": ("true",),
        "aws:principalservicename": (service,),
    }
    return Principal(arn=service, account=account, service=service, facts=facts)


def federated_principal(
    provider_arn: str, account: str, facts: Mapping[str, tuple[str, ...]]
) -> Principal:
    """Somebody whom an identity provider vouches for, before the session starts."""
    common = {
        "aws:federatedprovider": (provider_arn,),
        "aws:principalisawsservice": ("false",),
    }
    return Principal(
        arn=provider_arn, account=account, federated=provider_arn, facts={**common, **facts}
    )


def anonymous(account: str) -> Principal:
    """Somebody who does not say who it is."""
    return Principal(
        arn="anonymous",
        account=account,
        is_anonymous=True,
        facts={"aws:principaltype": ("Anonymous",), "aws:userid": ("anonymous",)},
    )


def certificate_principal(policy: FakePolicy, account: str) -> Principal:
    """The holder of a certificate with one IoT policy."""
    # Typed as an object; from a template or a request it is text.
    document: Any = policy.document
    text = document if isinstance(document, str) else json.dumps(document)
    return Principal(
        arn=policy.arn,
        account=account,
        identity_policies=(Policy(f"IoT policy {policy.name}", text),),
    )


def tag_map(tags: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Tags as IAM lists them, by key."""
    return {tag["Key"]: tag["Value"] for tag in tags}


def _account_facts(account: str, arn: str, kind: str) -> _Facts:
    organization = attached().organization
    return {
        **({"aws:principalorgid": (organization,)} if organization else {}),
        "aws:principalarn": (arn,),
        "aws:principalaccount": (account,),
        "aws:principaltype": (kind,),
        "aws:principalisawsservice": ("false",),
    }


def _tag_facts(tags: Mapping[str, str]) -> _Facts:
    return {f"aws:principaltag/{key}".lower(): (value,) for key, value in tags.items()}


def _user_policies(backend: IAMBackend, user: User) -> Iterable[Policy]:
    yield from _policies(user, f"user {user.name}")
    for group in backend.get_groups_for_user(user.name):
        yield from _policies(group, f"group {group.name}")


def _policies(entity: Role | User | Group, label: str) -> Iterable[Policy]:
    for name, text in entity.policies.items():
        yield Policy(f"{label}: inline policy {name}", text)
    for managed in entity.managed_policies.values():
        yield Policy(f"{label}: {managed.arn}", _document(managed))


def _boundary(backend: IAMBackend, arn: str | None) -> Policy | None:
    """A boundary whose policy is gone allows nothing, as on AWS."""
    return Policy(f"permissions boundary {arn}", _managed(backend, arn)) if arn else None


def _managed(backend: IAMBackend, arn: str) -> str:
    policy = backend.managed_policies.get(arn)
    return _document(policy) if policy else '{"Statement": []}'


def _document(policy: ManagedPolicy) -> str:
    text: str = next(version.document for version in policy.versions if version.is_default)
    return text


def _iam(account: str, region_or_partition: str) -> IAMBackend:
    known = region_or_partition in PARTITION_NAMES
    return iam_backends[account][
        region_or_partition if known else get_partition(region_or_partition)
    ]


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
