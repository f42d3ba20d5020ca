"""From Athena's SQL to DuckDB's, where sqlglot alone would change what it means."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from emulator.athena.functions import PLUS_INTERVAL
from emulator.athena.query_failure import not_supported

# Joda's letters in format_datetime and parse_datetime, in those of strftime.
_JODA = (
    ("yyyy", "%Y"),
    ("YYYY", "%Y"),
    ("MMMM", "%B"),
    ("MMM", "%b"),
    ("MM", "%m"),
    ("dd", "%d"),
    ("EEEE", "%A"),
    ("EEE", "%a"),
    ("HH", "%H"),
    ("hh", "%I"),
    ("mm", "%M"),
    ("ss", "%S"),
    ("SSS", "%g"),
    ("a", "%p"),
)
_JODA_TOKEN = re.compile("'([^']*)'|" + "|".join(letters for letters, _ in _JODA) + "|([A-Za-z])")
_LAX = re.compile(r"^\s*lax\s+")
_GROUP = re.compile(r"\$(\d)")
_MATCHES = frozenset({"all_match", "any_match", "none_match"})


def duckdb_sql(query: exp.Query) -> str:
    """The query for DuckDB; QueryFailedError for what has no translation."""
    translated = query.transform(_translated)
    try:
        return translated.sql(dialect="duckdb", unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        raise not_supported(str(error).partition("\n")[0]) from error


def _translated(node: exp.Expr) -> exp.Expr:
    translate = _BY_KIND.get(type(node))
    return node if translate is None else translate(node)


def _time_zone(node: exp.Expr) -> exp.Expr:
    # DuckDB's values do not remember their zone, and it reads the operator the other way round.
    raise not_supported("AT TIME ZONE is not emulated; times are UTC")


def _add(node: exp.Expr) -> exp.Expr:
    left, right = node.this, node.expression
    if not isinstance(right, exp.Interval):
        return node
    interval = exp.Neg(this=exp.paren(right)) if isinstance(node, exp.Sub) else right
    return exp.Anonymous(this=PLUS_INTERVAL, expressions=[left, interval])


def _date_add(node: exp.Expr) -> exp.Expr:
    interval = exp.Interval(this=exp.paren(node.expression), unit=node.args.get("unit"))
    return exp.Anonymous(this=PLUS_INTERVAL, expressions=[node.this, interval])


def _cast(node: exp.Expr) -> exp.Expr:
    """DECIMAL '1.50' has the digits that are written."""
    to, value = node.args["to"], node.this
    if to.this is exp.DataType.Type.DECIMAL and not to.expressions and value.is_string:
        whole, _, fraction = value.name.lstrip("+-").partition(".")
        digits = max(len(whole) + len(fraction), 1)
        node.set("to", exp.DataType.build(f"DECIMAL({digits}, {len(fraction)})"))
    return node


def _regexp_extract(node: exp.Expr) -> exp.Expr:
    """NULL for what does not match, where DuckDB has an empty text."""
    arguments = [node.this, node.expression]
    matches = exp.Anonymous(this="regexp_matches", expressions=[one.copy() for one in arguments])
    group = node.args.get("group") or exp.Literal.number(0)
    found = exp.Anonymous(this="regexp_extract", expressions=[*arguments, group])
    return exp.Case(ifs=[exp.If(this=matches, true=found)])


def _regexp_replace(node: exp.Expr) -> exp.Expr:
    replacement = node.args.get("replacement")
    if isinstance(replacement, exp.Literal):
        node.set("replacement", exp.Literal.string(_GROUP.sub(r"\\\1", replacement.name)))
    return node


def _json_path(node: exp.Expr) -> exp.Expr:
    argument = "path" if isinstance(node, exp.JSONValue) else "expression"
    path = node.args.get(argument)
    if isinstance(path, exp.Literal) and _LAX.match(path.name):
        node.set(argument, exp.Literal.string(_LAX.sub("", path.name)))
    return node


def _format(node: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this="printf", expressions=[node.this, *node.expressions])


def _parse_datetime(node: exp.Expr) -> exp.Expr:
    pattern = _strftime_pattern(node.args.get("format"))
    return exp.Anonymous(this="strptime", expressions=[node.this, pattern])


def _anonymous(node: exp.Expr) -> exp.Expr:
    name, arguments = node.name.lower(), node.expressions
    if name == "format_datetime" and len(arguments) == 2:
        pattern = _strftime_pattern(arguments[1])
        return exp.Anonymous(this="strftime", expressions=[arguments[0], pattern])
    if name in _MATCHES and len(arguments) == 2:
        return _match(name, *arguments)
    if name == "at_timezone":
        return _time_zone(node)
    if name == "zip_with" and len(arguments) == 3 and isinstance(arguments[2], exp.Lambda):
        return _zip_with(*arguments)
    return node


def _match(name: str, array: exp.Expr, test: exp.Expr) -> exp.Expr:
    if name == "all_match" and isinstance(test, exp.Lambda):
        test = exp.Lambda(this=exp.not_(exp.paren(test.this)), expressions=test.expressions)
    found = exp.Anonymous(this="list_filter", expressions=[array, test])
    count = exp.Anonymous(this="len", expressions=[found])
    compare = exp.GT if name == "any_match" else exp.EQ
    return exp.paren(compare(this=count, expression=exp.Literal.number(0)))


def _zip_with(first: exp.Expr, second: exp.Expr, function: exp.Expr) -> exp.Expr:
    """Each pair is one argument in DuckDB, whose parts have numbers."""
    pair = exp.to_identifier("pair_")
    places = {one.name: index for index, one in enumerate(function.expressions, 1)}

    def part(node: exp.Expr) -> exp.Expr:
        place = places.get(node.name) if isinstance(node, (exp.Column, exp.Identifier)) else None
        if place is None:
            return node
        return exp.Anonymous(
            this="struct_extract_at",
            expressions=[exp.column(pair.copy()), exp.Literal.number(place)],
        )

    body = function.this.transform(part)
    pairs = exp.Anonymous(this="list_zip", expressions=[first, second])
    lambda_ = exp.Lambda(this=body, expressions=[pair])
    return exp.Anonymous(this="list_transform", expressions=[pairs, lambda_])


def _strftime_pattern(pattern: exp.Expr | None) -> exp.Expr:
    if not isinstance(pattern, exp.Literal):
        raise not_supported("a date format that is no literal is not emulated")
    letters = dict(_JODA)

    def replace(match: re.Match[str]) -> str:
        quoted, unknown = match[1], match[2]
        if unknown is not None:
            raise not_supported(f"letter {unknown} of the date format is not emulated")
        return (quoted or "'") if quoted is not None else letters[match[0]]

    return exp.Literal.string(_JODA_TOKEN.sub(replace, pattern.name.replace("%", "%%")))


def _cardinality(node: exp.Expr) -> exp.Expr:
    """Of a map that the query makes; DuckDB counts a column with maps by another function."""
    if isinstance(node.this, (exp.Map, exp.MapFromEntries, exp.VarMap)):
        return exp.Anonymous(this="cardinality", expressions=[node.this])
    return node


_BY_KIND: dict[type[exp.Expr], Callable[[exp.Expr], exp.Expr]] = {
    exp.Add: _add,
    exp.Anonymous: _anonymous,
    exp.ArraySize: _cardinality,
    exp.AtTimeZone: _time_zone,
    exp.Cast: _cast,
    exp.DateAdd: _date_add,
    exp.Format: _format,
    exp.JSONExtract: _json_path,
    exp.JSONValue: _json_path,
    exp.ParseDatetime: _parse_datetime,
    exp.RegexpExtract: _regexp_extract,
    exp.RegexpReplace: _regexp_replace,
    exp.Sub: _add,
}
