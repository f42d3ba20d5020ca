"""Tags of IoT resources, which moto has for none: TagResource, UntagResource, ListTagsForResource.

Nor does it keep those that a resource is created with.

https://docs.aws.amazon.com/iot/latest/apireference/API_ListTagsForResource.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iot.exceptions import ResourceNotFoundException
from moto.iot.models import IoTBackend
from moto.iot.responses import IoTResponse

from emulator.moto_changes import add_method, replace_attribute

_CREATING = (
    *("create_billing_group", "create_policy", "create_role_alias"),
    *("create_thing_group", "create_thing_type"),
)
_TAGGED = ("policies", "role_aliases", "thing_types", "thing_groups", "billing_groups")


def install() -> None:
    """Adds the three operations, and keeps the tags of new resources."""
    for operation in _CREATING:
        _keep_tags_of(operation)
    add_method(IoTResponse, "tag_resource", _tag_resource)
    add_method(IoTResponse, "untag_resource", _untag_resource)
    add_method(IoTResponse, "list_tags_for_resource", _list_tags_for_resource)


def tags_of(backend: IoTBackend, arn: str) -> dict[str, str]:
    """The tags of one resource; kept on the backend so that moto's reset clears them."""
    stores: dict[str, dict[str, str]] = vars(backend).setdefault("emulator_tags", {})
    return stores.setdefault(arn, {})


def replace_tags(backend: IoTBackend, arn: str, tags: dict[str, str]) -> None:
    """Makes ``tags`` the only tags of the resource."""
    current = tags_of(backend, arn)
    current.clear()
    current.update(tags)


def _keep_tags_of(operation: str) -> None:
    def created(response: IoTResponse) -> ActionResult:
        answer: ActionResult = original(response)
        found: Any = answer.result
        tags = {tag["Key"]: tag.get("Value", "") for tag in response._get_param("tags") or []}
        if tags:
            (arn,) = (value for name, value in found.items() if name.endswith("Arn"))
            replace_tags(response.iot_backend, arn, tags)
        return answer

    original = replace_attribute(IoTResponse, operation, created)


def _tag_resource(response: IoTResponse) -> ActionResult:
    tags = _requested(response)
    for tag in response._get_param("tags", []):
        tags[tag["Key"]] = tag.get("Value", "")
    return EmptyResult()


def _untag_resource(response: IoTResponse) -> ActionResult:
    tags = _requested(response)
    for key in response._get_param("tagKeys", []):
        tags.pop(key, None)
    return EmptyResult()


def _list_tags_for_resource(response: IoTResponse) -> ActionResult:
    tags = _requested(response)
    return ActionResult({"tags": [{"Key": key, "Value": value} for key, value in tags.items()]})


def _requested(response: IoTResponse) -> dict[str, str]:
    backend, arn = response.iot_backend, response._get_param("resourceArn")
    known = (item for name in _TAGGED for item in getattr(backend, name).values())
    if not any(item.arn == arn for item in known):
        raise ResourceNotFoundException(f"No taggable resource found for arn {arn}")
    return tags_of(backend, arn)
