"""Which partitions a query needs: what its WHERE clauses say of the partition keys.

Predicates are first moved down through subqueries and common table expressions, as drivers wrap
queries in them. Where a query cannot be analysed, all partitions are read: slower, never wrong.
"""

from __future__ import annotations

import copy
import itertools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.pushdown_predicates import pushdown_predicates
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, traverse_scope

from emulator.athena.catalog import Column, Table
from emulator.athena.hive_types import duckdb_type, quoted

NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__"
_TEXTS = '["VARCHAR"]'
_SIDES_THAT_KEEP_ROWS = frozenset({"LEFT", "RIGHT", "FULL"})


@dataclass(frozen=True)
class PartitionPredicates:
    """For each place where a query names a table: what has to hold of its partition keys."""

    by_reference: Sequence[Sequence[exp.Expr]] | None
    """None if that is not known."""

    def static_values(self, key: str) -> list[str] | None:
        """What every reference demands of a key by ``=`` or ``IN``; None if any does not."""
        found: set[str] = set()
        for conjuncts in self.by_reference or [[]]:
            values = [v for one in conjuncts if (v := _static_values(one, key)) is not None]
            if not values:
                return None
            found |= set.intersection(*map(set, values))
        return sorted(found)

    def matching(
        self,
        connection: duckdb.DuckDBPyConnection,
        keys: Sequence[Column],
        rows: Sequence[tuple[str, ...]],
    ) -> list[tuple[str, ...]]:
        """The partitions, by values of some keys, that any reference needs."""
        names = {key.name for key in keys}
        alternatives = []
        for conjuncts in self.by_reference or [[]]:
            known = [one for one in conjuncts if _names(one) <= names]
            if not known or not rows:
                return list(rows)
            alternatives.append(" AND ".join(f"({_unqualified(one)})" for one in known))
        values = [f"unnest(from_json(?, '{_TEXTS}')) AS v{index}" for index in range(len(keys))]
        sql = (
            f"SELECT number FROM (SELECT number, {key_values(keys)} FROM "
            f"(SELECT unnest(range(?)) AS number, {', '.join(values)})) "
            f"WHERE {' OR '.join(alternatives)} ORDER BY number"
        )
        # As one text each: DuckDB takes 14 us to see what kind of object an item of a list is, and
        # days since the beginning of a trail are thousands.
        columns = [json.dumps(column) for column in zip(*rows, strict=True)]
        numbers = connection.execute(sql, [len(rows), *columns]).fetchall()
        return [rows[number] for (number,) in numbers]


def key_values(keys: Sequence[Column]) -> str:
    """Partition keys with their types, from texts named ``v0``, ``v1`` and so on."""
    return ", ".join(
        f"TRY_CAST(nullif(v{index}, '{NULL_PARTITION}') AS {duckdb_type(key.type)}) "
        f"AS {quoted(key.name)}"
        for index, key in enumerate(keys)
    )


def predicates_of(
    query: exp.Expr, tables: Mapping[tuple[str, str], Table]
) -> Callable[[Table], PartitionPredicates]:
    """Looks up what a query, whose tables all name their database, demands of each of them."""
    schema: dict[str, Any] = {}
    for (database, name), table in tables.items():
        columns = [*table.columns, *table.partition_keys]
        schema.setdefault(database, {})[name] = {one.name: "VARCHAR" for one in columns}
    try:
        qualified = qualify(
            copy.deepcopy(query),
            dialect="athena",
            schema=schema,
            validate_qualify_columns=False,
            quote_identifiers=False,
        )
        scopes = traverse_scope(pushdown_predicates(qualified, dialect="athena"))
    except (SqlglotError, KeyError, ValueError, TypeError, RecursionError):
        return lambda _: PartitionPredicates(None)

    def find(table: Table) -> PartitionPredicates:
        keys = {key.name for key in table.partition_keys}
        found = [
            list(_conjuncts_on(scope, alias, keys))
            for scope in scopes
            for alias, (_, source) in scope.selected_sources.items()
            if isinstance(source, exp.Table)
            and (source.db, source.name) == (table.database, table.name)
        ]
        return PartitionPredicates(found or None)

    return find


def _conjuncts_on(scope: Scope, alias: str, keys: set[str]) -> Iterable[exp.Expr]:
    """Of WHERE and ON, where no outer join can bring back what they refuse."""
    where = scope.expression.args.get("where")
    joins = scope.expression.args.get("joins") or []
    if any(str(join.side).upper() in _SIDES_THAT_KEEP_ROWS for join in joins):
        return
    conditions = [where and where.this, *(join.args.get("on") for join in joins)]
    for conjunct in itertools.chain.from_iterable(map(_conjuncts, conditions)):
        columns = list(conjunct.find_all(exp.Column))
        is_static = not conjunct.find(exp.Query, exp.Placeholder, exp.Rand)
        if columns and is_static and all(c.table == alias and c.name in keys for c in columns):
            yield conjunct.unnest()


def _conjuncts(condition: exp.Expr | None) -> Iterable[exp.Expr]:
    if condition is None:
        return []
    return condition.flatten() if isinstance(condition, exp.And) else [condition]


def _names(expression: exp.Expr) -> set[str]:
    return {column.name for column in expression.find_all(exp.Column)}


def _unqualified(expression: exp.Expr) -> str:
    plain = expression.copy()
    for column in plain.find_all(exp.Column):
        for part in ("table", "db", "catalog"):
            column.set(part, None)
        column.this.set("quoted", True)
    return plain.sql(dialect="duckdb")


def _static_values(conjunct: exp.Expr, key: str) -> list[str] | None:
    if isinstance(conjunct, exp.EQ):
        sides = [conjunct.left, conjunct.right]
        columns = [side for side in sides if isinstance(side, exp.Column) and side.name == key]
        values = [side.name for side in sides if isinstance(side, exp.Literal)]
        return values if columns and values else None
    if isinstance(conjunct, exp.In) and isinstance(conjunct.this, exp.Column):
        items = conjunct.expressions
        if conjunct.this.name == key and items and all(isinstance(i, exp.Literal) for i in items):
            return [item.name for item in items]
    return None
