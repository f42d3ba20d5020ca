"""The records of a trail: each file is one object of JSON, whose ``Records`` are the rows.

https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html
"""

from __future__ import annotations

from emulator.athena.catalog import Table
from emulator.athena.row_source import RowSource

INPUT_FORMAT = "com.amazon.emr.cloudtrail.CloudTrailInputFormat"
"""What splits the files of a table into records; a SerDe of JSON reads these."""
# Unpacked. DuckDB sets aside a multiple of it.
_LARGEST_FILE = 32 * 1024 * 1024


def are_read_by(table: Table) -> bool:
    """Whether the table's files are a trail's."""
    return table.storage.get("InputFormat") == INPUT_FORMAT


def select_records(source: RowSource) -> str:
    """Every record as ``row_``, with the number of its partition."""
    options = ", ".join(
        [
            "format='unstructured'",
            # Files are packed, whatever is in front of the ending.
            "compression='auto_detect'",
            f"maximum_object_size={_LARGEST_FILE}",
            source.hive_options,
        ]
    )
    return (
        "(SELECT unnest(CAST(json_extract(json, '$.Records') AS JSON[])) AS row_, __partition "
        f"FROM read_json_objects({source.paths}, {options}))"
    )
