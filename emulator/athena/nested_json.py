"""Values of a column's type out of a value of JSON, as Hive's SerDes make them.

Names are compared without case, on every level; what the type does not name is left out.
https://docs.aws.amazon.com/athena/latest/ug/json-serde.html
"""

from __future__ import annotations

from emulator.athena.hive_types import (
    duckdb_type,
    element_type,
    is_scalar,
    literal,
    quoted,
    struct_fields,
)


def typed_value(value: str, hive_type: str, depth: int = 0) -> str:
    """An expression of DuckDB with the type, of an expression that is JSON or NULL."""
    element, fields = element_type(hive_type), struct_fields(hive_type)
    if element is not None:
        inner = typed_value(_bound(depth), element, depth + 1)
        items = f"CASE WHEN json_type({value}) = 'ARRAY' THEN CAST({value} AS JSON[]) END"
        return f"list_transform({items}, lambda {_bound(depth)}: {inner})"
    if fields:
        inner = ", ".join(
            f"{quoted(name)} := {_field(_bound(depth), name, of, depth + 1)}" for name, of in fields
        )
        # A list of one, so that the value is written down once, however many fields there are.
        made = f"CASE WHEN json_type({_bound(depth)}) = 'OBJECT' THEN struct_pack({inner}) END"
        return f"list_transform([{value}], lambda {_bound(depth)}: {made})[1]"
    kind = duckdb_type(hive_type)
    if not is_scalar(hive_type):
        return f"CAST({value} AS {kind})"
    text = f"json_extract_string({value}, '$')"
    return text if kind == "VARCHAR" else f"CAST({text} AS {kind})"


def named_value(value: str, name: str, hive_type: str) -> str:
    """The same of what has a name in an object."""
    return _field(value, name, hive_type, 0)


def _field(value: str, name: str, hive_type: str, depth: int) -> str:
    names = f"list_filter(json_keys({value}), lambda k: lower(k) = {literal(name.lower())})[1]"
    path = f"'$.\"' || {names} || '\"'"
    return typed_value(f"json_extract({value}, {path})", hive_type, depth)


def _bound(depth: int) -> str:
    return f"v{depth}"
