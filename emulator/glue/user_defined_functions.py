"""Functions of a database. Spark asks for them before it runs a query.

https://docs.aws.amazon.com/glue/latest/webapi/API_GetUserDefinedFunctions.html
"""

from __future__ import annotations

import re
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.glue.exceptions import AlreadyExistsException, EntityNotFoundException
from moto.glue.models import FakeDatabase
from moto.glue.responses import GlueResponse

from emulator.glue.name_patterns import matches_name
from emulator.moto_changes import add_method


def install() -> None:
    """Adds the operations."""
    add_method(GlueResponse, "create_user_defined_function", _create)
    add_method(GlueResponse, "update_user_defined_function", _update)
    add_method(GlueResponse, "delete_user_defined_function", _delete)
    add_method(GlueResponse, "get_user_defined_function", _get)
    add_method(GlueResponse, "get_user_defined_functions", _list)


def _create(response: GlueResponse) -> EmptyResult:
    database, given = _database(response), response.parameters["FunctionInput"]
    if given["FunctionName"] in _functions(database):
        raise AlreadyExistsException("Function")
    _put(database, given)
    return EmptyResult()


def _update(response: GlueResponse) -> EmptyResult:
    database, name = _database(response), response.parameters["FunctionName"]
    _existing(database, name)
    _put(database, {**response.parameters["FunctionInput"], "FunctionName": name})
    return EmptyResult()


def _delete(response: GlueResponse) -> EmptyResult:
    database, name = _database(response), response.parameters["FunctionName"]
    _existing(database, name)
    del _functions(database)[name]
    return EmptyResult()


def _get(response: GlueResponse) -> ActionResult:
    name = response.parameters["FunctionName"]
    return ActionResult({"UserDefinedFunction": _existing(_database(response), name)})


def _list(response: GlueResponse) -> ActionResult:
    parameters = response.parameters
    databases = (
        [_database(response)]
        if parameters.get("DatabaseName")
        else response.glue_backend.get_databases()
    )
    # As in Hive: stars for any text, and alternatives.
    given = str(parameters["Pattern"])
    pattern = "|".join(
        ".*".join(re.escape(part) for part in one.split("*")) for one in given.split("|")
    )
    found = [
        function
        for database in databases
        for name, function in _functions(database).items()
        if matches_name(pattern, name)
    ]
    return ActionResult({"UserDefinedFunctions": found})


def _database(response: GlueResponse) -> FakeDatabase:
    found: FakeDatabase = response.glue_backend.get_database(response.parameters["DatabaseName"])
    return found


def _existing(database: FakeDatabase, name: str) -> dict[str, Any]:
    found = _functions(database).get(name)
    if found is None:
        raise EntityNotFoundException(f"Function {name} not found.")
    return found


def _put(database: FakeDatabase, given: dict[str, Any]) -> None:
    kept = {"CreateTime": utcnow(), "CatalogId": database.catalog_id}
    name = given["FunctionName"]
    _functions(database)[name] = {**given, **kept, "DatabaseName": database.name}


def _functions(database: FakeDatabase) -> dict[str, dict[str, Any]]:
    """By name; kept on the database, and deleted with it."""
    found: dict[str, dict[str, Any]] = vars(database).setdefault("emulator_functions", {})
    return found
