"""The API of saved queries where moto has none, or fails for an id that does not exist.

https://docs.aws.amazon.com/athena/latest/APIReference/API_GetNamedQuery.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.athena.models import NamedQuery
from moto.athena.responses import AthenaResponse
from moto.core.exceptions import JsonRESTError

from emulator.moto_changes import add_method, replace_attribute

_UPDATED = {"Description": "description", "Name": "name", "QueryString": "query_string"}


def install() -> None:
    """Replaces moto's operation, and adds those that it lacks."""
    replace_attribute(AthenaResponse, "get_named_query", _get)
    add_method(AthenaResponse, "batch_get_named_query", _batch_get)
    add_method(AthenaResponse, "delete_named_query", _delete)
    add_method(AthenaResponse, "update_named_query", _update)


def _get(response: AthenaResponse) -> str:
    return json.dumps({"NamedQuery": _shown(_named(response))})


def _batch_get(response: AthenaResponse) -> str:
    asked, known = response._get_param("NamedQueryIds"), _known(response)
    return json.dumps(
        {
            "NamedQueries": [_shown(known[one]) for one in asked if one in known],
            "UnprocessedNamedQueryIds": [
                {
                    "NamedQueryId": one,
                    "ErrorCode": "INVALID_INPUT",
                    "ErrorMessage": _missing(one),
                }
                for one in asked
                if one not in known
            ],
        }
    )


def _delete(response: AthenaResponse) -> str:
    del _known(response)[_named(response).id]
    return "{}"


def _update(response: AthenaResponse) -> str:
    query = _named(response)
    for parameter, attribute in _UPDATED.items():
        value = response._get_param(parameter)
        if value is not None:
            setattr(query, attribute, value)
    return "{}"


def _named(response: AthenaResponse) -> NamedQuery:
    query_id = response._get_param("NamedQueryId")
    found = _known(response).get(query_id)
    if found is None:
        raise JsonRESTError("InvalidRequestException", _missing(query_id))
    return found


def _missing(query_id: str) -> str:
    return f"NamedQuery {query_id} was not found"


def _known(response: AthenaResponse) -> dict[str, NamedQuery]:
    found: dict[str, NamedQuery] = response.athena_backend.named_queries
    return found


def _shown(query: NamedQuery) -> dict[str, Any]:
    return {
        "Name": query.name,
        "Description": query.description,
        "Database": query.database,
        "QueryString": query.query_string,
        "NamedQueryId": query.id,
        "WorkGroup": query.workgroup.name,
    }
