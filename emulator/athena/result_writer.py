"""Stores the result of a statement where its execution says, in its caller's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from emulator.athena.executions import Outcome
from emulator.athena.result_files import Row, csv_line, metadata
from emulator.athena.session import QuerySession
from emulator.athena.storage import S3Location


def write_rows(
    session: QuerySession, columns: Sequence[dict[str, Any]], rows: Iterable[Row]
) -> Outcome:
    """A query's result, with a header."""
    path, count = session.folder / "result.csv", 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(csv_line([column["Name"] for column in columns]))
        for row in rows:
            file.write(csv_line(row))
            count += 1
    session.execution.statistics.rows_returned = count
    return _store(session, columns, path.read_bytes(), update_count=0)


def write_lines(session: QuerySession, names: Sequence[str], lines: Iterable[str]) -> Outcome:
    """The result of a statement about tables: one text a line."""
    columns = [_text_column(name) for name in names]
    content = "".join(f"{line}\n" for line in lines)
    return _store(session, columns if content else [], content.encode())


def _store(
    session: QuerySession,
    columns: Sequence[dict[str, Any]],
    content: bytes,
    update_count: int | None = None,
) -> Outcome:
    output = S3Location.parse(session.execution.output)
    beside = S3Location(output.bucket, f"{output.key}.metadata")
    session.storage.write(output, content, session.encryption)
    session.storage.write(beside, metadata(columns), session.encryption)
    session.execution.statistics.bytes_returned = len(content)
    return Outcome(list(columns), update_count=update_count)


def _text_column(name: str) -> dict[str, Any]:
    return {
        "CatalogName": "hive",
        "SchemaName": "",
        "TableName": "",
        "Name": name,
        "Label": name,
        "Type": "string",
        "Precision": 0,
        "Scale": 0,
        "Nullable": "UNKNOWN",
        "CaseSensitive": False,
    }
