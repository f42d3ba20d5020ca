"""GetBucketLifecycleConfiguration with all that was put.

moto's model of a rule has no NewerNoncurrentVersions for expirations, no object sizes, and returns
``ExpiredObjectDeleteMarker`` as true even where it is false. So the rules are kept as they came.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html
"""

from __future__ import annotations

import copy
from typing import Any

from moto.core.responses import ActionResult
from moto.s3.exceptions import NoSuchLifecycleConfiguration
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}
_LIST_NAMES = {
    "Transition": "Transitions",
    "NoncurrentVersionTransition": "NoncurrentVersionTransitions",
    "Tag": "Tags",
}


def install() -> None:
    """Keeps what is put, and returns it."""
    _ORIGINAL["set"] = replace_attribute(FakeBucket, "set_lifecycle", _set_lifecycle)
    _ORIGINAL["get"] = replace_attribute(S3Response, "get_bucket_lifecycle", _get_bucket_lifecycle)


def _set_lifecycle(bucket: Any, rules: list[dict[str, Any]]) -> None:
    rules_as_put = copy.deepcopy(rules)
    _ORIGINAL["set"](bucket, rules)
    bucket.lifecycle_as_put = rules_as_put


def _get_bucket_lifecycle(response: S3Response) -> Any:
    bucket: Any = response.backend.get_bucket(response.bucket_name)
    if not bucket.rules:
        raise NoSuchLifecycleConfiguration(bucket_name=response.bucket_name)
    response.data["Action"] = "GetBucketLifecycleConfiguration"
    result = {
        "Rules": api_rules(bucket),
        "TransitionDefaultMinimumObjectSize": "all_storage_classes_128K",
    }
    return response.serialized(ActionResult(result))


def api_rules(bucket: Any) -> list[dict[str, Any]]:
    """The rules of a bucket as the API has them."""
    return [_api_rule(rule) for rule in bucket.lifecycle_as_put] if bucket.rules else []


def _api_rule(rule: dict[str, Any]) -> dict[str, Any]:
    """From the XML's repeated elements to the lists of the API model."""
    result = {_LIST_NAMES.get(key, key): value for key, value in copy.deepcopy(rule).items()}
    for name in ("Transitions", "NoncurrentVersionTransitions"):
        if isinstance(result.get(name), dict):
            result[name] = [result[name]]
    if "Filter" in result:
        # The XML parser has None for an empty element.
        result["Filter"] = {key: v or "" for key, v in (result["Filter"] or {}).items()}
    both = result.get("Filter", {}).get("And")
    if both:
        tags = both.get("Tag", [])
        others = {key: value for key, value in both.items() if key != "Tag"}
        tag_list = tags if isinstance(tags, list) else [tags]
        result["Filter"] = {"And": others | ({"Tags": tag_list} if tag_list else {})}
    marker = (result.get("Expiration") or {}).get("ExpiredObjectDeleteMarker")
    if isinstance(marker, str):
        result["Expiration"]["ExpiredObjectDeleteMarker"] = marker.lower() == "true"
    return result
