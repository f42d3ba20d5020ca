"""The table and its partitions in the organization's database of the Glue Data Catalog."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from readings_pipeline.schema import COLUMNS, PARTITION, TABLE

PARTITIONS_PER_CALL = 100
"""https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-partitions.html"""


def descriptor(location: str) -> dict[str, Any]:
    """How Athena and Spark read the Parquet files of a folder."""
    return {
        "Columns": [{"Name": column.name, "Type": column.type} for column in COLUMNS],
        "Location": location,
        "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        "SerdeInfo": {
            "SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
        },
    }


def table_input(location: str) -> dict[str, Any]:
    """The table as it has to be."""
    return {
        "Name": TABLE,
        "Description": "Readings of instruments, one row each",
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"EXTERNAL": "TRUE", "classification": "parquet"},
        "PartitionKeys": [{"Name": PARTITION, "Type": "date"}],
        "StorageDescriptor": descriptor(location),
    }


def ensure_table(glue: Any, database: str, location: str) -> None:
    """Makes the table, or updates one that is not as this version of the program wants it."""
    wanted = table_input(location)
    try:
        found = glue.get_table(DatabaseName=database, Name=TABLE)["Table"]
    except glue.exceptions.EntityNotFoundException:
        try:
            glue.create_table(DatabaseName=database, TableInput=wanted)
        except glue.exceptions.AlreadyExistsException:
            # Another task was quicker.
            ensure_table(glue, database, location)
        return
    if not includes(found, wanted):
        glue.update_table(DatabaseName=database, TableInput=wanted)


def includes(found: Any, wanted: Any) -> bool:
    """Whether all that is wanted is as wanted; services add properties of their own."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(
            name in found and includes(found[name], value) for name, value in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and all(map(includes, found, wanted))
        )
    return bool(found == wanted)


def ensure_partitions(glue: Any, database: str, location: str, days: list[str]) -> None:
    """Adds days to the table; those that it has stay. Raises ClientError if one cannot be added."""
    for start in range(0, len(days), PARTITIONS_PER_CALL):
        answer = glue.batch_create_partition(
            DatabaseName=database,
            TableName=TABLE,
            PartitionInputList=[
                {
                    "Values": [day],
                    "StorageDescriptor": descriptor(f"{location}{PARTITION}={day}/"),
                }
                for day in days[start : start + PARTITIONS_PER_CALL]
            ],
        )
        for error in answer.get("Errors", []):
            detail = error["ErrorDetail"]
            if detail["ErrorCode"] != "AlreadyExistsException":
                described = {"Code": detail["ErrorCode"], "Message": detail.get("ErrorMessage", "")}
                raise ClientError({"Error": described}, "BatchCreatePartition")
