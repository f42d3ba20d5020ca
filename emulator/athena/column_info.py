"""Columns of a result as GetQueryResults describes them.

https://docs.aws.amazon.com/athena/latest/APIReference/API_ColumnInfo.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
# By DuckDB's type: Athena's, its precision and its scale.
_TYPES = {
    "BIGINT": ("bigint", 19, 0),
    "BLOB": ("varbinary", 1073741824, 0),
    "BOOLEAN": ("boolean", 0, 0),
    "DATE": ("date", 0, 0),
    "DOUBLE": ("double", 17, 0),
    "FLOAT": ("float", 17, 0),
    # Sums and counts, which are bigint in Athena.
    "HUGEINT": ("bigint", 19, 0),
    "INTEGER": ("integer", 10, 0),
    "INTERVAL": ("interval day to second", 0, 0),
    "SMALLINT": ("smallint", 5, 0),
    "TIME": ("time", 3, 0),
    "TIMESTAMP": ("timestamp", 3, 0),
    "TIMESTAMP_MS": ("timestamp", 3, 0),
    "TIMESTAMP_NS": ("timestamp", 3, 0),
    "TIMESTAMP_S": ("timestamp", 3, 0),
    "TIMESTAMP WITH TIME ZONE": ("timestamp with time zone", 3, 0),
    "TINYINT": ("tinyint", 3, 0),
    "UBIGINT": ("bigint", 19, 0),
    "UINTEGER": ("bigint", 19, 0),
}
_LONGEST_TEXT = 2147483647


@dataclass(frozen=True)
class ResultColumn:
    """A column with its type in DuckDB's spelling."""

    name: str
    type: str

    def described(self) -> dict[str, Any]:
        """Its ColumnInfo."""
        kind, precision, scale = self._athena_type()
        return {
            "CatalogName": "hive",
            "SchemaName": "",
            "TableName": "",
            "Name": self.name,
            "Label": self.name,
            "Type": kind,
            "Precision": precision,
            "Scale": scale,
            "Nullable": "UNKNOWN",
            "CaseSensitive": kind in ("varchar", "json"),
        }

    def _athena_type(self) -> tuple[str, int, int]:
        decimal = _DECIMAL.fullmatch(self.type)
        if decimal:
            return "decimal", int(decimal[1]), int(decimal[2])
        if self.type.endswith("]"):
            return "array", 0, 0
        if self.type.startswith("STRUCT("):
            return "row", 0, 0
        if self.type.startswith("MAP("):
            return "map", 0, 0
        if self.type == "JSON":
            return "json", 0, 0
        return _TYPES.get(self.type, ("varchar", _LONGEST_TEXT, 0))
