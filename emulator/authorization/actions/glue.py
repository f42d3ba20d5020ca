"""Glue's Data Catalog: a table needs its database and the catalog too.

https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.authorization.actions.check import Check, names, not_in_table, request_tags
from emulator.authorization.calls import Call

_ON_CATALOG = frozenset(
    {
        "GetDataCatalogEncryptionSettings",
        "PutDataCatalogEncryptionSettings",
        "GetCatalogImportStatus",
    }
)
_ON_DATABASE = frozenset({"CreateDatabase", "DeleteDatabase", "GetDatabase", "UpdateDatabase"})
_ON_TABLE = names(
    """
    BatchCreatePartition BatchDeletePartition BatchGetPartition BatchUpdatePartition
    CreatePartition CreateTable DeletePartition DeleteTable DeleteTableVersion GetPartition
    GetPartitionIndexes GetPartitions GetTable GetTableVersion GetTableVersions UpdatePartition
    UpdateTable
    """
)
_ON_ALL_TABLES = frozenset({"GetTables", "BatchDeleteTable"})
_WITHOUT_RESOURCE = names(
    """
    CreateSecurityConfiguration DeleteSecurityConfiguration GetSecurityConfiguration
    GetSecurityConfigurations
    """
)
_TAGGING = frozenset({"GetTags", "TagResource", "UntagResource"})


def checks(call: Call) -> Iterator[Check]:
    """What a call to Glue needs."""
    if call.operation in _TAGGING:
        tags = call.parameters.get("TagsToAdd") or {}
        pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
        yield Check(call.action, call.parameters["ResourceArn"], request_tags(pairs))
        return
    if call.operation in _WITHOUT_RESOURCE:
        yield Check(call.action, "*")
        return
    for resource in ["catalog", *_below_catalog(call)]:
        yield Check(call.action, call.arn(resource))


def _below_catalog(call: Call) -> list[str]:
    parameters, operation = call.parameters, call.operation
    database = parameters.get("DatabaseName", "")
    if operation in _ON_CATALOG:
        return []
    if operation == "GetDatabases":
        return ["database/*"]
    if operation in _ON_DATABASE:
        name = parameters.get("Name") or parameters.get("DatabaseInput", {}).get("Name", "")
        return [f"database/{name}"]
    if operation in _ON_TABLE:
        table = (
            parameters.get("TableName")
            or parameters.get("Name")
            or parameters.get("TableInput", {}).get("Name", "")
        )
        return [f"database/{database}", f"table/{database}/{table}"]
    if operation in _ON_ALL_TABLES:
        return [f"database/{database}", f"table/{database}/*"]
    raise not_in_table(call)
