"""Access to S3 for everybody: policies that a bucket blocks, and access control lists.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from moto.s3.models import s3_backends

from emulator.authorization.actions.check import names
from emulator.bucket_defaults import ENFORCED
from emulator.validation.api_call import ApiCall, Refusal
from emulator.validation.rules.policy_documents import listed, policy_of

# Keys that make a statement for everybody one for somebody, if their values are fixed.
_FIXING = names(
    """
    aws:principalaccount aws:principalarn aws:principalorgid aws:sourceaccount aws:sourcearn
    aws:sourceip aws:sourceowner aws:sourcevpc aws:sourcevpce aws:userid
    s3:dataaccesspointaccount s3:dataaccesspointarn
    s3:x-amz-server-side-encryption-aws-kms-key-id
    """
)
_OPERATORS = "StringEquals(IgnoreCase)?|StringLike|Arn(Equals|Like)|IpAddress"
_POSITIVE = re.compile(rf"(ForAnyValue:)?({_OPERATORS})")

_NOT_FIXED = re.compile(r"[*?]|\$\{|^0\.0\.0\.0/0$|^::/0$")
_NO_LISTS = Refusal("AccessControlListNotSupported", "The bucket does not allow ACLs")


def no_public_policy(call: ApiCall) -> Iterator[Refusal]:
    """A policy that opens the bucket to everybody, where its settings or the account's say no."""
    bucket, policy = _bucket(call), policy_of(call)
    block = bucket and bucket.public_access_block
    if policy is None or not (block and block.block_public_policy):
        return
    for statement in policy.statements():
        if _is_public(statement):
            yield Refusal(
                "AccessDenied",
                f"User: {call.principal.arn} is not authorized to perform: s3:PutBucketPolicy on "
                f'resource: "arn:{call.partition}:s3:::{call.parameters["Bucket"]}" because '
                "public policies are prevented by the BlockPublicPolicy setting in S3 Block "
                f"Public Access. (statement {statement.get('Sid', 'without a Sid')!r})",
                403,
            )


def no_lists(call: ApiCall) -> Iterator[Refusal]:
    """An access control list for a bucket without them, or for an object in it."""
    if has_no_lists(_bucket(call)):
        yield _NO_LISTS


def new_bucket_with_a_list(call: ApiCall) -> Iterator[Refusal]:
    """New buckets have none, unless the request chooses another ownership."""
    named = call.parameters.get("ACL", "private")
    if named != "private" and call.parameters.get("ObjectOwnership", ENFORCED) == ENFORCED:
        yield Refusal(
            "InvalidBucketAclWithObjectOwnership",
            f"Bucket cannot have ACLs set with ObjectOwnership's {ENFORCED} setting",
        )


def has_no_lists(bucket: Any) -> bool:
    """Whether a bucket, if it is there, takes no access control lists."""
    return bucket is not None and bucket.ownership_rule == ENFORCED


def refused_list(bucket: Any, canned: str | None, *, has_grants: bool) -> Iterator[Refusal]:
    """A list that comes with a new object; the one that says the same as none is accepted."""
    if has_no_lists(bucket) and (has_grants or canned not in (None, "bucket-owner-full-control")):
        yield _NO_LISTS


def _is_public(statement: dict[str, Any]) -> bool:
    if statement.get("Effect") != "Allow":
        return False
    principal = statement.get("Principal")
    named = principal.get("AWS", []) if isinstance(principal, dict) else principal
    return "*" in listed(named) and not _is_fixed(statement.get("Condition") or {})


def _is_fixed(condition: dict[str, Any]) -> bool:
    return any(
        _POSITIVE.fullmatch(operator)
        and key.lower() in _FIXING
        and not any(_NOT_FIXED.search(str(value)) for value in listed(values))
        for operator, keys in condition.items()
        for key, values in keys.items()
    )


def _bucket(call: ApiCall) -> Any:
    return s3_backends[call.account][call.partition].buckets.get(call.parameters["Bucket"])
