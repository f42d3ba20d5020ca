"""Tables: finding them by a pattern, and what UpdateTable keeps and refuses.

https://docs.aws.amazon.com/glue/latest/webapi/API_GetTables.html
https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTable.html
"""

from __future__ import annotations

import re
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult, EmptyResult
from moto.glue.exceptions import InvalidInputException
from moto.glue.models import FakeTable
from moto.glue.responses import GlueResponse

from emulator.glue.name_patterns import InvalidPatternError, matches_name
from emulator.moto_changes import add_method, replace_attribute

# A star that is not behind a dot is one of a file name's.
_STAR = re.compile(r"(?<!\.)\*")


def install() -> None:
    """Replaces GetTables and UpdateTable, and adds BatchDeleteTableVersion."""
    replace_attribute(GlueResponse, "get_tables", _get_tables)
    replace_attribute(GlueResponse, "update_table", _update_table)
    add_method(GlueResponse, "batch_delete_table_version", _batch_delete_table_version)


def _get_tables(response: GlueResponse) -> ActionResult:
    parameters = response.parameters
    database = response.glue_backend.get_database(parameters["DatabaseName"])
    found = list(database.tables.values())
    expression = parameters.get("Expression")
    if expression:
        found = [table for table in found if _matches(expression, table.name)]
    return ActionResult({"TableList": [table.as_dict() for table in found]})


def _matches(expression: str, name: str) -> bool:
    """A regular expression for the whole name, in which ``acme*`` means what begins with acme."""
    try:
        return matches_name(_STAR.sub(".*", expression), name)
    except InvalidPatternError as error:
        raise InvalidInputException("GetTables", f"Invalid expression: {expression}") from error


def _update_table(response: GlueResponse) -> EmptyResult:
    parameters = response.parameters
    given = parameters["TableInput"]
    name = parameters.get("Name", given["Name"])
    if name != given["Name"]:
        # How Glue renames is not documented; Hive's client for it says that it does not.
        raise InvalidInputException("UpdateTable", "Table rename is not supported")
    table = response.glue_backend.get_table(parameters["DatabaseName"], name)
    before = str(table._current_version)
    if parameters.get("VersionId", before) != before:
        raise JsonRESTError(
            "ConcurrentModificationException",
            f"Update table failed due to concurrent modifications: version {before} is current",
        )
    table.update(given)
    if parameters.get("SkipArchive"):
        table.delete_version(before)
    return EmptyResult()


def _batch_delete_table_version(response: GlueResponse) -> ActionResult:
    parameters = response.parameters
    names = parameters["DatabaseName"], parameters["TableName"]
    table = response.glue_backend.get_table(*names)
    errors = []
    for version in parameters["VersionIds"]:
        if version in table.versions and version != str(table._current_version):
            table.delete_version(version)
        else:
            errors.append(_version_error(table, version))
    return ActionResult({"Errors": errors} if errors else {})


def _version_error(table: FakeTable, version: str) -> dict[str, Any]:
    is_current = version in table.versions
    code = "InvalidInputException" if is_current else "EntityNotFoundException"
    words = "The current version cannot be deleted" if is_current else "Version not found."
    detail = {"ErrorCode": code, "ErrorMessage": words}
    return {"TableName": table.name, "VersionId": version, "ErrorDetail": detail}
