"""Fifty tags at most, those that a resource has already included.

For requests to the API alone: of a template, the tags of a resource are all that it will have.
https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from moto.athena.models import athena_backends
from moto.core.exceptions import ServiceException
from moto.ecr.models import ecr_backends
from moto.events.models import events_backends
from moto.glue.models import glue_backends
from moto.iam.models import iam_backends
from moto.iot.models import iot_backends
from moto.kms.models import kms_backends
from moto.logs.models import logs_backends
from moto.sqs.models import sqs_backends
from moto.ssm.models import ssm_backends
from werkzeug.exceptions import HTTPException

from emulator.read_apis.iot_tags import tags_of
from emulator.validation.api_call import ApiCall, Refusal
from emulator.validation.rules.tags import MOST_TAGS, pairs_of

_Keys = Callable[[ApiCall], Mapping[str, Any]]


def tags_in_total(call: ApiCall) -> Iterator[Refusal]:
    """Of a resource that there is: where there is none, moto says so."""
    rule = _RULES.get((call.service, call.operation))
    if rule is None:
        return
    found, code = rule
    try:
        total = {*found(call), *(key for key, _ in pairs_of(call))}
    except (ServiceException, HTTPException):
        return
    if len(total) > MOST_TAGS:
        message = f"A resource has at most {MOST_TAGS} tags; with these it would have {len(total)}"
        yield Refusal(code, message)


def _by_arn(backends: Any, parameter: str) -> _Keys:
    def found(call: ApiCall) -> Mapping[str, Any]:
        tagger = backends[call.account][call.region].tagger
        tags: Mapping[str, Any] = tagger.get_tag_dict_for_resource(call.parameters[parameter])
        return tags

    return found


def _iam(call: ApiCall) -> Any:
    return iam_backends[call.account][call.partition]


def _of_role(call: ApiCall) -> Mapping[str, Any]:
    return {tag["Key"]: tag for tag in _iam(call).get_role(call.parameters["RoleName"]).tags}


def _of_user(call: ApiCall) -> Mapping[str, Any]:
    return {tag["Key"]: tag for tag in _iam(call).list_user_tags(call.parameters["UserName"])}


def _of_policy(call: ApiCall) -> Mapping[str, Any]:
    tags: Mapping[str, Any] = _iam(call).get_policy(call.parameters["PolicyArn"]).tags
    return tags


def _of_key(call: ApiCall) -> Mapping[str, Any]:
    key_id = call.parameters["KeyId"].rpartition("/")[2]
    return kms_backends[call.account][call.region].tagger.get_tag_dict_for_resource(key_id)


def _of_parameter(call: ApiCall) -> Mapping[str, Any]:
    kind, name = call.parameters["ResourceType"], call.parameters["ResourceId"]
    return ssm_backends[call.account][call.region].list_tags_for_resource(kind, name)


def _of_queue(call: ApiCall) -> Mapping[str, Any]:
    name = call.parameters["QueueUrl"].rpartition("/")[2]
    tags: Mapping[str, Any] = sqs_backends[call.account][call.region].list_queue_tags(name).tags
    return tags


def _of_iot(call: ApiCall) -> Mapping[str, Any]:
    return tags_of(iot_backends[call.account][call.region], call.parameters["resourceArn"])


# With the code of each service. Topics moto limits.
_RULES: Mapping[tuple[str, str], tuple[_Keys, str]] = {
    ("athena", "TagResource"): (_by_arn(athena_backends, "ResourceARN"), "InvalidRequestException"),
    ("ecr", "TagResource"): (_by_arn(ecr_backends, "resourceArn"), "TooManyTagsException"),
    ("events", "TagResource"): (_by_arn(events_backends, "ResourceARN"), "ValidationException"),
    ("glue", "TagResource"): (_by_arn(glue_backends, "ResourceArn"), "InvalidInputException"),
    ("iam", "TagPolicy"): (_of_policy, "LimitExceeded"),
    ("iam", "TagRole"): (_of_role, "LimitExceeded"),
    ("iam", "TagUser"): (_of_user, "LimitExceeded"),
    ("iot", "TagResource"): (_of_iot, "LimitExceededException"),
    ("kms", "TagResource"): (_of_key, "LimitExceededException"),
    ("logs", "TagResource"): (_by_arn(logs_backends, "resourceArn"), "TooManyTagsException"),
    ("sqs", "TagQueue"): (_of_queue, "InvalidParameterValue"),
    ("ssm", "AddTagsToResource"): (_of_parameter, "TooManyTagsError"),
}
