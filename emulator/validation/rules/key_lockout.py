"""A key policy that would lock its maker out is refused, unless the request says otherwise.

https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from emulator.authorization.deployed_policies import resource_tags
from emulator.authorization.evaluation import Guard, Question, decide
from emulator.authorization.judgement import time_facts
from emulator.authorization.policy_document import Policy
from emulator.authorization.request_context import RequestContext
from emulator.validation.api_call import ApiCall, Refusal
from emulator.validation.rules.policy_documents import PolicyDocument, malformed, policy_of

_ACTION = "kms:PutKeyPolicy"
_NEW_KEY = "00000000-0000-0000-0000-000000000000"


def key_stays_manageable(call: ApiCall) -> Iterator[Refusal]:
    """Whether the caller may make the next PutKeyPolicy under the new policy."""
    policy = policy_of(call)
    if policy is None or call.parameters.get("BypassPolicyLockoutSafetyCheck"):
        return
    arn = _key_arn(call)
    values: dict[str, Sequence[str]] = {
        **time_facts(),
        **call.principal.facts,
        "aws:RequestedRegion": (call.region,),
        "aws:SecureTransport": ("true",),
        "aws:ViaAWSService": ("false",),
        "kms:CallerAccount": (call.account,),
    }
    guard = Guard(Policy("the new key policy", _effective(policy)), must_allow=True)
    context = RequestContext(values).with_resource_tags(_tags(call, arn))
    decision = decide(call.principal, Question(_ACTION, arn, context), guard)
    if not decision.is_allowed:
        yield malformed(
            call,
            "The new key policy will not allow you to update the key policy in the future. "
            f"(Policy: {_ACTION} by {call.principal.arn} is denied {decision.reason})",
        )


def _effective(policy: PolicyDocument) -> str:
    """The policy without statements that lack an action: they have no effect."""
    statements = [
        statement for statement in policy.statements() if {"Action", "NotAction"} & statement.keys()
    ]
    return json.dumps({**policy.parsed(), "Statement": statements})


def _tags(call: ApiCall, arn: str) -> Mapping[str, str] | None:
    """The tags that the key has when the policy is in force: policies of the caller may ask."""
    made = [(call.operation, call.parameters)]
    made += [(planned.operation, planned.parameters) for planned in call.before]
    for operation, parameters in made:
        if operation == "CreateKey":
            return {tag["TagKey"]: tag["TagValue"] for tag in parameters.get("Tags", [])}
    return resource_tags(call.account, arn)


def _key_arn(call: ApiCall) -> str:
    key_id = str(call.parameters.get("KeyId", _NEW_KEY))
    if key_id.startswith("arn:"):
        return key_id
    return f"arn:{call.partition}:kms:{call.region}:{call.account}:key/{key_id}"
