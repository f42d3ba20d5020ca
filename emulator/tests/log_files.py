"""A trail's bucket, and the audit's tables over it, as the platform's templates describe them.

The platform generates ``audit-texts.json``; test/constructs/audit/audit-texts.test.ts keeps it so.
"""

from __future__ import annotations

import copy
import gzip
import json
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

from emulator.tests.callers import root_client
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.lake import wait

TEXTS = json.loads(Path(__file__).with_name("audit-texts.json").read_text())
BUCKET = f"ts-dev-audit-{ACCOUNT}-{REGION}-an"
RESULTS = "results-of-audit"
DATABASE = "ts_dev__audit"
_SCHEDULED = "<aws.scheduler.scheduled-time>"
_LINE = ("caller_kind", "caller", "person", "service", "action", "resource", "outcome")
Record = dict[str, Any]


def told(found: Sequence[dict[str, str]], *columns: str) -> list[tuple[str, ...]]:
    """Rows as tuples; a dash for NULL."""
    return [tuple(row.get(column, "-") for column in columns) for row in found]


class Trail:
    """Log files that were delivered, and queries over them by the root user."""

    def __init__(self, ready: dict[str, str]) -> None:
        self.athena, self.s3 = root_client("athena", ready), root_client("s3", ready)
        self.now = datetime.now(timezone.utc)
        for bucket in (BUCKET, RESULTS):
            namespace = {"BucketNamespace": "account-regional"} if bucket == BUCKET else {}
            where = {"LocationConstraint": REGION}
            self.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=where, **namespace)
        glue = root_client("glue", ready)
        glue.create_database(DatabaseInput={"Name": DATABASE})
        for table in TEXTS["tables"]:
            glue.create_table(DatabaseName=DATABASE, TableInput=table)

    def again(self) -> Trail:
        """The same in another test."""
        found = copy.copy(self)
        found.now = datetime.now(timezone.utc)
        return found

    def deliver(
        self, records: Sequence[Record], *, region: str = REGION, days_ago: int = 0
    ) -> None:
        """One log file, as CloudTrail names it."""
        day = (self.now - timedelta(days=days_ago)).strftime("%Y/%m/%d")
        name = f"{ACCOUNT}_CloudTrail_{region}_{day.replace('/', '')}T0000Z_{uuid4().hex[:16]}"
        self.s3.put_object(
            Bucket=BUCKET,
            Key=f"AWSLogs/{ACCOUNT}/CloudTrail/{region}/{day}/{name}.json.gz",
            Body=gzip.compress(json.dumps({"Records": list(records)}).encode()),
        )

    def of_organization(self, slug: str, *, days_ago: int = 0) -> list[dict[str, str]]:
        """What the organization is told of a day, without what is NULL, in order of time."""
        run_at = self.now + timedelta(days=1 - days_ago)
        sql = TEXTS["organizations"][slug].replace(_SCHEDULED, f"{run_at:%Y-%m-%dT%H:%M:%SZ}")
        return self.query(f"SELECT * FROM ({sql}) ORDER BY event_time, event_id")

    def lines_of(self, slug: str) -> list[tuple[str, ...]]:
        """The same of today: who did what to what, and how it ended."""
        return told(self.of_organization(slug), *_LINE)

    def saved(self, name: str, *subjects: str) -> list[dict[str, str]]:
        """The answer of a saved query for today."""
        day = self.now.strftime("%Y/%m/%d")
        parameters = [f"'{value}'" for value in (day, day, *subjects)]
        return self.query(TEXTS["saved"][name], ExecutionParameters=parameters)

    def query(self, sql: str, **more: Any) -> list[dict[str, str]]:
        """The rows of a query that succeeds, by the names of the columns."""
        started = self.athena.start_query_execution(
            QueryString=sql, ResultConfiguration={"OutputLocation": f"s3://{RESULTS}/"}, **more
        )
        execution = wait(self.athena, started["QueryExecutionId"])
        assert execution["Status"]["State"] == "SUCCEEDED", execution["Status"]
        pages = self.athena.get_paginator("get_query_results").paginate(
            QueryExecutionId=execution["QueryExecutionId"]
        )
        rows = [row["Data"] for page in pages for row in page["ResultSet"]["Rows"]]
        names = [value["VarCharValue"] for value in rows[0]]
        return [
            {
                name: value["VarCharValue"]
                for name, value in zip(names, row, strict=True)
                if "VarCharValue" in value
            }
            for row in rows[1:]
        ]
