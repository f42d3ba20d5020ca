"""Partitions: reading them by expression and segment, and the values that new ones need.

https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html
https://docs.aws.amazon.com/glue/latest/webapi/API_Segment.html
"""

from __future__ import annotations

import zlib
from typing import Any

from moto.core.responses import ActionResult
from moto.glue.exceptions import InvalidInputException
from moto.glue.models import FakePartition, FakeTable
from moto.glue.responses import GlueResponse

from emulator.glue.partition_filter import PartitionFilter
from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}
_MOST_SEGMENTS = 10


def install() -> None:
    """Replaces GetPartitions, and checks partitions that are made or changed."""
    replace_attribute(GlueResponse, "get_partitions", _get_partitions)
    _ORIGINAL["create"] = replace_attribute(FakeTable, "create_partition", _create_partition)
    _ORIGINAL["update"] = replace_attribute(FakeTable, "update_partition", _update_partition)


def partition_keys(table: FakeTable) -> list[dict[str, str]]:
    """Name and type of each key by which the table is partitioned."""
    found: list[dict[str, str]] = table.as_dict().get("PartitionKeys") or []
    return found


def _get_partitions(response: GlueResponse) -> ActionResult:
    parameters = response.parameters
    table = response.glue_backend.get_table(parameters["DatabaseName"], parameters["TableName"])
    found: list[FakePartition] = list(table.partitions.values())
    segment = parameters.get("Segment")
    if segment is not None:
        number, total = segment["SegmentNumber"], segment["TotalSegments"]
        if not 0 <= number < total <= _MOST_SEGMENTS:
            raise InvalidInputException(
                "GetPartitions", f"Segment {number} of {total} does not exist"
            )
        found = [one for one in found if zlib.crc32(repr(one.values).encode()) % total == number]
    # Blank text is no filter: Spark sends it.
    expression = (parameters.get("Expression") or "").strip()
    if expression:
        wanted = PartitionFilter(expression, partition_keys(table))
        found = [one for one in found if wanted.matches(one.values)]
    with_columns = not parameters.get("ExcludeColumnSchema")
    return ActionResult({"Partitions": [_shown(one, with_columns) for one in found]})


def _shown(partition: FakePartition, with_columns: bool) -> dict[str, Any]:
    shown: dict[str, Any] = partition.as_dict()
    if not with_columns and "StorageDescriptor" in shown:
        storage = shown["StorageDescriptor"].items()
        shown["StorageDescriptor"] = {name: v for name, v in storage if name != "Columns"}
    return shown


def _create_partition(table: FakeTable, given: dict[str, Any]) -> None:
    _require_values(table, given)
    _ORIGINAL["create"](table, given)


def _update_partition(table: FakeTable, old_values: Any, given: dict[str, Any]) -> None:
    _require_values(table, given)
    _ORIGINAL["update"](table, old_values, given)


def _require_values(table: FakeTable, given: dict[str, Any]) -> None:
    if len(given.get("Values") or []) != len(partition_keys(table)):
        raise InvalidInputException(
            "CreatePartition",
            "The number of partition keys do not match the number of partition values",
        )
