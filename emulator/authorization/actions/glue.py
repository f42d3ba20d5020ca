"""Glue's Data Catalog: whatever is in it needs what it is in, too, up to the catalog.

https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emulator.authorization.actions.check import Check, names, not_in_table, request_tags
from emulator.authorization.calls import Call
from emulator.authorization.verdict import NotUnderstoodError

_ON_CATALOG = names(
    """
    GetCatalogImportStatus GetDataCatalogEncryptionSettings PutDataCatalogEncryptionSettings
    """
)
_ON_DATABASE = names(
    """
    CreateDatabase CreateUserDefinedFunction DeleteDatabase GetDatabase UpdateDatabase
    """
)
_ON_TABLE = names(
    """
    BatchCreatePartition BatchDeletePartition BatchDeleteTableVersion BatchGetPartition
    BatchUpdatePartition CreatePartition CreatePartitionIndex CreateTable
    DeleteColumnStatisticsForPartition DeleteColumnStatisticsForTable DeletePartition
    DeletePartitionIndex DeleteTable DeleteTableVersion GetColumnStatisticsForPartition
    GetColumnStatisticsForTable GetPartition GetPartitionIndexes GetPartitions GetTable
    GetTableVersion GetTableVersions UpdateColumnStatisticsForPartition
    UpdateColumnStatisticsForTable UpdatePartition UpdateTable
    """
)
_ON_FUNCTION = names("DeleteUserDefinedFunction GetUserDefinedFunction UpdateUserDefinedFunction")
_WITHOUT_RESOURCE = names(
    """
    CreateSecurityConfiguration DeleteSecurityConfiguration GetSecurityConfiguration
    GetSecurityConfigurations
    """
)
_TAGGING = frozenset({"GetTags", "TagResource", "UntagResource"})
# A batch that needs the permission for one as well.
_SINGLE = {"BatchDeleteTableVersion": "glue:DeleteTableVersion"}


def checks(call: Call) -> Iterator[Check]:
    """What a call to Glue needs."""
    parameters = call.parameters
    tags = _tags(parameters)
    if call.operation in _TAGGING:
        yield Check(call.action, parameters["ResourceArn"], tags)
        return
    if call.operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*")
        return
    if parameters.get("CatalogId", call.account) != call.account:
        raise NotUnderstoodError("there is no catalog here but the account's own")
    actions = [call.action, *filter(None, [_SINGLE.get(call.operation)])]
    for resource in ["catalog", *_below_catalog(call)]:
        # The catalog folds names to lower case.
        yield from (Check(action, call.arn(_folded(resource)), tags) for action in actions)


def _below_catalog(call: Call) -> list[str]:
    parameters, operation = call.parameters, call.operation
    database = parameters.get("DatabaseName", "")
    if operation in _ON_CATALOG:
        return []
    if operation == "GetDatabases":
        return ["database/*"]
    if operation in _ON_DATABASE:
        found = [database, parameters.get("Name"), _name_in(parameters, "DatabaseInput")]
        named = [f"database/{name}" for name in dict.fromkeys(filter(None, found))]
        return [*named, *(_children(named[0]) if operation == "DeleteDatabase" else [])]
    if operation in _ON_TABLE:
        found = [parameters.get("TableName"), parameters.get("Name")]
        found.append(_name_in(parameters, "TableInput"))
        tables = dict.fromkeys(filter(None, found))
        return [f"database/{database}", *(f"table/{database}/{name}" for name in tables)]
    if operation == "BatchDeleteTable":
        tables = parameters["TablesToDelete"]
        return [f"database/{database}", *(f"table/{database}/{name}" for name in tables)]
    if operation == "GetTables":
        return [f"database/{database}", f"table/{database}/*"]
    if operation == "GetUserDefinedFunctions":
        return [f"database/{database or '*'}", f"userDefinedFunction/{database or '*'}/*"]
    if operation in _ON_FUNCTION:
        function = f"userDefinedFunction/{database}/{parameters['FunctionName']}"
        return [f"database/{database}", function]
    raise not_in_table(call)


def _children(database: str) -> list[str]:
    """Whoever deletes a database deletes all that is in it."""
    name = database.removeprefix("database/")
    return [f"table/{name}/*", f"userDefinedFunction/{name}/*"]


def _name_in(parameters: dict[str, Any], part: str) -> str | None:
    name = parameters.get(part, {}).get("Name")
    return str(name) if name else None


def _folded(resource: str) -> str:
    kind, separator, name = resource.partition("/")
    return f"{kind}{separator}{name.lower()}"


def _tags(parameters: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    given = parameters.get("TagsToAdd") or parameters.get("Tags") or {}
    if parameters.get("TagsToRemove"):
        return {"aws:TagKeys": tuple(parameters["TagsToRemove"])}
    return request_tags(given)
