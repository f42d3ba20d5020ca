"""Requests to S3 about objects: what is in headers and in the query, of which no model says more.

https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from urllib.parse import parse_qsl

from moto.s3.models import s3_backends

from emulator.authorization.actions.check import names
from emulator.authorization.actions.s3_keys import (
    SSE,
    SSE_KEY,
    find_bucket,
    upload_of,
)
from emulator.authorization.calls import Call
from emulator.validation.api_call import Refusal, RefusedCallError
from emulator.validation.customer_keys import customer_keys
from emulator.validation.rules.public_access import refused_list
from emulator.validation.rules.uploads_in_parts import checksum_of_a_part

_OF_AN_UPLOAD = names(
    "AbortMultipartUpload CompleteMultipartUpload ListParts UploadPart UploadPartCopy"
)
_LISTS = names("ListObjects ListObjectsV2 ListObjectVersions")
_MOST_KEYS = 2_147_483_647
_WRITES = frozenset({"CopyObject", "CreateMultipartUpload", "PutObject"})
_KMS = ("aws:kms", "aws:kms:dsse")
_OWNERS = ("x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner")
_METADATA, _ANY = "x-amz-meta-", "*"
_LONGEST_KEY, _LARGEST_METADATA = 1_024, 2_048
_PARTS = range(1, 10_001)
_TAGS, _LONGEST_TAG, _LONGEST_TAG_VALUE = 10, 128, 256


def require_valid_object_request(call: Call) -> None:
    """RefusedCallError with the first that S3 refuses."""
    for refusal in _refusals(call):
        raise RefusedCallError(refusal)


def _refusals(call: Call) -> Iterator[Refusal]:
    for name in _OWNERS:
        if call.request.value(name) not in (None, call.account):
            yield Refusal("AccessDenied", "Access Denied", 403)
    if len(str(call.parameters.get("Key", "")).encode()) > _LONGEST_KEY:
        yield Refusal("KeyTooLongError", "Your key is too long")
    if call.operation in _OF_AN_UPLOAD and find_bucket(call, call.parameters["Bucket"]):
        yield from _of_an_upload(call)
    if call.operation == "UploadPart":
        yield from checksum_of_a_part(call)
    if call.operation in _WRITES:
        yield from _encryption(call)
        yield from _metadata(call)
        yield from _access_control_list(call)
        yield from _tags(call.request.value("x-amz-tagging") or "")
    yield from customer_keys(call)
    if call.operation in _LISTS:
        yield from _page(call)
    if call.operation == "PutObject":
        yield from _condition(call.request.headers.get("if-none-match", _ANY))
    if call.request.query.get("partNumber") and call.request.headers.get("range"):
        message = "Cannot specify both Range header and partNumber query parameter"
        yield Refusal("InvalidRequest", message)
    digest = call.request.headers.get("content-md5")
    if digest is not None and not _is_md5(digest):
        yield Refusal("InvalidDigest", "The Content-MD5 you specified was invalid.")


def _of_an_upload(call: Call) -> Iterator[Refusal]:
    """An upload is of one key: whoever knows its id cannot continue it under another."""
    upload = upload_of(call)
    if upload is None or upload.key_name != call.parameters["Key"]:
        message = (
            "The specified upload does not exist. The upload ID may be invalid, or the upload may "
            "have been aborted or completed."
        )
        yield Refusal("NoSuchUpload", message, 404)
    number = call.request.query.get("partNumber", "1")
    if not number.isdigit() or int(number) not in _PARTS:
        message = f"Part number must be an integer between 1 and {_PARTS[-1]}, inclusive"
        yield Refusal("InvalidArgument", message)


def _page(call: Call) -> Iterator[Refusal]:
    query = call.request.query
    token = query.get("continuation-token")
    tokens = s3_backends[call.account][call.partition]._pagination_tokens
    if call.operation == "ListObjectsV2" and token is not None and token not in tokens:
        yield Refusal("InvalidArgument", "The continuation token provided is incorrect")
    if query.get("version-id-marker") and not query.get("key-marker"):
        message = "A version-id marker cannot be specified without a key marker."
        yield Refusal("InvalidArgument", message)
    most = query.get("max-keys", "0")
    if not most.isdigit() or int(most) > _MOST_KEYS:
        message = f"Argument maxKeys must be an integer between 0 and {_MOST_KEYS}"
        yield Refusal("InvalidArgument", message)


def _condition(if_none_match: str) -> Iterator[Refusal]:
    """An object is not overwritten; that another one is not, S3 cannot be asked for."""
    if if_none_match != _ANY:
        message = "A header you provided implies functionality that is not implemented"
        yield Refusal("NotImplemented", message, 501)


def _encryption(call: Call) -> Iterator[Refusal]:
    algorithm, key = call.request.value(SSE), call.request.value(SSE_KEY)
    if algorithm is not None and algorithm not in ("AES256", *_KMS):
        message = f"The encryption method specified is not supported: {algorithm}"
        yield Refusal("InvalidArgument", message)
    if key is not None and algorithm not in _KMS:
        message = (
            f"Server Side Encryption with AWS KMS managed key requires HTTP header {SSE} : aws:kms"
        )
        yield Refusal("InvalidArgument", message)


def _access_control_list(call: Call) -> Iterator[Refusal]:
    bucket = find_bucket(call, call.parameters["Bucket"])
    has_grants = any(name.startswith("x-amz-grant-") for name in call.request.headers)
    yield from refused_list(bucket, call.request.value("x-amz-acl"), has_grants=has_grants)


def _metadata(call: Call) -> Iterator[Refusal]:
    found = call.request.headers.items()
    size = sum(
        len(name.removeprefix(_METADATA).encode()) + len(value.encode("utf-8", "replace"))
        for name, value in found
        if name.startswith(_METADATA)
    )
    if size > _LARGEST_METADATA:
        message = "Your metadata headers exceed the maximum allowed metadata size"
        yield Refusal("MetadataTooLarge", message)


def _tags(header: str) -> Iterator[Refusal]:
    pairs = parse_qsl(header, keep_blank_values=True)
    names = [name for name, _ in pairs]
    if len(names) > _TAGS:
        yield Refusal("BadRequest", f"Object tags cannot be greater than {_TAGS}")
    if len(set(names)) < len(names):
        message = (
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query "
            "parameters without tag name duplicates."
        )
        yield Refusal("InvalidArgument", message)
    for name, value in pairs:
        if not name or len(name) > _LONGEST_TAG or name.startswith("aws:"):
            yield Refusal("InvalidTag", "The TagKey you have provided is invalid")
        if len(value) > _LONGEST_TAG_VALUE:
            yield Refusal("InvalidTag", "The TagValue you have provided is invalid")


def _is_md5(digest: str) -> bool:
    try:
        return len(base64.b64decode(digest, validate=True)) == 16
    except binascii.Error:
        return False
