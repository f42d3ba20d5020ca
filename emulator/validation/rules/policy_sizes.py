"""How long policies may be.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
https://docs.aws.amazon.com/general/latest/gr/iot-core.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.validation.api_call import ApiCall, Refusal
from emulator.validation.rules.iam_entities import inline_policies
from emulator.validation.rules.policy_documents import PolicyDocument, policy_of

_MANAGED, _TRUST, _DEVICE = 6_144, 2_048, 2_048
_KEY_BYTES, _BUCKET_BYTES = 32_768, 20_480
_INLINE = {"Role": 10_240, "User": 2_048, "Group": 5_120}


def managed_policy_size(call: ApiCall) -> Iterator[Refusal]:
    """A managed policy by itself."""
    policy = policy_of(call)
    if policy and policy.counted_length > _MANAGED:
        # Which policy: CreatePolicyVersion has its ARN only.
        name = call.parameters.get("PolicyName") or call.parameters.get("PolicyArn")
        yield _exceeded(f"Cannot exceed quota for PolicySize: {_MANAGED}", policy, f"policy {name}")


def trust_policy_size(call: ApiCall) -> Iterator[Refusal]:
    """A trust policy; a quota that AWS raises to 4,096 on request, which nobody did here."""
    policy = policy_of(call)
    if policy and policy.counted_length > _TRUST:
        role = f"role {call.parameters.get('RoleName')}"
        yield _exceeded(f"Cannot exceed quota for ACLSizePerRole: {_TRUST}", policy, role)


def inline_policies_size(call: ApiCall) -> Iterator[Refusal]:
    """All inline policies of a role, user or group together; one that is replaced counts once."""
    policy = policy_of(call)
    if policy is None:
        return
    kind = call.operation.removeprefix("Put").removesuffix("Policy")
    name = call.parameters[f"{kind}Name"]
    own = call.parameters["PolicyName"]
    others = [text for key, text in inline_policies(call, kind, name).items() if key != own]
    length = policy.counted_length + sum(len("".join(text.split())) for text in others)
    if length > _INLINE[kind]:
        yield Refusal(
            "LimitExceeded",
            f"Maximum policy size of {_INLINE[kind]} bytes exceeded for {kind.lower()} {name} "
            f"(PolicyDocument of {own} with the others: {length} characters without white space)",
            409,
        )


def device_policy_size(call: ApiCall) -> Iterator[Refusal]:
    """A policy of AWS IoT."""
    policy = policy_of(call)
    if policy and policy.counted_length > _DEVICE:
        yield Refusal(
            "MalformedPolicyException",
            f"Policy is larger than {_DEVICE} characters without white space: "
            f"{policy.parameter} of {call.parameters.get('policyName')} has "
            f"{policy.counted_length}",
        )


def key_policy_size(call: ApiCall) -> Iterator[Refusal]:
    """A key policy, with its white space."""
    yield from _bytes(call, "LimitExceededException", _KEY_BYTES)


def bucket_policy_size(call: ApiCall) -> Iterator[Refusal]:
    """A bucket policy, with its white space."""
    yield from _bytes(call, "PolicyTooLarge", _BUCKET_BYTES)


def _bytes(call: ApiCall, code: str, limit: int) -> Iterator[Refusal]:
    policy = policy_of(call)
    size = len(policy.text.encode()) if policy else 0
    if size > limit:
        yield Refusal(code, f"Policy has {size} bytes, which is more than the limit of {limit}")


def _exceeded(words: str, policy: PolicyDocument, where: str) -> Refusal:
    length = policy.counted_length
    message = f"{words} ({policy.parameter} of {where} has {length} characters without white space)"
    return Refusal("LimitExceeded", message, 409)
