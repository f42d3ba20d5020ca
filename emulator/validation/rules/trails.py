"""A trail's bucket and key have to let CloudTrail in, and its selectors have to be selectors.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from moto.cloudtrail.models import cloudtrail_backends
from moto.s3.models import s3_backends

from emulator.authorization.actions.kms import find_key
from emulator.cloudtrail.permissions import Destination, bucket_denial, key_denial
from emulator.cloudtrail.selectors import FIELDS, OPERATORS
from emulator.validation.api_call import ApiCall, Refusal

_MOST_TRAILS = 5
_ONLY_EQUALS = frozenset({"eventCategory", "readOnly", "resources.type"})
_CATEGORIES = ("Management", "Data")


def few_trails(call: ApiCall) -> Iterator[Refusal]:
    """Five for a Region."""
    trails = cloudtrail_backends[call.account][call.region].trails
    if call.parameters["Name"] in trails:
        yield Refusal(
            "TrailAlreadyExistsException",
            f"Trail {call.parameters['Name']} already exists for customer: {call.account}",
        )
    if len(trails) >= _MOST_TRAILS:
        yield Refusal(
            "MaximumNumberOfTrailsExceededException",
            f"User: {call.account} already has {_MOST_TRAILS} trails in {call.region}.",
        )


def usable_destination(call: ApiCall) -> Iterator[Refusal]:
    """Whether CloudTrail may use bucket and key for this trail, as it will be."""
    bucket, key_id = _setting(call, "S3BucketName"), _setting(call, "KmsKeyId")
    if call.parameters.keys().isdisjoint({"S3BucketName", "S3KeyPrefix", "KmsKeyId"}):
        return
    if bucket not in s3_backends[call.account][call.partition].buckets:
        yield Refusal("S3BucketDoesNotExistException", f"S3 bucket {bucket} does not exist!")
        return
    key = find_key(call.account, call.region, key_id) if key_id else None
    if key_id and key is None:
        yield Refusal("KmsKeyNotFoundException", f"KMS key {key_id} does not exist.")
        return
    arn = f"arn:{call.partition}:cloudtrail:{call.region}:{call.account}:trail/{_name(call)}"
    prefix, key_arn = _setting(call, "S3KeyPrefix"), str(key.arn) if key else None
    destination = Destination(call.account, call.region, arn, bucket, prefix or None, key_arn)
    denial = bucket_denial(destination)
    if denial:
        yield Refusal(
            "InsufficientS3BucketPolicyException",
            f"Incorrect S3 bucket policy is detected for bucket: {bucket} ({denial})",
        )
    denial = key_denial(destination)
    if denial:
        yield Refusal(
            "InsufficientEncryptionPolicyException",
            f"Insufficient permissions to access S3 bucket {bucket} or KMS key {key_id}."
            f" ({denial})",
        )


def whole_trail(call: ApiCall) -> Iterator[Refusal]:
    """A trail of all Regions has the events of services that have none."""
    parameters = call.parameters
    if parameters.get("IsMultiRegionTrail") and not parameters.get(
        "IncludeGlobalServiceEvents", True
    ):
        yield Refusal(
            "InvalidParameterCombinationException",
            "Multi-Region trail must include global service events.",
        )


def event_selectors(call: ApiCall) -> Iterator[Refusal]:
    """Of one kind, and each about fields and operators that there are."""
    plain = call.parameters.get("EventSelectors")
    advanced = call.parameters.get("AdvancedEventSelectors")
    if bool(plain) == bool(advanced):
        yield Refusal(
            "InvalidParameterCombinationException",
            "You must specify either EventSelectors or AdvancedEventSelectors, and not both.",
        )
    for selector in advanced or ():
        for problem in _problems(selector):
            yield Refusal("InvalidEventSelectorsException", problem)


def _problems(selector: Mapping[str, Any]) -> Iterator[str]:
    fields = {one["Field"]: one for one in selector["FieldSelectors"]}
    category = fields.get("eventCategory", {}).get("Equals") or []
    if len(category) != 1 or category[0] not in _CATEGORIES:
        yield f"eventCategory has to equal one of {', '.join(_CATEGORIES)}, found: {category}"
    elif category[0] == "Data" and not fields.get("resources.type", {}).get("Equals"):
        yield "Field resources.type is required if eventCategory is Data"
    for name, field in fields.items():
        used = OPERATORS.intersection(key for key, value in field.items() if value)
        if name not in FIELDS:
            yield f"Field {name} is not valid"
        elif not used:
            yield f"Field {name} has no operator"
        elif name in _ONLY_EQUALS and used != {"Equals"}:
            yield f"Field {name} can only use the operator Equals"


def _setting(call: ApiCall, name: str) -> str:
    """As the request says, else as the trail that it changes has it."""
    if name in call.parameters:
        return str(call.parameters[name] or "")
    trail = cloudtrail_backends[call.account][call.region].trails.get(_name(call))
    kept = (
        {
            "S3BucketName": trail.bucket_name,
            "S3KeyPrefix": trail.s3_key_prefix,
            "KmsKeyId": trail.kms_key_id,
        }
        if trail
        else {}
    )
    return str(kept.get(name) or "")


def _name(call: ApiCall) -> str:
    return str(call.parameters["Name"]).rpartition("/")[2]
