"""The API of prepared statements, in place of moto's, which mixes up the workgroups.

https://docs.aws.amazon.com/athena/latest/APIReference/API_CreatePreparedStatement.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.athena.responses import AthenaResponse
from moto.core.exceptions import JsonRESTError

from emulator.athena.prepared_statements import PreparedStatement, prepared_statements_of
from emulator.moto_changes import add_method, replace_attribute


def install() -> None:
    """Replaces moto's operations, and adds those that it lacks."""
    replace_attribute(AthenaResponse, "create_prepared_statement", _create)
    replace_attribute(AthenaResponse, "get_prepared_statement", _get)
    add_method(AthenaResponse, "batch_get_prepared_statement", _batch_get)
    add_method(AthenaResponse, "delete_prepared_statement", _delete)
    add_method(AthenaResponse, "list_prepared_statements", _list)
    add_method(AthenaResponse, "update_prepared_statement", _update)


def _create(response: AthenaResponse) -> str:
    group, name = _key(response)
    if group not in response.athena_backend.work_groups:
        raise JsonRESTError("InvalidRequestException", f"WorkGroup {group} is not found.")
    if (group, name) in _known(response):
        message = f"Prepared statement already exists: {name}"
        raise JsonRESTError("InvalidRequestException", message)
    _put(response)
    return "{}"


def _update(response: AthenaResponse) -> str:
    _named(response)
    _put(response)
    return "{}"


def _get(response: AthenaResponse) -> str:
    return json.dumps({"PreparedStatement": _shown(_named(response))})


def _delete(response: AthenaResponse) -> str:
    _named(response)
    del _known(response)[_key(response)]
    return "{}"


def _list(response: AthenaResponse) -> str:
    group = response._get_param("WorkGroup")
    found = sorted((one for one in _known(response).values() if one.work_group == group), key=_name)
    shown = [{"StatementName": one.name, "LastModifiedTime": one.modified} for one in found]
    return json.dumps({"PreparedStatements": shown})


def _batch_get(response: AthenaResponse) -> str:
    group, names = response._get_param("WorkGroup"), response._get_param("PreparedStatementNames")
    known = _known(response)
    return json.dumps(
        {
            "PreparedStatements": [_shown(known[group, n]) for n in names if (group, n) in known],
            "UnprocessedPreparedStatementNames": [
                {
                    "StatementName": name,
                    "ErrorCode": "STATEMENT_NOT_FOUND",
                    "ErrorMessage": f"Prepared statement not found: {name}",
                }
                for name in names
                if (group, name) not in known
            ],
        }
    )


def _put(response: AthenaResponse) -> None:
    (group, name), read = _key(response), response._get_param
    _known(response)[group, name] = PreparedStatement(
        name, group, read("QueryStatement"), read("Description")
    )


def _named(response: AthenaResponse) -> PreparedStatement:
    key = _key(response)
    found = _known(response).get(key)
    if found is None:
        message = f"PreparedStatement {key[1]} was not found"
        raise JsonRESTError("ResourceNotFoundException", message)
    return found


def _shown(statement: PreparedStatement) -> dict[str, Any]:
    shown = {
        "StatementName": statement.name,
        "QueryStatement": statement.statement,
        "WorkGroupName": statement.work_group,
        "LastModifiedTime": statement.modified,
    }
    return (
        shown if statement.description is None else {**shown, "Description": statement.description}
    )


def _known(response: AthenaResponse) -> dict[tuple[str, str], PreparedStatement]:
    return prepared_statements_of(response.athena_backend)


def _key(response: AthenaResponse) -> tuple[str, str]:
    # Names of SQL are in lower case.
    return response._get_param("WorkGroup"), response._get_param("StatementName").lower()


def _name(statement: PreparedStatement) -> str:
    return statement.name
