"""Statistics of columns, of tables and of partitions, as engines write and read them.

https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateColumnStatisticsForTable.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.glue.exceptions import EntityNotFoundException
from moto.glue.responses import GlueResponse

from emulator.moto_changes import add_method


def install() -> None:
    """Adds the operations; a request without values of a partition is about the table."""
    for kind in ("table", "partition"):
        add_method(GlueResponse, f"update_column_statistics_for_{kind}", _update)
        add_method(GlueResponse, f"get_column_statistics_for_{kind}", _get)
        add_method(GlueResponse, f"delete_column_statistics_for_{kind}", _delete)


def _update(response: GlueResponse) -> ActionResult:
    statistics = _statistics(response)
    for column in response.parameters["ColumnStatisticsList"]:
        statistics[column["ColumnName"]] = column
    return ActionResult({"Errors": []})


def _get(response: GlueResponse) -> ActionResult:
    statistics = _statistics(response)
    names = response.parameters["ColumnNames"]
    missing = {"ErrorCode": "EntityNotFoundException", "ErrorMessage": "Statistics not found."}
    return ActionResult(
        {
            "ColumnStatisticsList": [statistics[name] for name in names if name in statistics],
            "Errors": [
                {"ColumnName": name, "Error": missing} for name in names if name not in statistics
            ],
        }
    )


def _delete(response: GlueResponse) -> EmptyResult:
    name = response.parameters["ColumnName"]
    if _statistics(response).pop(name, None) is None:
        raise EntityNotFoundException(f"Statistics of column {name} not found.")
    return EmptyResult()


def _statistics(response: GlueResponse) -> dict[str, Any]:
    """By column; kept on the table or the partition, so that they go with it."""
    parameters = response.parameters
    table = response.glue_backend.get_table(parameters["DatabaseName"], parameters["TableName"])
    values: Any = parameters.get("PartitionValues")
    owner = table if values is None else table.get_partition(values)
    found: dict[str, Any] = vars(owner).setdefault("emulator_statistics", {})
    return found
