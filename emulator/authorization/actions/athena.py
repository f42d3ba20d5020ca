"""Athena: workgroups, also of queries that are named by id, and data catalogs.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonathena.html
"""

from __future__ import annotations

from collections.abc import Iterator

from moto.athena.models import athena_backends

from emulator.athena.executions import executions_of
from emulator.authorization.actions.check import (
    Check,
    by_parameter,
    names,
    not_in_table,
    tag_context,
)
from emulator.authorization.calls import Call

_WITHOUT_RESOURCE = frozenset({"ListDataCatalogs", "ListEngineVersions", "ListWorkGroups"})
_NAMES_WORK_GROUP = frozenset({"CreateWorkGroup"})
_ON_CATALOG = names(
    """
    CreateDataCatalog DeleteDataCatalog GetDataCatalog GetDatabase GetTableMetadata ListDatabases
    ListTableMetadata UpdateDataCatalog
    """
)
_ON_EXECUTION = names(
    """
    GetQueryExecution GetQueryResults GetQueryResultsStream GetQueryRuntimeStatistics
    StopQueryExecution
    """
)
_ON_NAMED_QUERY = frozenset({"DeleteNamedQuery", "GetNamedQuery", "UpdateNamedQuery"})
_DEFAULT = "primary"


def checks(call: Call) -> Iterator[Check]:
    """What a call to Athena needs."""
    tags = tag_context(call.parameters)
    if call.operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*", tags)
        return
    for resource in _resources(call):
        yield Check(call.action, resource, tags)


def _resources(call: Call) -> list[str]:
    parameters = call.parameters
    if call.operation in _ON_CATALOG:
        return by_parameter(call, {"CatalogName": "datacatalog/{}", "Name": "datacatalog/{}"})
    if call.operation in _NAMES_WORK_GROUP:
        return by_parameter(call, {"Name": "workgroup/{}"})
    if "ResourceARN" in parameters:
        return [parameters["ResourceARN"]]
    if call.operation in _ON_EXECUTION:
        return [_work_group(call, _group_of_execution(call, parameters["QueryExecutionId"]))]
    if call.operation == "BatchGetQueryExecution":
        ids = parameters.get("QueryExecutionIds", [])
        return [_work_group(call, _group_of_execution(call, one)) for one in ids]
    if call.operation in _ON_NAMED_QUERY:
        return [_work_group(call, _group_of_named_query(call, parameters["NamedQueryId"]))]
    if call.operation == "BatchGetNamedQuery":
        ids = parameters.get("NamedQueryIds", [])
        return [_work_group(call, _group_of_named_query(call, one)) for one in ids]
    if "WorkGroup" in parameters or call.operation in (
        "StartQueryExecution",
        "ListQueryExecutions",
        "ListNamedQueries",
        "CreateNamedQuery",
    ):
        return [_work_group(call, parameters.get("WorkGroup") or _DEFAULT)]
    raise not_in_table(call)


def _group_of_execution(call: Call, execution_id: str) -> str:
    execution = executions_of(athena_backends[call.account][call.region]).get(execution_id)
    return execution.work_group if execution else _DEFAULT


def _group_of_named_query(call: Call, query_id: str) -> str:
    query = athena_backends[call.account][call.region].named_queries.get(query_id)
    return query.workgroup.name if query else _DEFAULT


def _work_group(call: Call, name: str) -> str:
    return call.arn(f"workgroup/{name}")
