"""States and uses of KMS keys: what a disabled key refuses, and one that waits for its deletion.

https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.kms.models import Key

from emulator.authorization.actions.kms import find_key, key_of_ciphertext
from emulator.authorization.key_states import obstacle
from emulator.validation.api_call import ApiCall, Refusal

_KEYS = ("KeyId", "TargetKeyId", "SourceKeyId", "DestinationKeyId")
_DAYS = range(7, 31)
_ENCRYPT, _SYMMETRIC = "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT"
# By the first part of their specification; the others are not known here.
_USES = {
    "SYMMETRIC": (_ENCRYPT,),
    "HMAC": ("GENERATE_VERIFY_MAC",),
    "ECC": ("SIGN_VERIFY", "KEY_AGREEMENT"),
    "RSA": (_ENCRYPT, "SIGN_VERIFY"),
}


def key_in_a_fit_state(call: ApiCall) -> Iterator[Refusal]:
    """Every key that the request names, also by its ciphertext."""
    for key in _keys(call):
        found = obstacle(key, call.operation)
        if found is not None:
            yield Refusal(found.name, found.message)


def waiting_period(call: ApiCall) -> Iterator[Refusal]:
    """From 7 to 30 days."""
    days = call.parameters.get("PendingWindowInDays")
    if days is not None and days not in _DAYS:
        message = f"PendingWindowInDays must be between {_DAYS[0]} and {_DAYS[-1]}, not {days}"
        yield Refusal("ValidationException", message)


def use_of_new_key(call: ApiCall) -> Iterator[Refusal]:
    """What a key is for has to fit its kind; only symmetric ones have a use by default."""
    spec = call.parameters.get("KeySpec") or call.parameters.get("CustomerMasterKeySpec")
    use, kind = call.parameters.get("KeyUsage", _ENCRYPT), (spec or _SYMMETRIC).split("_", 1)[0]
    if use not in _USES.get(kind, (use,)):
        message = f"KeyUsage {use} is not compatible with KeySpec {spec or _SYMMETRIC}"
        yield Refusal("ValidationException", message)


def _keys(call: ApiCall) -> Iterator[Key]:
    named = [str(call.parameters[name]) for name in _KEYS if call.parameters.get(name)]
    ciphertext = call.parameters.get("CiphertextBlob")
    for key_id in [*named, *([key_of_ciphertext(ciphertext)] if ciphertext else [])]:
        key = find_key(call.account, call.region, key_id)
        if key is not None:
            yield key
