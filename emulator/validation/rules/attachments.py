"""How many managed policies a role, user or group has.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal
from emulator.validation.rules.iam_entities import attached_policies

_MOST_POLICIES = 10


def attached_policies_quota(call: ApiCall) -> Iterator[Refusal]:
    """A quota that AWS raises on request, which nobody did here."""
    kind = call.operation.removeprefix("Attach").removesuffix("Policy")
    name, arn = call.parameters[f"{kind}Name"], call.parameters["PolicyArn"]
    if len(attached_policies(call, kind, name) | {arn}) > _MOST_POLICIES:
        words = f"Cannot exceed quota for PoliciesPer{kind}: {_MOST_POLICIES}"
        yield Refusal("LimitExceeded", f"{words} ({kind.lower()} {name}, PolicyArn {arn})", 409)
