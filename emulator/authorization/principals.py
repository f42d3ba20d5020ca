"""Who makes a request, and whether a resource policy means them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from emulator.authorization.policy_document import Policy, Principals
from emulator.authorization.verdict import NotUnderstoodError


@dataclass(frozen=True)
class Principal:
    """A user, a role's session, the root user, a service, somebody from an identity provider, or
    nobody in particular.

    ``arn`` is how messages name it, ``names`` are the ARNs and ids by which a resource policy can
    mean it directly, ``role_arn`` is set for sessions: a policy that names the role means all of
    its sessions, but not as directly. ``federated`` is the ARN of the identity provider.
    """

    arn: str
    account: str
    names: frozenset[str] = frozenset()
    role_arn: str | None = None
    # The role's unique id, by which a policy can mean it as well.
    role_id: str | None = None
    service: str | None = None
    federated: str | None = None
    is_anonymous: bool = False
    identity_policies: Sequence[Policy] = ()
    boundary: Policy | None = None
    # None for principals that have no session policies, which is no ceiling at all.
    session_policies: Sequence[Policy] | None = None
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # Session tags that the next session of a role chain inherits, as they were written.
    transitive_tags: Mapping[str, str] = field(default_factory=dict)
    # That a request was signed with; empty where nothing is signed. Records of calls show it.
    access_key_id: str = ""

    @property
    def is_root(self) -> bool:
        """Whether it is the account's root user."""
        return self.arn in self.account_names

    @property
    def account_names(self) -> frozenset[str]:
        """How a policy names the whole account."""
        partition = self.arn.split(":")[1] if self.arn.startswith("arn:") else "aws"
        return frozenset((self.account, f"arn:{partition}:iam::{self.account}:root"))


class Naming(IntEnum):
    """How directly a statement of a resource policy means a principal."""

    NOT = 0
    # Through its account: that leaves the decision to the account's identity policies.
    ACCOUNT = 1
    # Through its role: within the role's boundary and the session's policies.
    ROLE = 2
    # Itself, or everybody.
    DIRECT = 3


def naming(principals: Principals, principal: Principal, *, is_deny: bool) -> Naming:
    """How a statement means a principal; NotUnderstoodError for what AWS does not document."""
    if not principals.negated:
        return _named(principals.by_kind, principal, is_deny=is_deny)
    if not is_deny:
        raise NotUnderstoodError("NotPrincipal with Allow means everybody else in the world")
    return Naming.NOT if _is_spared(principals.by_kind, principal) else Naming.DIRECT


def _named(by_kind: Mapping[str, Sequence[str]], principal: Principal, *, is_deny: bool) -> Naming:
    found = Naming.NOT
    for kind, values in by_kind.items():
        for value in values:
            found = max(found, _named_by(kind, value, principal, is_deny=is_deny))
    return found


def _named_by(kind: str, value: str, principal: Principal, *, is_deny: bool) -> Naming:
    if kind == "Service":
        return Naming.DIRECT if value == principal.service else Naming.NOT
    if kind == "Federated":
        return Naming.DIRECT if value == principal.federated else Naming.NOT
    if kind != "AWS":
        # Nobody comes as a canonical user here.
        return Naming.NOT
    if principal.federated:
        # Whether everybody includes those of an identity provider is not documented: it does where
        # that denies.
        return Naming.DIRECT if value == "*" and is_deny else Naming.NOT
    if value == "*" or value in principal.names:
        return Naming.DIRECT
    if principal.is_anonymous or principal.service:
        return Naming.NOT
    if value in (principal.role_arn, principal.role_id):
        return Naming.ROLE
    return Naming.ACCOUNT if value in principal.account_names else Naming.NOT


def _is_spared(by_kind: Mapping[str, Sequence[str]], principal: Principal) -> bool:
    """A Deny with NotPrincipal spares whom it names with their role and with their account."""
    named = set(by_kind.get("AWS", ()))
    if principal.service:
        return principal.service in by_kind.get("Service", ())
    if principal.federated:
        return principal.federated in by_kind.get("Federated", ())
    if "*" in named:
        return True
    role_names = {principal.role_arn, principal.role_id}
    has_role = principal.role_arn is None or bool(role_names & named)
    return bool(principal.names & named) and has_role and bool(principal.account_names & named)
