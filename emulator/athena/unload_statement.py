"""UNLOAD: a query's rows become files of a folder, and no table.

https://docs.aws.amazon.com/athena/latest/ug/unload.html
"""

from __future__ import annotations

import re

from emulator.athena.catalog import Table
from emulator.athena.ddl_reader import DdlReader
from emulator.athena.executions import Outcome
from emulator.athena.hive_types import literal
from emulator.athena.queries import name_columns, parse_query, prepared
from emulator.athena.query_failure import not_supported
from emulator.athena.session import QuerySession
from emulator.athena.storage import S3Location
from emulator.athena.table_definitions import TableDefinition
from emulator.athena.table_writer import columns_of, write_table_rows
from emulator.athena.write_statements import require_empty, written_outcome

# The last TO of the statement: one within the query is in front of it.
_TARGET = re.compile(
    r"(?is)^(?P<query>.*)\bTO\s*(?P<target>'[^']*')\s*(?:WITH\s*(?P<with>\(.*\)))?\s*;?\s*$"
)

_COMPRESSIONS = ("GZIP", "SNAPPY", "ZSTD")


def unload(reader: DdlReader, session: QuerySession) -> Outcome:
    """The statement after UNLOAD. Its results go where it says, whatever the workgroup enforces."""
    text = reader.rest()
    parts = _TARGET.match(text)
    if parts is None:
        raise reader.unexpected("'TO'")
    compression = _compression(parts["with"] or "")
    query = parse_query(parts["query"].strip().removeprefix("(").removesuffix(")"))
    name_columns(query)
    location = S3Location.parse(DdlReader(parts["target"]).string()).folder()
    require_empty(session, location, str(location))
    with prepared(query, session) as found:
        columns = columns_of(found)
        definition = TableDefinition("", "", columns=columns, location=str(location))
        values = [f"c{index}" for index in range(len(columns))]
        target = Table("", "", definition.table_input())
        written = write_table_rows(found, values, target, session, compression=compression)
        return written_outcome(session, written)


def _compression(properties: str) -> str:
    """Of Parquet, which is the one format that is written here."""
    reader = DdlReader(properties)
    found: dict[str, str] = {}
    if reader.accept("("):
        while not found or reader.accept(","):
            name = reader.name()
            reader.expect("=")
            found[name] = reader.value().upper()
        reader.expect(")")
    reader.end()
    compression = found.pop("compression", "GZIP")
    if found != {"format": "PARQUET"} or compression not in _COMPRESSIONS:
        raise not_supported(
            "UNLOAD is emulated WITH (format = 'PARQUET', compression = "
            f"{' or '.join(map(literal, _COMPRESSIONS))}) and nothing else"
        )
    return compression
