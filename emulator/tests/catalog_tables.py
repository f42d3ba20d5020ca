"""Partitioned tables of two organizations, one slug a prefix of the other."""

from __future__ import annotations

from typing import Any

KEYS = [{"Name": "year", "Type": "string"}, {"Name": "month", "Type": "int"}]
READINGS = {"DatabaseName": "acme", "TableName": "readings"}
COLUMNS = {"Columns": [{"Name": "value", "Type": "double"}], "Location": "s3://data/acme/"}


def make_tables(glue: Any) -> Any:
    """Makes a database with a table for each, and returns the client."""
    for name in ("acme", "acme_eu"):
        glue.create_database(DatabaseInput={"Name": name})
        glue.create_table(DatabaseName=name, TableInput=table("readings"))
    return glue


def table(name: str, **more: Any) -> dict[str, Any]:
    """A TableInput."""
    return {"Name": name, "PartitionKeys": KEYS, "StorageDescriptor": COLUMNS, **more}


def partition(*values: str) -> dict[str, Any]:
    """A PartitionInput."""
    return {"Values": list(values), "StorageDescriptor": COLUMNS}


def fill(glue: Any, count: int = 12) -> None:
    """Makes partitions of acme's table, for the months from 0 on."""
    for first in range(0, count, 100):
        some = [partition("2026", str(n)) for n in range(first, min(first + 100, count))]
        glue.batch_create_partition(**READINGS, PartitionInputList=some)


def months(answer: dict[str, Any]) -> list[int]:
    """Of an answer of GetPartitions."""
    return [int(one["Values"][1]) for one in answer["Partitions"]]
