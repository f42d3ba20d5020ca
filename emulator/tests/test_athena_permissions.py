"""Every inner call of a query is judged: without any one permission, it does not succeed."""

from __future__ import annotations

import pytest

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.lake import LAZY_SIMPLE, Lake, failure, rows, run
from emulator.tests.tenants import BUCKET, deny

_BUCKET_ARN = f"arn:aws:s3:::{BUCKET}"
_CATALOG = f"arn:aws:glue:{REGION}:{ACCOUNT}"
_QUERY = "SELECT sum(value) FROM readings"

# What a SELECT asks: the action, its resource, and what the failure says besides both.
READING = [
    ("glue:GetDatabase", f"{_CATALOG}:database/default", "AccessDeniedException"),
    ("glue:GetDatabase", f"{_CATALOG}:catalog", "AccessDeniedException"),
    ("glue:GetDatabase", f"{_CATALOG}:database/acme", "AccessDeniedException"),
    ("glue:GetTable", f"{_CATALOG}:catalog", "AccessDeniedException"),
    ("glue:GetTable", f"{_CATALOG}:database/acme", "AccessDeniedException"),
    ("glue:GetTable", f"{_CATALOG}:table/acme/*", "AccessDeniedException"),
    ("glue:GetPartitions", f"{_CATALOG}:catalog", "AccessDeniedException"),
    ("glue:GetPartitions", f"{_CATALOG}:database/acme", "AccessDeniedException"),
    ("glue:GetPartitions", f"{_CATALOG}:table/acme/*", "AccessDeniedException"),
    ("s3:ListBucket", _BUCKET_ARN, "Permission denied on S3 path"),
    ("s3:GetObject", f"{_BUCKET_ARN}/acme/tables/*", "Permission denied on S3 path"),
    ("s3:PutObject", f"{_BUCKET_ARN}/acme/results/*", "Permission denied on S3 path"),
    ("kms:Decrypt", "key", "kms:Decrypt"),
    ("kms:GenerateDataKey", "key", "kms:GenerateDataKey"),
]
# What the changes of a table ask besides: a statement, and what it needs.
CHANGING = [
    (
        "CREATE EXTERNAL TABLE fresh (a int) LOCATION 's3://{bucket}/acme/tables/fresh/'",
        "CreateTable",
    ),
    ("CREATE TABLE fresh AS SELECT 1 AS a", "CreateTable"),
    ("DROP TABLE readings", "DeleteTable"),
    ("ALTER TABLE readings ADD PARTITION (day = '2026-11-03')", "BatchCreatePartition"),
    ("ALTER TABLE readings DROP PARTITION (day = '2026-11-01')", "DeletePartition"),
    ("MSCK REPAIR TABLE readings", "BatchCreatePartition"),
]


@pytest.fixture
def lake(account, ready):
    """For statements that change its tables."""
    return account.rebuilt(_with_readings, ready)


@pytest.fixture
def queried(kept, ready):
    """The same for SELECT, by callers who each have a role of their own."""
    return kept(_with_readings, ready)


def _with_readings(ready):
    made = Lake.in_use(ready)
    for slug in ("acme", "acme-eu"):
        for day, value in (("2026-11-01", b"1\n"), ("2026-11-02", b"2\n")):
            made.put(f"readings/day={day}/part.csv", value, slug)
        made.table(
            "readings",
            "value int",
            keys="day date",
            slug=slug,
            serde=LAZY_SIMPLE,
            serde_parameters={"field.delim": ","},
        )
        made.partition("readings", "2026-11-01", slug=slug)
    return made


def without(lake, action, resource):
    """The analyst's permissions but one; exactly one must be left out."""
    everything = lake.permissions("acme")
    wanted = lake.tenants.keys["acme"] if resource == "key" else resource
    kept = [s for s in everything if (s["Action"], s["Resource"]) != (action, wanted)]
    assert len(kept) == len(everything) - 1
    return kept


def test_with_all_of_them_it_succeeds(queried):
    assert rows(queried.analyst(), _QUERY) == [["1"]]


@pytest.mark.parametrize(("action", "resource", "words"), READING)
def test_without_one_permission_it_fails_and_names_it(queried, action, resource, words):
    athena = queried.caller("acme", without(queried, action, resource))
    reason = failure(athena, _QUERY)
    assert f"is not authorized to perform: {action} on resource: " in reason
    assert words in reason


def test_without_finding_the_results_bucket_it_does_not_start(queried):
    athena = queried.caller("acme", without(queried, "s3:GetBucketLocation", _BUCKET_ARN))
    with pytest.raises(athena.exceptions.InvalidRequestException, match="Unable to verify/create"):
        run(athena, _QUERY)


def test_results_are_read_as_whoever_asks_for_them(queried):
    execution = run(queried.analyst(), _QUERY)
    permissions = without(queried, "s3:GetObject", f"{_BUCKET_ARN}/acme/results/*")
    other = queried.caller("acme", permissions, "other")
    with pytest.raises(other.exceptions.InvalidRequestException, match="s3:GetObject"):
        other.get_query_results(QueryExecutionId=execution["QueryExecutionId"])


def test_another_organizations_execution_stays_closed(queried):
    theirs = run(queried.analyst("acme-eu"), _QUERY, "acme-eu")["QueryExecutionId"]
    mine = queried.analyst()
    for operation in (mine.get_query_results, mine.get_query_execution, mine.stop_query_execution):
        assert outcome(operation, QueryExecutionId=theirs) == "AccessDenied"


def test_an_analyst_writes_no_table_into_another_organizations_folder(lake):
    sql = f"CREATE EXTERNAL TABLE stolen (value int) LOCATION 's3://{BUCKET}/acme-eu/tables/readings/'"
    assert run(lake.engineer(), sql)["Status"]["State"] == "SUCCEEDED"
    reason = failure(lake.engineer(), "SELECT * FROM stolen")
    assert "Permission denied on S3 path" in reason
    assert "explicit deny in a resource-based policy" in reason


@pytest.mark.parametrize(("sql", "needed"), CHANGING)
def test_changes_of_tables_need_glues_actions(lake, sql, needed):
    statement = sql.format(bucket=BUCKET)
    reason = failure(lake.analyst(), statement)
    assert f"is not authorized to perform: glue:{needed} on resource: " in reason
    status = run(lake.engineer(), statement)["Status"]
    assert status["State"] == "SUCCEEDED", status


@pytest.mark.parametrize(
    ("key", "condition", "expected"),
    [
        (
            "aws:CalledVia",
            {"ForAnyValue:StringEquals": {"aws:CalledVia": "athena.amazonaws.com"}},
            "FAILED",
        ),
        (
            "aws:CalledViaFirst",
            {"StringEquals": {"aws:CalledViaFirst": "s3.amazonaws.com"}},
            "SUCCEEDED",
        ),
        ("aws:ViaAWSService", {"Bool": {"aws:ViaAWSService": "true"}}, "FAILED"),
        ("aws:SourceIp", {"NotIpAddress": {"aws:SourceIp": "127.0.0.0/8"}}, "FAILED"),
        (
            "aws:SourceIp of the caller alone",
            {
                "NotIpAddress": {"aws:SourceIp": "127.0.0.0/8"},
                "Bool": {"aws:ViaAWSService": "false"},
            },
            "SUCCEEDED",
        ),
    ],
)
def test_policies_see_that_athena_calls(queried, key, condition, expected):
    barred = deny("Barred", "s3:GetObject", f"{_BUCKET_ARN}/acme/tables/*", Condition=condition)
    athena = queried.caller("acme", [*queried.permissions("acme"), barred])
    status = run(athena, _QUERY)["Status"]
    assert status["State"] == expected, (key, status)
    if expected == "FAILED":
        assert "with an explicit deny in an identity-based policy" in status["StateChangeReason"]
