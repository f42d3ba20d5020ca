"""What drivers ask of databases and tables: Athena's API, in the caller's name."""

from __future__ import annotations

import pytest

from emulator.tests.callers import outcome
from emulator.tests.lake import Lake

CATALOG = {"CatalogName": "AwsDataCatalog"}


@pytest.fixture
def lake(account, ready):
    return account.rebuilt(_with_tables, ready)


def _with_tables(ready):
    made = Lake.in_use(ready)
    made.table("readings", "n int, s string", keys="day date")
    made.table("orders", "n int")
    made.table("secrets", "n int", slug="acme-eu")
    return made


def test_tables_of_the_own_database(lake):
    athena = lake.analyst()
    database = athena.get_database(**CATALOG, DatabaseName="acme")["Database"]
    assert database["Name"] == "acme"
    table = athena.get_table_metadata(**CATALOG, DatabaseName="acme", TableName="readings")
    assert table["TableMetadata"]["Columns"] == [
        {"Name": "n", "Type": "int"},
        {"Name": "s", "Type": "string"},
    ]
    assert table["TableMetadata"]["PartitionKeys"] == [{"Name": "day", "Type": "date"}]
    pages = athena.get_paginator("list_table_metadata").paginate(
        **CATALOG, DatabaseName="acme", PaginationConfig={"PageSize": 1}
    )
    names = [[table["Name"] for table in page["TableMetadataList"]] for page in pages]
    assert names == [["orders"], ["readings"]]
    some = athena.list_table_metadata(**CATALOG, DatabaseName="acme", Expression="o*")
    assert [table["Name"] for table in some["TableMetadataList"]] == ["orders"]
    assert athena.get_data_catalog(Name="AwsDataCatalog")["DataCatalog"]["Type"] == "GLUE"


def test_other_databases_stay_closed(lake):
    athena = lake.analyst()
    theirs = {**CATALOG, "DatabaseName": "acme_eu"}
    assert outcome(athena.get_database, **theirs) == "Metadata"
    assert outcome(athena.list_table_metadata, **theirs) == "Metadata"
    assert outcome(athena.get_table_metadata, **theirs, TableName="secrets") == "Metadata"
    with pytest.raises(athena.exceptions.MetadataException, match="glue:GetDatabases"):
        athena.list_databases(**CATALOG)
    absent = {**CATALOG, "DatabaseName": "acme", "TableName": "absent"}
    with pytest.raises(athena.exceptions.MetadataException, match="EntityNotFound"):
        athena.get_table_metadata(**absent)
