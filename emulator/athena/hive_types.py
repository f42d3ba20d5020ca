"""Types of the Data Catalog, written as Hive does, in DuckDB's spelling.

https://docs.aws.amazon.com/athena/latest/ug/data-types.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.athena.query_failure import QueryFailedError

_SCALARS = {
    "bigint": "BIGINT",
    "binary": "BLOB",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "double": "DOUBLE",
    "float": "FLOAT",
    "int": "INTEGER",
    "integer": "INTEGER",
    "real": "FLOAT",
    "smallint": "SMALLINT",
    "string": "VARCHAR",
    "timestamp": "TIMESTAMP",
    "tinyint": "TINYINT",
}
INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT"})
"""In DuckDB's spelling."""
_SIZED = re.compile(r"(decimal|varchar|char)(?:\((\d+)(?:,(\d+))?\))?")
_NESTED = re.compile(r"(array|map|struct)<(.*)>", re.DOTALL)


def duckdb_type(hive_type: str) -> str:
    """DuckDB's name of a type; QueryFailedError for one that Hive does not have."""
    wanted = re.sub(r"\s+", "", hive_type.lower())
    if wanted in _SCALARS:
        return _SCALARS[wanted]
    sized = _SIZED.fullmatch(wanted)
    if sized:
        name, precision, scale = sized.groups()
        return f"DECIMAL({precision or 10},{scale or 0})" if name == "decimal" else "VARCHAR"
    nested = _NESTED.fullmatch(wanted)
    if nested is None:
        raise QueryFailedError(f"HIVE_INVALID_METADATA: type {hive_type!r} is not known")
    kind, inner = nested.groups()
    parts = list(_split(inner))
    if kind == "array" and len(parts) == 1:
        return f"{duckdb_type(parts[0])}[]"
    if kind == "map" and len(parts) == 2:
        return f"MAP({duckdb_type(parts[0])}, {duckdb_type(parts[1])})"
    fields = [part.partition(":") for part in parts]
    if kind != "struct" or not all(name and of for name, _, of in fields):
        raise QueryFailedError(f"HIVE_INVALID_METADATA: type {hive_type!r} is not known")
    shown = ", ".join(f"{quoted(name)} {duckdb_type(of)}" for name, _, of in fields)
    return f"STRUCT({shown})"


def element_type(hive_type: str) -> str | None:
    """The type of an array's elements; None for what is no array."""
    nested = _NESTED.fullmatch(re.sub(r"\s+", "", hive_type.lower()))
    return nested[2] if nested and nested[1] == "array" else None


def struct_fields(hive_type: str) -> list[tuple[str, str]]:
    """Names and types of a struct's fields; empty for what is no struct."""
    nested = _NESTED.fullmatch(re.sub(r"\s+", "", hive_type.lower()))
    if nested is None or nested[1] != "struct":
        return []
    parts = [part.partition(":") for part in _split(nested[2])]
    return [(name, of) for name, _, of in parts]


def is_scalar(hive_type: str) -> bool:
    """False for arrays, maps and structs."""
    return "<" not in hive_type


def quoted(name: str) -> str:
    """An identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _split(text: str) -> Iterator[str]:
    """At the commas that are within no brackets."""
    depth, start = 0, 0
    for index, letter in enumerate(text):
        depth += (letter in "<(") - (letter in ">)")
        if letter == "," and depth == 0:
            yield text[start:index]
            start = index + 1
    yield text[start:]
