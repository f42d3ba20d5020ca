"""Log groups: their key can be changed, and lists of them can be longer than 50.

moto has no AssociateKmsKey, and refuses a limit above 50 also from what makes pages of its lists
here (emulator/pagination.py).
https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse

from emulator.moto_changes import add_method, replace_attribute


def install() -> None:
    """Adds two operations and replaces a list."""
    add_method(LogsResponse, "associate_kms_key", _associate)
    add_method(LogsResponse, "disassociate_kms_key", _disassociate)
    replace_attribute(LogsResponse, "describe_log_groups", _describe_log_groups)


def _associate(response: LogsResponse) -> str:
    _group(response).kms_key_id = response._get_param("kmsKeyId")
    return "{}"


def _disassociate(response: LogsResponse) -> str:
    _group(response).kms_key_id = None
    return "{}"


def _describe_log_groups(response: LogsResponse) -> str:
    prefix = response._get_param("logGroupNamePrefix") or ""
    part = response._get_param("logGroupNamePattern") or ""
    groups = sorted(response.logs_backend.groups.values(), key=lambda group: group.name)
    found = [one for one in groups if one.name.startswith(prefix) and part in one.name]
    return json.dumps({"logGroups": [one.to_describe_dict() for one in found]})


def _group(response: LogsResponse) -> Any:
    group = response.logs_backend.groups.get(response._get_param("logGroupName"))
    if group is None:
        raise ResourceNotFoundException("The specified log group does not exist.")
    return group
