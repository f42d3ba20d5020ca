"""The limit of a role's inline policies together, which moto reports but does not keep.

Revoking certificates grows such a policy, so that the limit is one that the platform can reach.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

from __future__ import annotations

from typing import Any

from moto.iam.exceptions import LimitExceededException
from moto.iam.models import IAMBackend

from emulator.moto_changes import replace_attribute

_LIMIT = 10_240
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces PutRolePolicy."""
    _ORIGINAL["put"] = replace_attribute(IAMBackend, "put_role_policy", _put_role_policy)


def _put_role_policy(
    backend: IAMBackend, role_name: str, policy_name: str, policy_json: str
) -> None:
    others = {**backend.get_role(role_name).policies, policy_name: policy_json}
    # White space is not counted.
    if sum(len("".join(text.split())) for text in others.values()) > _LIMIT:
        raise LimitExceededException(
            f"Maximum policy size of {_LIMIT} bytes exceeded for role {role_name}"
        )
    _ORIGINAL["put"](backend, role_name, policy_name, policy_json)
