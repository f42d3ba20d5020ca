"""Expressions by which GetPartitions filters: a part of SQL's WHERE, on keys of partitions.

https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlglot
from moto.glue.exceptions import InvalidInputException, InvalidStateException
from sqlglot import exp
from sqlglot.errors import SqlglotError

from emulator.glue.partition_values import UnreadableValueError, kind_of, read_value

_OPERATION = "GetPartitions"
_COMPARISONS: dict[type[exp.Expr], Callable[[Any, Any], bool]] = {
    exp.EQ: operator.eq,
    exp.NEQ: operator.ne,
    exp.GT: operator.gt,
    exp.GTE: operator.ge,
    exp.LT: operator.lt,
    exp.LTE: operator.le,
}
_MIRRORED: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.GT: exp.LT,
    exp.GTE: exp.LTE,
    exp.LT: exp.GT,
    exp.LTE: exp.GTE,
}
# Whether a partition is meant. None is SQL's unknown, which is no yes.
_Test = Callable[[Mapping[str, Any]], "bool | None"]


class PartitionFilter:
    """A filter for the partitions of one table; InvalidInputException if Glue would refuse it."""

    def __init__(self, expression: str, keys: Sequence[Mapping[str, str]]) -> None:
        # A type that Glue does not know is refused even if the expression is not about its key.
        self._kinds = {key["Name"].lower(): _kind(key) for key in keys}
        self._unsupported = InvalidInputException(
            _OPERATION, f"Unsupported expression '{expression}'"
        )
        try:
            tree = sqlglot.parse_one(expression, into=exp.Condition, read="trino")
            self._test = self._compiled(tree)
        except (SqlglotError, RecursionError):
            raise self._unsupported from None

    def matches(self, values: Sequence[str]) -> bool:
        """Whether a partition with these values, in the order of the keys, is meant."""
        found = {}
        for (name, kind), value in zip(self._kinds.items(), values, strict=False):
            try:
                found[name] = read_value(kind, value)
            except UnreadableValueError as error:
                raise InvalidStateException(_OPERATION, str(error)) from error
        return bool(self._test(found))

    def _compiled(self, node: exp.Expr) -> _Test:
        if isinstance(node, exp.Paren):
            return self._compiled(node.this)
        if isinstance(node, exp.And | exp.Or):
            return self._joined(node)
        if isinstance(node, exp.Not):
            inner = self._compiled(node.this)
            return lambda row: _negated(inner(row))
        if type(node) in _COMPARISONS:
            return self._comparison(node)
        column = self._column(node.this)
        if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null):
            return lambda row: row.get(column) is None
        if isinstance(node, exp.In) and node.expressions and not node.args.get("query"):
            wanted = [self._literal(column, one) for one in node.expressions]
            return _known(column, lambda value: value in wanted)
        if isinstance(node, exp.Between):
            low = self._literal(column, node.args["low"])
            high = self._literal(column, node.args["high"])
            return _known(column, lambda value: bool(low <= value <= high))
        if isinstance(node, exp.Like):
            return self._like(column, node)
        raise self._unsupported

    def _joined(self, node: exp.And | exp.Or) -> _Test:
        left, right = self._compiled(node.left), self._compiled(node.right)
        decisive = isinstance(node, exp.Or)

        def joined(row: Mapping[str, Any]) -> bool | None:
            both = (left(row), right(row))
            if decisive in both:
                return decisive
            return None if None in both else not decisive

        return joined

    def _comparison(self, node: exp.Expr) -> _Test:
        kind, column, literal = type(node), node.this, node.expression
        if not isinstance(_bare(column), exp.Column):
            kind, column, literal = _MIRRORED.get(kind, kind), literal, column
        compare, name = _COMPARISONS[kind], self._column(column)
        wanted = self._literal(name, literal)
        return _known(name, lambda value: compare(value, wanted))

    def _like(self, column: str, node: exp.Like) -> _Test:
        kind = self._kinds[column]
        if kind != "string":
            words = "Integral" if kind == "integer" else kind.capitalize()
            raise InvalidInputException(
                _OPERATION, f"{words} data type doesn't support operation 'LIKE'"
            )
        pattern = re.compile(_like_pattern(self._literal(column, node.expression)), re.DOTALL)
        # sqlglot writes NOT LIKE either way.
        wanted = not node.args.get("negate")
        return _known(column, lambda value: (pattern.fullmatch(value) is not None) is wanted)

    def _column(self, node: Any) -> str:
        found = _bare(node)
        if not isinstance(found, exp.Column):
            raise self._unsupported
        name = str(found.name).lower()
        if found.table or name not in self._kinds:
            raise InvalidInputException(_OPERATION, "Invalid partition expression!")
        return name

    def _literal(self, column: str, node: Any) -> Any:
        found = _bare(node)
        sign = ""
        if isinstance(found, exp.Neg):
            sign, found = "-", found.this
        if not isinstance(found, exp.Literal):
            raise self._unsupported
        try:
            return read_value(self._kinds[column], f"{sign}{found.this}")
        except UnreadableValueError as error:
            raise InvalidInputException(_OPERATION, str(error)) from error


def _kind(key: Mapping[str, str]) -> str:
    written = key.get("Type", "")
    kind = kind_of(written)
    if kind is None:
        raise InvalidInputException(_OPERATION, f"Unknown type : '{written}'")
    return kind


def _bare(node: Any) -> Any:
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def _known(column: str, test: Callable[[Any], bool]) -> _Test:
    """A test of a value, unknown where there is none."""

    def tested(row: Mapping[str, Any]) -> bool | None:
        value = row.get(column)
        return None if value is None else test(value)

    return tested


def _negated(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _like_pattern(text: str) -> str:
    wildcards = {"%": ".*", "_": "."}
    return "".join(wildcards.get(one, re.escape(one)) for one in text)
