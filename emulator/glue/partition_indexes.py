"""Indexes of partitions. They are kept and shown, and make nothing faster.

https://docs.aws.amazon.com/glue/latest/webapi/API_CreatePartitionIndex.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.glue.exceptions import (
    AlreadyExistsException,
    EntityNotFoundException,
    InvalidInputException,
    ResourceNumberLimitExceededException,
)
from moto.glue.models import FakeTable
from moto.glue.responses import GlueResponse

from emulator.glue.partitions import partition_keys
from emulator.moto_changes import add_method, replace_attribute

_MOST = 3
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Adds the operations, and lets CreateTable make indexes."""
    _ORIGINAL["create_table"] = replace_attribute(GlueResponse, "create_table", _create_table)
    add_method(GlueResponse, "create_partition_index", _create_partition_index)
    add_method(GlueResponse, "delete_partition_index", _delete_partition_index)
    replace_attribute(GlueResponse, "get_partition_indexes", _get_partition_indexes)


def _create_table(response: GlueResponse) -> ActionResult:
    result: ActionResult = _ORIGINAL["create_table"](response)
    parameters = response.parameters
    names = parameters["DatabaseName"], parameters["TableInput"]["Name"]
    for index in parameters.get("PartitionIndexes") or []:
        _add(response.glue_backend.get_table(*names), index)
    return result


def _create_partition_index(response: GlueResponse) -> EmptyResult:
    _add(_table(response), response.parameters["PartitionIndex"])
    return EmptyResult()


def _delete_partition_index(response: GlueResponse) -> EmptyResult:
    name = response.parameters["IndexName"]
    if _indexes(_table(response)).pop(name, None) is None:
        raise EntityNotFoundException(f"Index {name} not found.")
    return EmptyResult()


def _get_partition_indexes(response: GlueResponse) -> ActionResult:
    table = _table(response)
    types = {key["Name"]: key.get("Type", "string") for key in partition_keys(table)}
    shown = [
        {
            "IndexName": name,
            "Keys": [{"Name": key, "Type": types[key]} for key in keys],
            "IndexStatus": "ACTIVE",
        }
        for name, keys in _indexes(table).items()
    ]
    return ActionResult({"PartitionIndexDescriptorList": shown})


def _add(table: FakeTable, index: dict[str, Any]) -> None:
    name, keys = index["IndexName"], index["Keys"]
    indexes = _indexes(table)
    if name in indexes:
        raise AlreadyExistsException(f"Index {name}")
    if len(indexes) == _MOST:
        raise ResourceNumberLimitExceededException(f"A table has at most {_MOST} indexes")
    unknown = set(keys) - {key["Name"] for key in partition_keys(table)}
    if unknown:
        raise InvalidInputException(
            "CreatePartitionIndex", f"{', '.join(sorted(unknown))} are no partition keys"
        )
    indexes[name] = keys


def _table(response: GlueResponse) -> FakeTable:
    names = response.parameters["DatabaseName"], response.parameters["TableName"]
    table: FakeTable = response.glue_backend.get_table(*names)
    return table


def _indexes(table: FakeTable) -> dict[str, list[str]]:
    """Keys by name, kept on the table."""
    found: dict[str, list[str]] = vars(table).setdefault("emulator_indexes", {})
    return found
