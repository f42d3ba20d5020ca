"""A log group's key has to let CloudWatch Logs use it for that group, and for no other.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check
from emulator.authorization.actions.kms import find_key
from emulator.authorization.deployed_principals import service_principal
from emulator.authorization.judgement import judge_use, time_facts
from emulator.authorization.request_context import RequestContext
from emulator.validation.api_call import ApiCall, Refusal

# What CloudWatch Logs does with a key: it encrypts what it stores, and decrypts what it shows.
_USE = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")


def usable_key(call: ApiCall) -> Iterator[Refusal]:
    """Whether the key exists, and its policy allows the service of this Region all it does."""
    key_id, name = call.parameters.get("kmsKeyId"), call.parameters.get("logGroupName")
    if key_id is None:
        return
    group = f"arn:{call.partition}:logs:{call.region}:{call.account}:log-group:{name}"
    key = find_key(call.account, call.region, str(key_id))
    reason = "there is no such key"
    if key is not None:
        reason = _denied(call, str(key.arn), group)
    if reason:
        yield Refusal(
            "InvalidParameterException",
            "The specified KMS key does not exist or is not allowed to be used with Arn "
            f"'{group}' ({reason})",
        )


def _denied(call: ApiCall, key_arn: str, group: str) -> str:
    service = f"logs.{call.region}.amazonaws.com"
    principal = service_principal(service, call.account)
    context = {
        "kms:EncryptionContext:aws:logs:arn": (group,),
        "kms:EncryptionContextKeys": ("aws:logs:arn",),
        "aws:SecureTransport": ("true",),
    }
    shared = RequestContext({**time_facts(), **principal.facts})
    for action in _USE:
        decision = judge_use(principal, Check(action, key_arn, context), shared, call.account)
        if not decision.is_allowed:
            return f"{action} by {service} is denied {decision.reason}"
    return ""
