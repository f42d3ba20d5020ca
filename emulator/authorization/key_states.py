"""Whether KMS lets a key be used in the state that it is in, whatever policies allow.

https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
"""

from __future__ import annotations

from dataclasses import dataclass

from moto.core.utils import get_service_model
from moto.kms.models import Key, kms_backends

from emulator.authorization.actions.check import names

_PENDING = "PendingDeletion"
_DISABLED, _WRONG_STATE = "DisabledException", "KMSInvalidStateException"
_WRONG_USE = "InvalidKeyUsageException"
# All that can be done with a key that waits for its deletion.
_WHILE_PENDING = names(
    """
    CancelKeyDeletion DeleteAlias DescribeKey GetKeyPolicy GetKeyRotationStatus ListAliases
    ListGrants ListKeyPolicies ListKeyRotations ListResourceTags PutKeyPolicy RetireGrant
    RevokeGrant
    """
)
_SYMMETRIC = names(
    """
    GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext
    GenerateDataKeyWithoutPlaintext
    """
)
_ENCRYPTING = frozenset({"Decrypt", "Encrypt", "ReEncrypt", *_SYMMETRIC})
# Policies know the two keys of this operation by an action each.
_OPERATIONS = {"ReEncryptFrom": "ReEncrypt", "ReEncryptTo": "ReEncrypt"}


@dataclass(frozen=True)
class Obstacle:
    """Why KMS refuses: the name of its error, and what it says."""

    name: str
    message: str


def obstacle(key: Key, operation: str) -> Obstacle | None:
    """Why a key refuses an operation, which may have the name of an action; None if it does not."""
    name = _OPERATIONS.get(operation, operation)
    if key.key_state == _PENDING and name not in _WHILE_PENDING:
        return Obstacle(_WRONG_STATE, f"{key.arn} is pending deletion.")
    if key.key_state != _PENDING and name == "CancelKeyDeletion":
        return Obstacle(_WRONG_STATE, f"{key.arn} is not pending deletion.")
    if not key.enabled and _needs_enabled(name):
        return Obstacle(_DISABLED, f"{key.arn} is disabled.")
    symmetric = key.key_spec == "SYMMETRIC_DEFAULT"
    # moto leaves the default empty.
    usage = key.key_usage or "ENCRYPT_DECRYPT"
    if name in _ENCRYPTING and usage != "ENCRYPT_DECRYPT":
        return Obstacle(_WRONG_USE, f"{key.arn} key usage is {usage} which is not valid.")
    if name in _SYMMETRIC and not symmetric:
        return Obstacle(_WRONG_USE, f"{key.arn} key spec is {key.key_spec} which is not valid.")
    if name in ("EnableKeyRotation", "RotateKeyOnDemand") and not symmetric:
        return Obstacle("UnsupportedOperationException", f"{key.arn} cannot be rotated.")
    return None


def obstacle_to_use(account: str, action: str, key_arn: str) -> Obstacle | None:
    """Why a service cannot use a key; None also for keys that are not there, and other actions."""
    service, _, operation = action.partition(":")
    if service != "kms" or not _needs_enabled(_OPERATIONS.get(operation, operation)):
        return None
    _, _, _, region, _, rest = key_arn.split(":", 5)
    key = kms_backends[account][region].keys.get(rest.removeprefix("key/"))
    return None if key is None else obstacle(key, operation)


def _needs_enabled(operation: str) -> bool:
    """Whether the operation is among those that know the error of a disabled key."""
    model = get_service_model("kms")
    if operation not in model.operation_names:
        return False
    return any(error.name == _DISABLED for error in model.operation_model(operation).error_shapes)
