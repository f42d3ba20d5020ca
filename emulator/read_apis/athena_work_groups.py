"""Athena's answers about workgroups that do not exist or have no tags.

moto returns a null workgroup with status 200, and an error for the tags of a resource without any.
https://docs.aws.amazon.com/athena/latest/APIReference/API_GetWorkGroup.html
"""

from __future__ import annotations

import json

from moto.athena.responses import AthenaResponse
from moto.core.exceptions import JsonRESTError

from emulator.moto_changes import replace_attribute


def install() -> None:
    """Replaces GetWorkGroup and ListTagsForResource."""
    replace_attribute(AthenaResponse, "get_work_group", _get_work_group)
    replace_attribute(AthenaResponse, "list_tags_for_resource", _list_tags_for_resource)


def _get_work_group(response: AthenaResponse) -> str:
    name = response._get_param("WorkGroup")
    work_group = response.athena_backend.get_work_group(name)
    if work_group is None:
        raise JsonRESTError("InvalidRequestException", f"WorkGroup {name} is not found.")
    return json.dumps({"WorkGroup": work_group})


def _list_tags_for_resource(response: AthenaResponse) -> str:
    backend, arn = response.athena_backend, response._get_param("ResourceARN")
    known = [*backend.work_groups.values(), *backend.data_catalogs.values()]
    if not any(item.arn == arn for item in known):
        raise JsonRESTError("ResourceNotFoundException", f"Resource {arn} is not found.")
    return json.dumps({"Tags": backend.tagger.list_tags_for_resource(arn)["Tags"]})
