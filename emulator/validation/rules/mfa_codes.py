"""Codes of MFA devices, and who may ask for a session of its own.

https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization import mfa
from emulator.validation.api_call import ApiCall, Refusal


def right_code(call: ApiCall) -> Iterator[Refusal]:
    """A code has to be one of a device that the calling user has."""
    if not mfa.is_asked_with_mfa(call.parameters):
        return
    if not mfa.is_right(call.account, call.partition, call.principal, call.parameters):
        message = "MultiFactorAuthentication failed with invalid MFA one time pass code."
        yield Refusal("AccessDenied", message, 403)


def user_of_long_term_keys(call: ApiCall) -> Iterator[Refusal]:
    """A user; one whose credentials are temporary already may not ask for others."""
    principal = call.principal
    if principal.session_policies is not None or principal.role_arn:
        yield Refusal("AccessDenied", "Cannot call GetSessionToken with session credentials", 403)
    elif ":user/" not in principal.arn:
        yield Refusal("AccessDenied", "GetSessionToken is emulated for IAM users only", 403)
