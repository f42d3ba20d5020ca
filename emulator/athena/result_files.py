"""Results as Athena leaves them in S3, and pages of them.

Results of queries are CSV with every value in quotes, so that NULL, which has none, differs from an
empty text. Those of other statements are lines of text, each of them one value.
https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from emulator.athena.query_failure import QueryFailedError
from emulator.athena.storage import S3Location, Storage

Row = Sequence[str | None]


def csv_line(row: Row) -> str:
    """One row of a query's result."""
    return ",".join("" if v is None else '"' + v.replace('"', '""') + '"' for v in row) + "\n"


def metadata(columns: Sequence[dict[str, Any]]) -> bytes:
    """What stands beside a result. Athena's is binary, and for nobody but itself; this is JSON."""
    return json.dumps({"ColumnInfo": list(columns)}).encode()


def read_page(
    storage: Storage, location: S3Location, start: int, most_rows: int
) -> tuple[list[Row], int | None]:
    """Rows from a position on, and where the next page begins; None if this is the last.

    Reading is the caller's, who needs to be allowed to get the object.
    """
    records = _records(storage.read(location, start), is_csv=location.key.endswith(".csv"))
    rows: list[Row] = []
    position = start
    for row, length in records:
        if len(rows) == most_rows:
            return rows, position
        rows.append(row)
        position += length
    return rows, None


def datum_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows as the API shows them; NULL is a Datum without a value."""
    return [
        {"Data": [{} if value is None else {"VarCharValue": value} for value in row]}
        for row in rows
    ]


def _records(pieces: Iterable[bytes], *, is_csv: bool) -> Iterator[tuple[Row, int]]:
    """Each row with the number of bytes that it takes."""
    pending = b""
    for piece in pieces:
        lines = (pending + piece).split(b"\n")
        pending = b""
        for index, line in enumerate(lines):
            pending += line
            if index == len(lines) - 1:
                break
            # A value of a CSV may go over several lines: then a quote is still open.
            if is_csv and pending.count(b'"') % 2:
                pending += b"\n"
                continue
            yield _row(pending.decode(), is_csv=is_csv), len(pending) + 1
            pending = b""
    if pending:
        raise QueryFailedError("the stored result ends within a row")


def _row(record: str, *, is_csv: bool) -> Row:
    if not is_csv:
        return [record]
    values = next(csv.reader(io.StringIO(record), strict=True), [""])
    empty = _empty_values(record)
    return [None if index in empty else value for index, value in enumerate(values)]


def _empty_values(record: str) -> set[int]:
    """Which values of a row have no quotes."""
    found, index, quoted, start = set(), 0, False, 0
    for position, letter in enumerate([*record, ","]):
        if letter == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            if position == start:
                found.add(index)
            index, start = index + 1, position + 1
    return found
