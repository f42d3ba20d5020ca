"""Requests with a customer's key (SSE-C), and those that lack the one that an object needs.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from moto.s3.models import s3_backends

from emulator.authorization.actions.check import names
from emulator.authorization.actions.s3_copies import copy_source
from emulator.authorization.actions.s3_keys import SSE, find_bucket, upload_of
from emulator.authorization.calls import Call
from emulator.customer_keys import customer_key_of
from emulator.validation.api_call import Refusal

_PREFIX = f"{SSE}-customer-"
_OF_SOURCE = "x-amz-copy-source-server-side-encryption-customer-"
_READS = names("GetObject GetObjectAttributes HeadObject")
_PARTS = names("UploadPart UploadPartCopy")
_COPIES = names("CopyObject UploadPartCopy")
_BYTES = 32
_WORDS = "Requests specifying Server Side Encryption with Customer provided keys must"


def key_given(call: Call, prefix: str = _PREFIX) -> str | None:
    """The digest of the key that comes with a request."""
    return call.request.value(f"{prefix}key-md5")


def customer_keys(call: Call) -> Iterator[Refusal]:
    """Keys that are none, and those that are not what the object was written with."""
    for prefix in (_PREFIX, _OF_SOURCE):
        yield from _form(call, prefix)
    if call.operation in _READS:
        version = call.request.query.get("versionId")
        stored = _object(call, call.parameters["Bucket"], call.parameters["Key"], version)
        yield from _is_the_key(stored, key_given(call))
    if call.operation in _COPIES:
        yield from _is_the_key(_object(call, *copy_source(call)), key_given(call, _OF_SOURCE))
    if call.operation in _PARTS:
        yield from _is_the_key(upload_of(call), key_given(call))


def _form(call: Call, prefix: str) -> Iterator[Refusal]:
    algorithm, key, digest = (
        call.request.value(f"{prefix}{name}") for name in ("algorithm", "key", "key-md5")
    )
    if algorithm is key is digest is None:
        return
    if algorithm is None:
        yield _refusal(f"{_WORDS} provide a valid encryption algorithm.")
    elif algorithm != "AES256":
        message = (
            "The encryption request that you specified is not valid. The valid value is AES256."
        )
        yield Refusal("InvalidEncryptionAlgorithmError", message)
    if key is None:
        yield _refusal(f"{_WORDS} provide an appropriate secret key.")
        return
    if digest is None:
        yield _refusal(f"{_WORDS} provide the client calculated MD5 of the secret key.")
    secret = _decoded(key)
    if len(secret) != _BYTES:
        yield _refusal("The secret key was invalid for the specified algorithm.")
    if base64.b64encode(hashlib.md5(secret, usedforsecurity=False).digest()).decode() != digest:
        yield _refusal(
            "The calculated MD5 hash of the key did not match the hash that was provided."
        )
    if prefix == _PREFIX and call.request.value(SSE) is not None:
        yield _refusal(
            "Server Side Encryption with Customer provided key is incompatible with the encryption "
            "method specified"
        )
    if call.request.tls_version is None:
        yield _refusal(f"{_WORDS} be made over a secure connection.")


def _is_the_key(stored: object, given: str | None) -> Iterator[Refusal]:
    wanted = customer_key_of(stored)
    if stored is None or wanted == given:
        return
    if wanted is None:
        message = "The encryption parameters are not applicable to this object."
        yield Refusal("InvalidRequest", message)
    if given is None:
        yield Refusal(
            "InvalidRequest",
            "The object was stored using a form of Server Side Encryption. The correct parameters "
            "must be provided to retrieve the object.",
        )
    yield Refusal("AccessDenied", "Access Denied", 403)


def _object(call: Call, bucket: str, key: str, version: str | None) -> object:
    if find_bucket(call, bucket) is None:
        return None
    found: object = s3_backends[call.account][call.partition].get_object(bucket, key, version)
    return found


def _decoded(key: str) -> bytes:
    try:
        return base64.b64decode(key, validate=True)
    except ValueError:
        return b""


def _refusal(message: str) -> Refusal:
    return Refusal("InvalidArgument", message)
