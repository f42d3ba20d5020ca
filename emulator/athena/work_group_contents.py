"""What a workgroup has in it: saved queries, and the queries that were run.

https://docs.aws.amazon.com/athena/latest/APIReference/API_DeleteWorkGroup.html
"""

from __future__ import annotations

from typing import Any

from moto.athena.models import AthenaBackend

from emulator.athena.executions import executions_of
from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Lets the contents go with their workgroup."""
    _ORIGINAL["delete"] = replace_attribute(AthenaBackend, "delete_work_group", _delete)


def is_empty(backend: AthenaBackend, name: str) -> bool:
    """Whether a workgroup can be deleted without the option to delete what is in it."""
    saved = {query.workgroup.name for query in backend.named_queries.values()}
    ran = {execution.work_group for execution in executions_of(backend).values()}
    return name not in saved | ran


def _delete(backend: AthenaBackend, name: str) -> None:
    _ORIGINAL["delete"](backend, name)
    for query_id, query in list(backend.named_queries.items()):
        if query.workgroup.name == name:
            del backend.named_queries[query_id]
    executions = executions_of(backend)
    for execution in list(executions.values()):
        if execution.work_group == name:
            execution.stop()
            del executions[execution.id]
