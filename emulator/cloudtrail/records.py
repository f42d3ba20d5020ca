"""Records of calls in CloudTrail's format.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from emulator.authorization.actions.check import Check
from emulator.authorization.calls import Call
from emulator.cloudtrail import event_kinds
from emulator.cloudtrail.identities import user_identity
from emulator.cloudtrail.outcomes import Outcome
from emulator.cloudtrail.resources import named_resource, named_resources
from emulator.cloudtrail.s3_details import additional_data_of_s3, answer_of_s3, parameters_of_s3
from emulator.cloudtrail.spelling import recorded_answer, recorded_parameters

_VERSION = "1.11"
_ENCRYPTION_CONTEXT = "kms:encryptioncontext:"
_DATA_KEY = {"keySpec": "AES_256"}
_SYMMETRIC = {"encryptionAlgorithm": "SYMMETRIC_DEFAULT"}

Record = dict[str, Any]


@dataclass(frozen=True)
class Recorded:
    """A record, with the type of resource of a data event, which selectors ask for."""

    record: Record
    data_type: str | None


def record_of_call(
    call: Call, outcome: Outcome, checks: Sequence[Check], invoked_by: str | None
) -> Recorded:
    """A call that somebody made, or that the service ``invoked_by`` made in the name of it."""
    is_read_only = event_kinds.is_read_only(call.service, call.operation)
    answers = not is_read_only or call.operation.startswith("AssumeRole")
    record = _record(
        call,
        outcome,
        source=event_kinds.event_source(call.service),
        name=event_kinds.event_name(call.service, call.operation),
        region=event_kinds.event_region(call.service, call.region, call.partition),
        invoked_by=invoked_by,
    )
    is_s3 = call.service == "s3"
    record["requestParameters"] = (
        parameters_of_s3(call)
        if is_s3
        else recorded_parameters(call.service, call.operation, call.parameters)
    ) or None
    record["responseElements"] = _answer(call, outcome) if answers else None
    if is_s3 and invoked_by is None:
        record["additionalEventData"] = additional_data_of_s3(call, outcome.headers, outcome.size)
    resources = named_resources(call, checks)
    data_type = event_kinds.data_type(call.service, call.operation)
    return Recorded(
        _classified(record, is_read_only, data_type, resources, call, outcome), data_type
    )


def record_of_key_use(call: Call, check: Check, outcome: Outcome, invoked_by: str) -> Recorded:
    """The use of a key that a call led to, by the service ``invoked_by``."""
    operation = check.action.partition(":")[2]
    record = _record(
        call,
        outcome,
        source=event_kinds.event_source("kms"),
        name=operation,
        region=call.region,
        invoked_by=invoked_by,
    )
    spec = _DATA_KEY if operation.startswith("GenerateDataKey") else _SYMMETRIC
    record["requestParameters"] = {
        "keyId": check.resource,
        **(spec if event_kinds.is_read_only("kms", operation) else {}),
        **encryption_context(check),
    }
    record["responseElements"] = None
    named = named_resource(check, call.account)
    resources = [named] if named else []
    is_read_only = event_kinds.is_read_only("kms", operation)
    return Recorded(_classified(record, is_read_only, None, resources, call, outcome), None)


def encryption_context(check: Check) -> dict[str, Any]:
    """As records have it; empty if there is none."""
    pairs = {
        key[len(_ENCRYPTION_CONTEXT) :]: values[0]
        for key, values in check.context.items()
        if key.lower().startswith(_ENCRYPTION_CONTEXT)
    }
    return {"encryptionContext": pairs} if pairs else {}


def _record(
    call: Call, outcome: Outcome, *, source: str, name: str, region: str, invoked_by: str | None
) -> Record:
    """What every record has, in the order of CloudTrail's own."""
    service = call.principal.service or invoked_by
    record: Record = {
        "eventVersion": _VERSION,
        "userIdentity": user_identity(call.principal, call.service, invoked_by),
        "eventTime": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": source,
        "eventName": name,
        "awsRegion": region,
        "sourceIPAddress": service or call.request.source_ip,
        "userAgent": service or f"[{call.request.headers.get('user-agent', '')}]",
    }
    if outcome.error_code is not None:
        record["errorCode"] = outcome.error_code
        record["errorMessage"] = outcome.error_message or ""
    return record


def _classified(
    record: Record,
    is_read_only: bool,
    data_type: str | None,
    resources: list[dict[str, Any]],
    call: Call,
    outcome: Outcome,
) -> Record:
    named = {"resources": resources} if resources else {}
    is_direct = record["sourceIPAddress"] == call.request.source_ip
    tls = _tls(call.request.tls_version, call.request.headers) if is_direct else {}
    return {
        **record,
        "requestID": _request_id(outcome.headers),
        "eventID": str(uuid4()),
        "readOnly": is_read_only,
        **named,
        "eventType": "AwsApiCall",
        "managementEvent": data_type is None,
        "recipientAccountId": call.account,
        "eventCategory": "Management" if data_type is None else "Data",
        **tls,
    }


def _request_id(headers: Mapping[str, str]) -> str:
    """Of the answer, so that a client's log and the record can be laid side by side."""
    return headers.get("x-amzn-requestid") or headers.get("x-amz-request-id") or str(uuid4())


def _tls(version: str | None, headers: Mapping[str, str]) -> dict[str, Any]:
    if not version:
        return {}
    named = version if version != "1.0" else "1"
    host = headers.get("host", "")
    return {"tlsDetails": {"tlsVersion": f"TLSv{named}", "clientProvidedHostHeader": host}}


def _answer(call: Call, outcome: Outcome) -> dict[str, Any] | None:
    if outcome.error_code is not None:
        return None
    if call.service == "s3":
        return answer_of_s3(outcome.headers)
    return recorded_answer(call.service, call.operation, outcome.answer) or None
