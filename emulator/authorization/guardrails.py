"""The policies of the organization that the account is a member of, which nobody in it can change.

FullAWSAccess and RCPFullAWSAccess count as attached, so that only what further policies deny is of
interest. Neither kind holds service-linked roles.
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
"""

from __future__ import annotations

from dataclasses import dataclass

from emulator.authorization.policy_document import Policy
from emulator.authorization.principals import Principal

RESOURCE_CONTROLLED = frozenset(
    {"aoss", "cognito-identity", "cognito-idp", "ecr", "kms", "logs", "s3", "secretsmanager"}
    | {"sqs", "sts"}
)
"""The services that resource control policies are about, as actions name them."""

# Not effective in resource control policies, even where the action is a wildcard.
# https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html
_NOT_CONTROLLED = "kms:retiregrant"
_SERVICE_LINKED = ":role/aws-service-role/"


@dataclass(frozen=True)
class Guardrails:
    """What is attached; ``organization`` is the id that policies compare, if there is one."""

    service_control: tuple[Policy, ...] = ()
    resource_control: tuple[Policy, ...] = ()
    organization: str | None = None


NONE = Guardrails()
_ATTACHED = [NONE]


def attached() -> Guardrails:
    """Those that are attached now."""
    return _ATTACHED[0]


def attach(guardrails: Guardrails) -> None:
    """In the place of all others."""
    _ATTACHED[0] = guardrails


def detach_all() -> None:
    """As in an account that is in no organization; for when the account is emptied, too."""
    _ATTACHED[0] = NONE


def organization_facts(*keys: str) -> dict[str, tuple[str, ...]]:
    """The id of the organization under condition keys such as ``aws:ResourceOrgID``."""
    found = attached().organization
    return dict.fromkeys(keys, (found,)) if found else {}


def service_control_of(principal: Principal, guardrails: Guardrails) -> tuple[Policy, ...]:
    """Those that bound a principal: users, roles and the root user of the account.

    Not AWS services that act by themselves, identities of providers, devices and strangers.
    """
    of_iam = principal.arn.split(":")[2:3] in (["iam"], ["sts"])
    outside = principal.service or principal.federated or principal.is_anonymous
    if outside or not of_iam or _is_service_linked(principal):
        return ()
    return guardrails.service_control


def resource_control_of(
    principal: Principal, action: str, guardrails: Guardrails
) -> tuple[Policy, ...]:
    """Those that bound whoever asks for an action: of the account or not, also AWS services."""
    controlled = action.split(":", 1)[0].lower() in RESOURCE_CONTROLLED
    if not controlled or action.lower() == _NOT_CONTROLLED or _is_service_linked(principal):
        return ()
    return guardrails.resource_control


def _is_service_linked(principal: Principal) -> bool:
    return _SERVICE_LINKED in (principal.role_arn or "")
