"""CREATE EXTERNAL TABLE, and the table that it describes in the Data Catalog.

https://docs.aws.amazon.com/athena/latest/ug/create-table.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from emulator.athena.catalog import Column, Table
from emulator.athena.ddl_reader import DdlReader
from emulator.athena.hive_types import duckdb_type
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.row_formats import (
    HIVE_JSON_SERDE,
    LAZY_SIMPLE_SERDE,
    PARQUET_SERDE,
)
from emulator.athena.storage import S3Location

_HIVE = "org.apache.hadoop.hive.ql.io"
_TEXT_FORMATS = (
    "org.apache.hadoop.mapred.TextInputFormat",
    f"{_HIVE}.HiveIgnoreKeyTextOutputFormat",
)
PARQUET_FORMATS = (
    f"{_HIVE}.parquet.MapredParquetInputFormat",
    f"{_HIVE}.parquet.MapredParquetOutputFormat",
)
"""Classes that read and write files."""
_STORED_AS = {
    "JSONFILE": (_TEXT_FORMATS, HIVE_JSON_SERDE),
    "PARQUET": (PARQUET_FORMATS, PARQUET_SERDE),
    "TEXTFILE": (_TEXT_FORMATS, LAZY_SIMPLE_SERDE),
}
_DELIMITERS = {
    "FIELDS TERMINATED BY": "field.delim",
    "ESCAPED BY": "escape.delim",
    "COLLECTION ITEMS TERMINATED BY": "collection.delim",
    "MAP KEYS TERMINATED BY": "mapkey.delim",
    "LINES TERMINATED BY": "line.delim",
    "NULL DEFINED AS": "serialization.null.format",
}


@dataclass
class TableDefinition:
    """What a statement says of a new table."""

    database: str
    name: str
    may_exist: bool = False
    columns: list[Column] = field(default_factory=list)
    keys: list[Column] = field(default_factory=list)
    location: str = ""
    comment: str | None = None
    serde: str = LAZY_SIMPLE_SERDE
    serde_parameters: dict[str, str] = field(default_factory=dict)
    formats: tuple[str, str] = _TEXT_FORMATS
    parameters: dict[str, str] = field(default_factory=dict)

    def table_input(self) -> dict[str, Any]:
        """The input of Glue's CreateTable."""
        described = {"Description": self.comment} if self.comment else {}
        return {
            "Name": self.name,
            **described,
            "TableType": "EXTERNAL_TABLE",
            "Parameters": {"EXTERNAL": "TRUE", **self.parameters},
            "PartitionKeys": [{"Name": key.name, "Type": key.type} for key in self.keys],
            "StorageDescriptor": {
                "Columns": [{"Name": one.name, "Type": one.type} for one in self.columns],
                "Location": self.location,
                "InputFormat": self.formats[0],
                "OutputFormat": self.formats[1],
                "SerdeInfo": {
                    "SerializationLibrary": self.serde,
                    "Parameters": self.serde_parameters,
                },
            },
        }


def read_external_table(reader: DdlReader, database: str | None) -> TableDefinition:
    """The statement after CREATE EXTERNAL TABLE."""
    may_exist = reader.accept("IF NOT EXISTS")
    found = TableDefinition(*reader.table_name(database), may_exist=may_exist)
    if reader.accept("("):
        found.columns = _columns(reader)
    if reader.accept("COMMENT"):
        found.comment = reader.string()
    if reader.accept("PARTITIONED BY"):
        reader.expect("(")
        found.keys = _columns(reader)
    if reader.accept("ROW FORMAT SERDE"):
        found.serde = reader.string()
        if reader.accept("WITH SERDEPROPERTIES"):
            found.serde_parameters = _properties(reader)
    elif reader.accept("ROW FORMAT DELIMITED"):
        found.serde_parameters = _delimiters(reader)
    if reader.accept("STORED AS"):
        _read_format(reader, found)
    if not reader.accept("LOCATION"):
        raise reader.unexpected("'LOCATION'")
    found.location = str(S3Location.parse(reader.string()).folder())
    if reader.accept("TBLPROPERTIES"):
        found.parameters = _properties(reader)
    reader.end()
    for column in (*found.columns, *found.keys):
        duckdb_type(column.type)
    return found


def show_create_table(table: Table) -> str:
    """The statement that makes a table like this one."""
    columns = ", \n".join(f"  `{one.name}` {one.type}" for one in table.columns)
    text = f"CREATE EXTERNAL TABLE `{table.database}.{table.name}`(\n{columns})\n"
    if table.partition_keys:
        keys = ", \n".join(f"  `{key.name}` {key.type}" for key in table.partition_keys)
        text += f"PARTITIONED BY ( \n{keys})\n"
    text += f"ROW FORMAT SERDE \n  '{table.serde}' \n"
    if table.serde_parameters:
        text += f"WITH SERDEPROPERTIES ( \n{_shown(table.serde_parameters)}) \n"
    storage = table.storage
    if storage.get("InputFormat"):
        text += f"STORED AS INPUTFORMAT \n  '{storage['InputFormat']}' \n"
        text += f"OUTPUTFORMAT \n  '{storage.get('OutputFormat')}'\n"
    text += f"LOCATION\n  '{storage.get('Location')}'\n"
    return text + f"TBLPROPERTIES (\n{_shown(table.parameters)})"


def read_assignments(reader: DdlReader) -> dict[str, str]:
    """``(name = value, ...)`` of a partition."""
    return _pairs(reader, reader.name, reader.value)


def _columns(reader: DdlReader) -> list[Column]:
    found = []
    while True:
        name = reader.name()
        found.append(Column(name, reader.type()))
        if reader.accept("COMMENT"):
            reader.string()
        if not reader.accept(","):
            break
    reader.expect(")")
    return found


def _properties(reader: DdlReader) -> dict[str, str]:
    return _pairs(reader, reader.string, reader.string)


def _pairs(
    reader: DdlReader, read_key: Callable[[], str], read_value: Callable[[], str]
) -> dict[str, str]:
    reader.expect("(")
    found: dict[str, str] = {}
    while True:
        key = read_key()
        reader.expect("=")
        found[key] = read_value()
        if not reader.accept(","):
            break
    reader.expect(")")
    return found


def _delimiters(reader: DdlReader) -> dict[str, str]:
    found: dict[str, str] = {}
    while True:
        words = next((words for words in _DELIMITERS if reader.accept(words)), None)
        if words is None:
            break
        found[_DELIMITERS[words]] = reader.string()
    if "field.delim" in found:
        found["serialization.format"] = found["field.delim"]
    return found


def _read_format(reader: DdlReader, found: TableDefinition) -> None:
    if reader.accept("INPUTFORMAT"):
        reading = reader.string()
        reader.expect("OUTPUTFORMAT")
        found.formats = (reading, reader.string())
        return
    known = next((name for name in _STORED_AS if reader.accept(name)), None)
    if known is None:
        raise reader.unsupported()
    has_serde = found.serde != LAZY_SIMPLE_SERDE
    found.formats, serde = _STORED_AS[known]
    if not has_serde:
        found.serde = serde


def _shown(properties: dict[str, str]) -> str:
    return ", \n".join(f"  {_literal(key)}={_literal(value)}" for key, value in properties.items())


def _literal(text: str) -> str:
    """With escapes that `DdlReader` reads."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    for letter, character in (("n", "\n"), ("r", "\r"), ("t", "\t")):
        escaped = escaped.replace(character, f"\\{letter}")
    return f"'{escaped}'"


def require_new(exists: bool, database: str, name: str) -> None:
    """QueryFailedError for the name of a table that there is."""
    if exists:
        raise QueryFailedError(f"TABLE_ALREADY_EXISTS: Table '{database}.{name}' already exists")
