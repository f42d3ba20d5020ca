"""Databases and tables as Athena's API shows them to drivers: what Glue shows to the caller.

https://docs.aws.amazon.com/athena/latest/APIReference/API_GetTableMetadata.html
"""

from __future__ import annotations

import json
import re
from typing import Any

from moto.athena.responses import AthenaResponse
from moto.core.exceptions import JsonRESTError

from emulator.athena.caller import Caller
from emulator.athena.catalog import Catalog, Column, Table
from emulator.athena.query_failure import QueryFailedError
from emulator.moto_changes import add_method, replace_attribute
from emulator.validation.caller import current_caller

_CATALOG = "AwsDataCatalog"


def install() -> None:
    """Replaces moto's operations, which know databases of their own, and adds those on tables."""
    replace_attribute(AthenaResponse, "get_data_catalog", _get_data_catalog)
    replace_attribute(AthenaResponse, "get_database", _get_database)
    replace_attribute(AthenaResponse, "list_databases", _list_databases)
    add_method(AthenaResponse, "get_table_metadata", _get_table_metadata)
    add_method(AthenaResponse, "list_table_metadata", _list_table_metadata)


def _get_data_catalog(response: AthenaResponse) -> str:
    name = response._get_param("Name")
    if name == _CATALOG:
        return json.dumps({"DataCatalog": {"Name": _CATALOG, "Type": "GLUE"}})
    found = response.athena_backend.get_data_catalog(name)
    if found is None:
        raise JsonRESTError("InvalidRequestException", f"Data catalog {name} was not found")
    return json.dumps({"DataCatalog": found})


def _get_database(response: AthenaResponse) -> str:
    catalog, name = _catalog(response), response._get_param("DatabaseName").lower()
    try:
        return json.dumps({"Database": _database(catalog.require_database(name))})
    except QueryFailedError as error:
        raise _failure(error) from error


def _list_databases(response: AthenaResponse) -> str:
    catalog = _catalog(response)
    try:
        return json.dumps({"DatabaseList": [{"Name": name} for name in catalog.database_names()]})
    except QueryFailedError as error:
        raise _failure(error) from error


def _get_table_metadata(response: AthenaResponse) -> str:
    catalog = _catalog(response)
    database, name = (response._get_param(key).lower() for key in ("DatabaseName", "TableName"))
    try:
        table = catalog.find_table(database, name)
    except QueryFailedError as error:
        raise _failure(error) from error
    if table is None:
        raise JsonRESTError("MetadataException", f"EntityNotFoundException: Table {name} not found")
    return json.dumps({"TableMetadata": _described(table)})


def _list_table_metadata(response: AthenaResponse) -> str:
    catalog, pattern = _catalog(response), response._get_param("Expression") or ".*"
    database = response._get_param("DatabaseName").lower()
    try:
        names = [name for name in catalog.table_names(database) if _matches(pattern, name)]
        tables = [catalog.seen_table(database, name) for name in sorted(names)]
    except QueryFailedError as error:
        raise _failure(error) from error
    return json.dumps({"TableMetadataList": [_described(table) for table in tables]})


def _matches(pattern: str, name: str) -> bool:
    """A regular expression, in which a lone star is any text."""
    return re.fullmatch(re.sub(r"(?<!\.)\*", ".*", pattern), name) is not None


def _catalog(response: AthenaResponse) -> Catalog:
    name = response._get_param("CatalogName")
    if name.lower() != _CATALOG.lower():
        raise JsonRESTError("InvalidRequestException", f"Data catalog {name} is not emulated")
    caller, backend = current_caller(), response.athena_backend
    if caller is None:
        raise RuntimeError("Athena was asked by nobody")
    return Catalog(Caller(caller, backend.account_id, backend.region_name))


def _database(found: Any) -> dict[str, Any]:
    described = {"Name": found.name, "Description": found.input.get("Description")}
    shown = {**described, "Parameters": found.input.get("Parameters")}
    return {key: value for key, value in shown.items() if value is not None}


def _described(table: Table) -> dict[str, Any]:
    return {
        "Name": table.name,
        "TableType": table.definition.get("TableType", "EXTERNAL_TABLE"),
        "Columns": _columns(table.columns),
        "PartitionKeys": _columns(table.partition_keys),
        "Parameters": {
            **table.parameters,
            "location": table.storage.get("Location", ""),
            "serde.serialization.lib": table.serde,
        },
    }


def _columns(columns: list[Column]) -> list[dict[str, str]]:
    return [{"Name": one.name, "Type": one.type} for one in columns]


def _failure(error: QueryFailedError) -> JsonRESTError:
    return JsonRESTError("MetadataException", error.message)
