"""What CloudTrail has to be allowed for a trail: by the bucket's policy and by the key's.

It acts as ``cloudtrail.amazonaws.com``, and says for which trail.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from emulator.authorization.actions.check import Check
from emulator.authorization.actions.s3_encryption import write_checks
from emulator.authorization.actions.s3_keys import SSE, SSE_KEY, sse_context
from emulator.authorization.calls import Call
from emulator.authorization.deployed_principals import service_principal
from emulator.authorization.guardrails import organization_facts
from emulator.authorization.judgement import judge_use, time_facts
from emulator.authorization.on_behalf import call_of
from emulator.authorization.request_context import RequestContext

SERVICE = "cloudtrail.amazonaws.com"
ENCRYPTION_CONTEXT = "aws:cloudtrail:arn"
_ACL = {"x-amz-acl": "bucket-owner-full-control"}
_TLS_VERSION = "1.2"


@dataclass(frozen=True)
class Destination:
    """Where a trail is delivered, and for which trail; ``key_arn`` is that of its own key."""

    account: str
    region: str
    trail_arn: str
    bucket: str
    prefix: str | None
    key_arn: str | None

    def folder(self, kind: str = "CloudTrail") -> str:
        """What the keys of log files, or of digests, begin with."""
        beginning = f"{self.prefix}/" if self.prefix else ""
        return f"{beginning}AWSLogs/{self.account}/{kind}"


def put_call(destination: Destination, key: str, encryption: str | None) -> Call:
    """The request that stores a file; ``encryption`` is the algorithm that it asks for."""
    headers = dict(_ACL)
    if encryption is not None:
        headers[SSE] = encryption
    if encryption == "aws:kms" and destination.key_arn:
        headers[SSE_KEY] = destination.key_arn
    return _call(destination, "PutObject", {"Bucket": destination.bucket, "Key": key}, headers)


def put_denial(destination: Destination, call: Call) -> str | None:
    """Why a file is not stored; None if it is."""
    bucket, key = call.parameters["Bucket"], call.parameters["Key"]
    arn = f"arn:{call.partition}:s3:::{bucket}/{key}"
    checks = [Check("s3:PutObject", arn, sse_context(call))]
    if call.request.headers.get(SSE) == "aws:kms":
        # CloudTrail encrypts a log file for its trail, whatever bucket that goes to.
        checks += list(_data_key_checks(destination))
    else:
        checks += list(write_checks(call))
    return _denial(destination, checks, call)


def bucket_denial(destination: Destination) -> str | None:
    """Why a trail cannot have the bucket; None if it can.

    CloudTrail tries before it has a trail to encrypt for, so that a policy that denies every write
    without a key denies this one.
    """
    arn = f"arn:{_partition(destination)}:s3:::{destination.bucket}"
    acl = _call(destination, "GetBucketAcl", {"Bucket": destination.bucket}, {})
    denial = _denial(destination, [Check("s3:GetBucketAcl", arn)], acl)
    if denial is not None:
        return denial
    call = put_call(destination, f"{destination.folder()}/{destination.region}/test", None)
    checks = [Check("s3:PutObject", f"{arn}/{call.parameters['Key']}", sse_context(call))]
    return _denial(destination, checks, call)


def key_denial(destination: Destination) -> str | None:
    """Why a trail cannot have the key; None if it can, or if it has none."""
    if destination.key_arn is None:
        return None
    call = _call(destination, "PutObject", {"Bucket": destination.bucket}, {})
    describe = Check("kms:DescribeKey", destination.key_arn)
    return _denial(destination, [*_data_key_checks(destination), describe], call)


def _data_key_checks(destination: Destination) -> Iterator[Check]:
    if destination.key_arn is not None:
        context = {
            f"kms:EncryptionContext:{ENCRYPTION_CONTEXT}": (destination.trail_arn,),
            "kms:EncryptionContextKeys": (ENCRYPTION_CONTEXT,),
        }
        yield Check("kms:GenerateDataKey", destination.key_arn, context)


def _denial(destination: Destination, checks: Iterable[Check], call: Call) -> str | None:
    shared = _context(destination, call)
    for check in checks:
        decision = judge_use(call.principal, check, shared, destination.account)
        if not decision.is_allowed:
            statements = "; ".join(f"{d.statement.sid} of {d.policy}" for d in decision.deciders)
            shown = f" [{statements}]" if statements else ""
            return (
                f"{SERVICE} is not authorized to perform: {check.action} on resource: "
                f"{check.resource} {decision.reason}{shown}"
            )
    return None


def _context(destination: Destination, call: Call) -> RequestContext:
    values: dict[str, Sequence[str]] = {
        **time_facts(),
        **organization_facts("aws:SourceOrgID", "aws:ResourceOrgID"),
        "aws:RequestedRegion": (destination.region,),
        "aws:ResourceAccount": (destination.account,),
        "aws:SecureTransport": ("true",),
        "aws:SourceAccount": (destination.account,),
        **organization_facts("aws:ResourceOrgID", "aws:SourceOrgID"),
        "aws:SourceArn": (destination.trail_arn,),
        "aws:ViaAWSService": ("false",),
        "s3:ResourceAccount": (destination.account,),
        "s3:TlsVersion": (_TLS_VERSION,),
        "s3:authType": ("REST-HEADER",),
        "s3:signatureversion": ("AWS4-HMAC-SHA256",),
    }
    return RequestContext({**values, **call.principal.facts})


def _call(
    destination: Destination, operation: str, parameters: dict[str, str], headers: dict[str, str]
) -> Call:
    return call_of(
        service_principal(SERVICE, destination.account),
        destination.account,
        destination.region,
        "s3",
        operation,
        parameters,
        headers=headers,
    )


def _partition(destination: Destination) -> str:
    return destination.trail_arn.split(":")[1]
