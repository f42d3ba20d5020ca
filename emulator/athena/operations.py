"""Athena's operations on query executions, in place of moto's, which run nothing.

https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
"""

from __future__ import annotations

import json
from typing import Any

from moto.athena.models import AthenaBackend
from moto.athena.responses import AthenaResponse
from moto.core.exceptions import JsonRESTError

from emulator.athena import (
    metadata_api,
    named_query_api,
    prepared_statement_api,
    run,
    work_group_contents,
    work_group_updates,
)
from emulator.athena.caller import Caller
from emulator.athena.descriptions import described, runtime_statistics
from emulator.athena.executions import QueryExecution, executions_of, stop_all, tokens_of
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.result_files import datum_rows, read_page
from emulator.athena.statements import is_create_table_as, statement_type
from emulator.athena.storage import S3Location, Storage
from emulator.authorization.principals import Principal
from emulator.moto_changes import add_method, replace_attribute
from emulator.validation.caller import current_caller

_ORIGINAL: dict[str, Any] = {}
_PRIMARY = "primary"
_MOST_ROWS = 1000
_NO_LOCATION = (
    "No output location provided. An output location is required either through the Workgroup "
    "result configuration setting or as an API input."
)
_LOCATION_OF_TABLE = (
    "The Create Table As Select query failed because it was submitted with an 'external_location' "
    "property to an Athena Workgroup that enforces a centralized output location for all queries. "
    "Please remove the 'external_location' property and resubmit the query."
)


def install() -> None:
    """Replaces moto's operations on executions and prepared statements, and adds the missing."""
    for name, method in (
        ("get_query_execution", _get),
        ("get_query_results", _get_results),
        ("get_query_runtime_statistics", _get_runtime_statistics),
        ("list_query_executions", _list),
        ("start_query_execution", _start),
        ("stop_query_execution", _stop),
    ):
        replace_attribute(AthenaResponse, name, method)
    add_method(AthenaResponse, "batch_get_query_execution", _batch_get)
    _ORIGINAL["reset"] = replace_attribute(AthenaBackend, "reset", _reset)
    metadata_api.install()
    named_query_api.install()
    prepared_statement_api.install()
    work_group_contents.install()
    work_group_updates.install()


def _reset(backend: AthenaBackend) -> None:
    stop_all(backend)
    _ORIGINAL["reset"](backend)


def _start(response: AthenaResponse) -> str:
    backend, read = response.athena_backend, response._get_param
    execution = _requested(response)
    token = read("ClientRequestToken")
    before = executions_of(backend).get(tokens_of(backend).get(token, ""))
    if before is not None:
        if (before.query, before.work_group) != (execution.query, execution.work_group):
            raise _invalid("Idempotent parameters do not match")
        return json.dumps({"QueryExecutionId": before.id})
    principal = _caller()
    output = S3Location.parse(execution.output)
    try:
        Storage(Caller(principal, backend.account_id, backend.region_name)).require_bucket(
            output.bucket
        )
    except QueryFailedError as error:
        raise _invalid(f"Unable to verify/create output bucket {output.bucket}") from error
    if token:
        tokens_of(backend)[token] = execution.id
    run.start(backend, execution, principal)
    return json.dumps({"QueryExecutionId": execution.id})


def _requested(response: AthenaResponse) -> QueryExecution:
    """The execution that a request asks for; the workgroup's settings win if it enforces them."""
    backend, read = response.athena_backend, response._get_param
    name = read("WorkGroup") or _PRIMARY
    group = backend.work_groups.get(name)
    if group is None:
        raise _invalid(f"WorkGroup {name} is not found.")
    if group.state != "ENABLED":
        raise _invalid(f"WorkGroup {name} is disabled.")
    settings = group.configuration
    enforced = str(settings.get("EnforceWorkGroupConfiguration", True)).lower() == "true"
    own, asked = settings.get("ResultConfiguration") or {}, read("ResultConfiguration") or {}
    configuration = dict(own if enforced else {**own, **asked})
    location = configuration.get("OutputLocation")
    if not location:
        raise _invalid(_NO_LOCATION)
    query = read("QueryString")
    if enforced and is_create_table_as(query) and "external_location" in query.lower():
        raise _invalid(_LOCATION_OF_TABLE)
    kind = statement_type(query)
    cutoff = settings.get("BytesScannedCutoffPerQuery")
    execution = QueryExecution(
        query=query,
        work_group=name,
        context=read("QueryExecutionContext") or {},
        configuration=configuration,
        parameters=read("ExecutionParameters"),
        statement_type=kind,
        cutoff=None if cutoff is None else int(cutoff),
        output="",
    )
    extension = "csv" if kind == "DML" else "txt"
    try:
        execution.output = str(S3Location.parse(location) / f"{execution.id}.{extension}")
    except QueryFailedError as error:
        raise _invalid(f"outputLocation is not a valid S3 path: {location}") from error
    return execution


def _get(response: AthenaResponse) -> str:
    return json.dumps({"QueryExecution": described(_named(response))})


def _batch_get(response: AthenaResponse) -> str:
    known, ids = executions_of(response.athena_backend), response._get_param("QueryExecutionIds")
    return json.dumps(
        {
            "QueryExecutions": [described(known[one]) for one in ids if one in known],
            "UnprocessedQueryExecutionIds": [
                {
                    "QueryExecutionId": one,
                    "ErrorCode": "INVALID_INPUT",
                    "ErrorMessage": f"QueryExecution {one} was not found",
                }
                for one in ids
                if one not in known
            ],
        }
    )


def _list(response: AthenaResponse) -> str:
    group = response._get_param("WorkGroup") or _PRIMARY
    if group not in response.athena_backend.work_groups:
        raise _invalid(f"WorkGroup {group} is not found.")
    known = list(executions_of(response.athena_backend).values())
    newest_first = [one.id for one in reversed(known) if one.work_group == group]
    return json.dumps({"QueryExecutionIds": newest_first})


def _stop(response: AthenaResponse) -> str:
    _named(response).stop()
    return "{}"


def _get_runtime_statistics(response: AthenaResponse) -> str:
    return json.dumps({"QueryRuntimeStatistics": runtime_statistics(_named(response))})


def _get_results(response: AthenaResponse) -> str:
    """Reads the stored result, so that the caller needs to be allowed to get that object.

    https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
    """
    execution = _named(response)
    if execution.state != "SUCCEEDED":
        if not execution.has_ended:
            raise _invalid(f"Query has not yet finished. Current state: {execution.state}")
        raise _invalid(f"Query did not finish successfully. Final query state: {execution.state}")
    token, most = response._get_param("NextToken"), response._get_param("MaxResults") or _MOST_ROWS
    if token and not str(token).isdecimal():
        raise _invalid("NextToken is not valid")
    outcome = execution.outcome
    answer: dict[str, Any] = {
        "ResultSet": {"Rows": [], "ResultSetMetadata": {"ColumnInfo": outcome.columns}}
    }
    if outcome.update_count is not None:
        answer["UpdateCount"] = outcome.update_count
    if outcome.columns and outcome.manifest is None:
        rows, following = _stored_rows(response.athena_backend, execution, int(token or 0), most)
        answer["ResultSet"]["Rows"] = rows
        if following is not None:
            answer["NextToken"] = str(following)
    return json.dumps(answer)


def _stored_rows(
    backend: AthenaBackend, execution: QueryExecution, start: int, most: int
) -> tuple[list[dict[str, Any]], int | None]:
    storage = Storage(Caller(_caller(), backend.account_id, backend.region_name))
    try:
        rows, following = read_page(
            storage, S3Location.parse(execution.output), start, min(int(most), _MOST_ROWS)
        )
    except QueryFailedError as error:
        raise _invalid(f"Could not read the result of {execution.id}: {error.message}") from error
    return datum_rows(rows), following


def _named(response: AthenaResponse) -> QueryExecution:
    wanted = response._get_param("QueryExecutionId")
    found = executions_of(response.athena_backend).get(wanted)
    if found is None:
        raise _invalid(f"QueryExecution {wanted} was not found")
    return found


def _caller() -> Principal:
    caller = current_caller()
    if caller is None:
        raise RuntimeError("Athena was asked by nobody")
    return caller


def _invalid(message: str) -> JsonRESTError:
    return JsonRESTError("InvalidRequestException", message)
