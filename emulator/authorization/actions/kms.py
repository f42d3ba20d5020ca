"""KMS: everything about a key is judged by the key's policy too.

https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from moto.kms.models import Key, kms_backends
from moto.kms.utils import _deserialize_ciphertext_blob

from emulator.authorization.actions.check import Check, not_in_table, tag_context
from emulator.authorization.calls import Call
from emulator.authorization.verdict import NotUnderstoodError

_WITHOUT_KEY = frozenset({"CreateKey", "GenerateRandom", "ListAliases", "ListKeys"})


def checks(call: Call) -> Iterator[Check]:
    """What a call to KMS needs."""
    parameters, operation = call.parameters, call.operation
    context = _context(parameters) | {"kms:CallerAccount": (call.account,)}
    if operation in _WITHOUT_KEY:
        yield Check(call.action, "*", context)
    elif operation == "ReEncrypt":
        source = parameters.get("SourceKeyId") or key_of_ciphertext(
            parameters.get("CiphertextBlob")
        )
        encryption = _encryption_context(parameters.get("SourceEncryptionContext"))
        yield Check("kms:ReEncryptFrom", key_arn(call, source), context | encryption)
        encryption = _encryption_context(parameters.get("DestinationEncryptionContext"))
        target = parameters.get("DestinationKeyId", "")
        yield Check("kms:ReEncryptTo", key_arn(call, target), context | encryption)
    elif operation in ("CreateAlias", "UpdateAlias", "DeleteAlias"):
        yield from _alias_checks(call, context)
    else:
        key_id = parameters.get("KeyId") or key_of_ciphertext(parameters.get("CiphertextBlob"))
        # A grant that is named by its token alone does not say which key it is of.
        if not key_id:
            raise not_in_table(call)
        if operation == "CreateGrant":
            # Whoever calls KMS by itself is no AWS service.
            context = context | {"kms:GrantIsForAWSResource": ("false",)}
        if ":alias/" in key_id or key_id.startswith("alias/"):
            name = key_id.rsplit(":", 1)[-1]
            context = context | {"kms:RequestAlias": (name,)}
        yield Check(call.action, key_arn(call, key_id), context)


def find_key(account: str, region: str, key_id: str) -> Key | None:
    """The key with an id, ARN or alias in any of their forms; AWS's own are made on first use."""
    if key_id.startswith("arn:"):
        region = key_id.split(":")[3]
    backend = kms_backends[account][region]
    name = key_id.rsplit(":", 1)[-1]
    if name.startswith("alias/"):
        found = backend.get_key_id_from_alias(name)
        return backend.keys.get(found) if found else None
    return backend.keys.get(name.removeprefix("key/"))


def key_arn(call: Call, key_id: str) -> str:
    """The key's ARN; one that does not exist is as the request writes it."""
    key = find_key(call.account, call.region, key_id)
    if key is not None:
        return str(key.arn)
    return key_id if key_id.startswith("arn:") else call.arn(f"key/{key_id}", "kms")


def _alias_checks(call: Call, context: Mapping[str, tuple[str, ...]]) -> Iterator[Check]:
    """Both the alias and the keys that it leads to, before and after."""
    name = call.parameters.get("AliasName", "")
    yield Check(call.action, call.arn(name), context)
    before = find_key(call.account, call.region, name)
    if before is not None:
        yield Check(call.action, str(before.arn), context)
    after = call.parameters.get("TargetKeyId")
    if after:
        yield Check(call.action, key_arn(call, after), context)


def _context(parameters: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {
        **_encryption_context(parameters.get("EncryptionContext")),
        **tag_context(parameters),
    }


def _encryption_context(pairs: dict[str, str] | None) -> dict[str, tuple[str, ...]]:
    if not pairs:
        return {}
    found = {f"kms:EncryptionContext:{key}": (value,) for key, value in pairs.items()}
    return {**found, "kms:EncryptionContextKeys": tuple(pairs)}


def key_of_ciphertext(blob: bytes | str | None) -> str:
    """The key that a ciphertext says it is under."""
    if not blob:
        return ""
    try:
        raw = base64.b64decode(blob) if isinstance(blob, str) else blob
        return str(_deserialize_ciphertext_blob(raw).key_id)
    except (struct.error, ValueError) as error:
        raise NotUnderstoodError("the ciphertext does not say which key it is under") from error
