"""Partitions that a table's properties describe, so that none has to be recorded.

https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

import duckdb

from emulator.athena.catalog import Partition, Table
from emulator.athena.partition_pruning import PartitionPredicates
from emulator.athena.query_failure import QueryFailedError
from emulator.athena.storage import S3Location

_MOST_PARTITIONS = 100_000
_ENABLED = "projection.enabled"
_TEMPLATE = "storage.location.template"
_NOW = re.compile(r"NOW(?:\s*([+-])\s*(\d+)\s*(\w+?)S?)?", re.IGNORECASE)
_UNITS = {
    "YEAR": timedelta(days=365),
    "MONTH": timedelta(days=30),
    "WEEK": timedelta(weeks=1),
    "DAY": timedelta(days=1),
    "HOUR": timedelta(hours=1),
    "MINUTE": timedelta(minutes=1),
    "SECOND": timedelta(seconds=1),
}
# Java's letters for the parts of a date, with those of Python and the step that they allow.
_JAVA_LETTERS = {
    "yyyy": ("%Y", "YEAR"),
    "MM": ("%m", "MONTH"),
    "dd": ("%d", "DAY"),
    "HH": ("%H", "HOUR"),
    "mm": ("%M", "MINUTE"),
    "ss": ("%S", "SECOND"),
}


def is_projected(table: Table) -> bool:
    """Whether the partitions follow from the table's properties."""
    return table.parameters.get(_ENABLED, "false").lower() == "true"


def projected_partitions(
    table: Table, predicates: PartitionPredicates, connection: duckdb.DuckDBPyConnection
) -> list[Partition]:
    """The partitions that a query needs; whether there are objects shows when they are listed."""
    choices = []
    for key in table.partition_keys:
        values = _values(table, key.name, predicates)
        rows = predicates.matching(connection, [key], [(value,) for value in values])
        choices.append([value for (value,) in rows])
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > _MOST_PARTITIONS:
        raise _too_many(f"{count} projected partitions")
    combined = predicates.matching(
        connection, table.partition_keys, list(itertools.product(*choices))
    )
    return [Partition(values, _location(table, values)) for values in combined]


def _values(table: Table, key: str, predicates: PartitionPredicates) -> Sequence[str]:
    kind = _property(table, key, "type").lower()
    if kind == "injected":
        static = predicates.static_values(key)
        if static is None:
            raise QueryFailedError(
                f"CONSTRAINT_VIOLATION: For the injected projected partition column {key}, the "
                "WHERE clause must contain only static equality conditions, and at least one such "
                "condition must be present."
            )
        return static
    read = _READERS.get(kind)
    if read is None:
        raise _invalid(key, f"type {kind!r} is not known")
    try:
        values = read(table, key)
    except ValueError as error:
        raise _invalid(key, str(error)) from error
    if len(values) > _MOST_PARTITIONS:
        raise _too_many(f"more than {_MOST_PARTITIONS} values of {key}")
    return values


def _too_many(what: str) -> QueryFailedError:
    return QueryFailedError(
        f"NOT_SUPPORTED: {what} are more than the {_MOST_PARTITIONS} projected partitions that are "
        "emulated; name fewer of them in the WHERE clause"
    )


def _enum(table: Table, key: str) -> list[str]:
    return [value.strip() for value in _property(table, key, "values").split(",")]


def _integer(table: Table, key: str) -> list[str]:
    first, last = (int(end) for end in _range(table, key))
    step = int(table.parameters.get(f"projection.{key}.interval", "1"))
    digits = int(table.parameters.get(f"projection.{key}.digits", "0"))
    numbers = itertools.islice(range(first, last + 1, step), _MOST_PARTITIONS + 1)
    return [str(number).zfill(digits) for number in numbers]


def _date(table: Table, key: str) -> Sequence[str]:
    java = _property(table, key, "format")
    pattern, unit = _python_format(java)
    unit = table.parameters.get(f"projection.{key}.interval.unit", unit).upper().removesuffix("S")
    if unit not in _UNITS:
        raise ValueError(f"interval.unit {unit!r} is not known")
    count = int(table.parameters.get(f"projection.{key}.interval", "1"))
    first, last = (_moment(end, pattern) for end in _range(table, key))
    return _dates(first, last, pattern, unit, count)


# Days since the beginning of a trail are thousands, and each query of it asks for them.
@functools.lru_cache(maxsize=4)
def _dates(first: datetime, last: datetime, pattern: str, unit: str, count: int) -> tuple[str, ...]:
    found: list[str] = []
    moment = first
    while moment <= last and len(found) <= _MOST_PARTITIONS:
        found.append(moment.strftime(pattern))
        moment = _later(moment, unit, count)
    return tuple(found)


_READERS: dict[str, Callable[[Table, str], Sequence[str]]] = {
    "date": _date,
    "enum": _enum,
    "integer": _integer,
}


def _range(table: Table, key: str) -> tuple[str, str]:
    first, comma, last = _property(table, key, "range").partition(",")
    if not comma:
        raise ValueError("range has to be two values with a comma between them")
    return first.strip(), last.strip()


def _moment(text: str, pattern: str) -> datetime:
    now = _NOW.fullmatch(text)
    if now is None:
        return datetime.strptime(text, pattern)
    moment = datetime.now(timezone.utc).replace(tzinfo=None)
    sign, count, unit = now.groups()
    if sign:
        if unit.upper() not in _UNITS:
            raise ValueError(f"{text!r} is no time")
        moment += _UNITS[unit.upper()] * int(f"{sign}{count}")
    # As far as the format goes, so that the first and the last value are whole.
    return datetime.strptime(moment.strftime(pattern), pattern)


def _later(moment: datetime, unit: str, count: int) -> datetime:
    if unit not in ("YEAR", "MONTH"):
        return moment + _UNITS[unit] * count
    months = moment.year * 12 + moment.month - 1 + count * (12 if unit == "YEAR" else 1)
    return moment.replace(year=months // 12, month=months % 12 + 1)


def _python_format(java: str) -> tuple[str, str]:
    """Java's date format in Python's letters, with the smallest unit that it shows."""
    pattern, unit = java.replace("%", "%%").replace("'", ""), "DAY"
    for letters, (ours, of) in _JAVA_LETTERS.items():
        if letters in pattern:
            pattern, unit = pattern.replace(letters, ours), of
    return pattern, unit


def _location(table: Table, values: tuple[str, ...]) -> S3Location:
    template = table.parameters.get(_TEMPLATE)
    if template is None:
        return table.partition(values).location
    for key, value in zip(table.partition_keys, values, strict=True):
        template = template.replace(f"${{{key.name}}}", value)
    return S3Location.parse(template).folder()


def _property(table: Table, key: str, name: str) -> str:
    value = table.parameters.get(f"projection.{key}.{name}")
    if value is None:
        raise _invalid(key, f"property projection.{key}.{name} is missing")
    return value


def _invalid(key: str, why: str) -> QueryFailedError:
    return QueryFailedError(f"INVALID_TABLE_PROPERTY: partition projection of column {key}: {why}")
