"""Names and contents of the files that CloudTrail delivers.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html
"""

from __future__ import annotations

import gzip
import json
import secrets
import string
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from emulator.cloudtrail.records import Record

_MOST_RECORDS = 5_000
_CHARACTERS = string.ascii_letters + string.digits
_UNIQUE = 16


def in_files(records: Iterable[Record]) -> Iterator[tuple[str, list[Record]]]:
    """The records of one file each, with their Region; their order stays."""
    in_order = sorted(records, key=_region)
    for region, found in groupby(in_order, key=_region):
        of_region = list(found)
        for start in range(0, len(of_region), _MOST_RECORDS):
            yield region, of_region[start : start + _MOST_RECORDS]


def log_file_key(folder: str, account: str, region: str, moment: datetime) -> str:
    """``.../CloudTrail/<region>/2026/11/26/<account>_CloudTrail_<region>_..._....json.gz``."""
    unique = "".join(secrets.choice(_CHARACTERS) for _ in range(_UNIQUE))
    name = f"{account}_CloudTrail_{region}_{moment:%Y%m%dT%H%MZ}_{unique}.json.gz"
    return f"{folder}/{region}/{moment:%Y/%m/%d}/{name}"


def log_file(records: list[Record]) -> bytes:
    """What is compressed: one line, as Athena's reader of CloudTrail's files expects."""
    return to_json({"Records": records})


def to_json(value: Mapping[str, Any]) -> bytes:
    """JSON without spaces."""
    return json.dumps(value, separators=(",", ":")).encode()


def compressed(content: bytes) -> bytes:
    """gzip, the same for the same content."""
    return gzip.compress(content, mtime=0)


def _region(record: Record) -> str:
    return str(record["awsRegion"])
