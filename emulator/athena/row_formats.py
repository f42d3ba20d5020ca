"""How the rows of a table are read: SELECT statements of DuckDB over copies of its objects.

https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from emulator.athena import csv_rows, json_rows, parquet_rows, regex_rows
from emulator.athena.catalog import Table
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.row_source import RowReader

PARQUET_SERDE = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
"""Also what tables get that are created without any other."""
LAZY_SIMPLE_SERDE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
OPEN_CSV_SERDE = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
HIVE_JSON_SERDE = "org.apache.hive.hcatalog.data.JsonSerDe"
OPENX_JSON_SERDE = "org.openx.data.jsonserde.JsonSerDe"
REGEX_SERDE = "org.apache.hadoop.hive.serde2.RegexSerDe"


@dataclass(frozen=True)
class RowFormat:
    """``is_columnar`` where a query reads the columns that it names, and no others."""

    reader: RowReader
    extension: str
    is_columnar: bool = False


_FORMATS: Mapping[str, RowFormat] = {
    PARQUET_SERDE: RowFormat(parquet_rows.select_rows, ".parquet", is_columnar=True),
    LAZY_SIMPLE_SERDE: RowFormat(csv_rows.select_lazy_rows, ".csv"),
    OPEN_CSV_SERDE: RowFormat(csv_rows.select_open_csv_rows, ".csv"),
    HIVE_JSON_SERDE: RowFormat(json_rows.select_rows, ".json"),
    OPENX_JSON_SERDE: RowFormat(json_rows.select_rows, ".json"),
    REGEX_SERDE: RowFormat(regex_rows.select_rows, ".txt"),
    "org.apache.hadoop.hive.serde2.JsonSerDe": RowFormat(json_rows.select_rows, ".json"),
}


def row_format(table: Table) -> RowFormat:
    """By the table's SerDe; QueryFailedError for one that is not emulated."""
    found = _FORMATS.get(table.serde)
    if found is None:
        known = ", ".join(name.rsplit(".", 1)[1] for name in _FORMATS)
        raise QueryFailedError(
            f"NOT_SUPPORTED: SerDe {table.serde or '(none)'} of table "
            f"{table.database}.{table.name} is not emulated; these are: {known}"
        )
    return found
