"""UpdateWorkGroup, which moto does not have.

What a request leaves out stays; ``Remove...`` takes a setting away.
https://docs.aws.amazon.com/athena/latest/APIReference/API_UpdateWorkGroup.html
"""

from __future__ import annotations

import copy
from typing import Any

from moto.athena.responses import AthenaResponse
from moto.core.exceptions import JsonRESTError

from emulator.moto_changes import add_method

_RESULTS = "ResultConfigurationUpdates"


def install() -> None:
    """Adds the operation."""
    add_method(AthenaResponse, "update_work_group", _update_work_group)


def _update_work_group(response: AthenaResponse) -> str:
    read, name = response._get_param, response._get_param("WorkGroup")
    group = response.athena_backend.work_groups.get(name)
    if group is None:
        raise JsonRESTError("InvalidRequestException", f"WorkGroup {name} is not found.")
    updates = dict(read("ConfigurationUpdates") or {})
    results = updates.pop(_RESULTS, {})
    configuration = _updated(group.configuration, updates)
    if results:
        before = configuration.get("ResultConfiguration", {})
        configuration["ResultConfiguration"] = _updated(before, results)
    group.configuration = configuration
    if read("Description") is not None:
        group.description = read("Description")
    group.state = read("State") or group.state
    return "{}"


def _updated(before: dict[str, Any], updates: dict[str, Any]) -> dict[str, Any]:
    result = copy.deepcopy(before)
    for name, value in updates.items():
        removed = name.removeprefix("Remove")
        if removed == name:
            result[name] = value
        elif value:
            result.pop(removed, None)
    return result
