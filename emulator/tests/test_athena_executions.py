"""Executions: their states, their limits, and what the API says of them."""

from __future__ import annotations

import time
import urllib.request

import duckdb
import pytest

from emulator.tests.callers import message, outcome
from emulator.tests.lake import LAZY_SIMPLE, Lake, failure, rows, run, wait
from emulator.tests.tenants import BUCKET, Tenants

# Runs for minutes, and reads nothing.
ENDLESS = "SELECT count(*) FROM UNNEST(sequence(1, 200000)) a(x), UNNEST(sequence(1, 200000)) b(y)"


def start(athena, sql, slug="acme", **more):
    """The id of a new execution."""
    started = athena.start_query_execution(QueryString=sql, WorkGroup=slug, **more)
    return started["QueryExecutionId"]


def state(athena, execution_id):
    """Of an execution."""
    found = athena.get_query_execution(QueryExecutionId=execution_id)["QueryExecution"]
    return found["Status"]["State"]


def until_running(athena, executions):
    until = time.monotonic() + 10
    while {state(athena, one) for one in executions} != {"RUNNING"}:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_query_is_queued_run_and_stopped(lake):
    athena = lake.analyst()
    running = [start(athena, ENDLESS) for _ in range(2)]
    queued = start(athena, "SELECT 1")
    until_running(athena, running)
    assert state(athena, queued) == "QUEUED"
    with pytest.raises(athena.exceptions.InvalidRequestException, match="Current state: RUNNING"):
        athena.get_query_results(QueryExecutionId=running[0])
    for one in running:
        athena.stop_query_execution(QueryExecutionId=one)
        assert state(athena, one) == "CANCELLED"
    assert wait(athena, queued)["Status"]["State"] == "SUCCEEDED"
    found = athena.get_query_execution(QueryExecutionId=queued)["QueryExecution"]
    assert found["Statistics"]["QueryQueueTimeInMillis"] > 0
    with pytest.raises(athena.exceptions.InvalidRequestException, match="Final query state"):
        athena.get_query_results(QueryExecutionId=running[0])


def test_an_emptied_account_stops_its_queries(lake, ready, endpoint):
    athena = lake.analyst()
    until_running(athena, [start(athena, ENDLESS) for _ in range(2)])
    reset = urllib.request.Request(f"{endpoint}/moto-api/reset", method="POST")
    urllib.request.urlopen(reset).close()
    fresh = Lake(Tenants(ready))
    assert rows(fresh.analyst(), "SELECT 1") == [["1"]]


def test_the_cutoff_cancels(lake, tmp_path):
    path = tmp_path / "big.parquet"
    duckdb.execute(
        "COPY (SELECT range AS n, range || repeat('x', 12_000) AS s FROM range(1000)) "
        f"TO '{path}' (FORMAT parquet, COMPRESSION uncompressed)"
    )
    assert path.stat().st_size > 12_000_000
    lake.put("big/part.parquet", path.read_bytes())
    lake.table("big", "n bigint, s string")
    root = lake.tenants.root("athena")
    root.delete_work_group(WorkGroup="acme", RecursiveDeleteOption=True)
    strict = lake.configuration("acme", BytesScannedCutoffPerQuery=10_000_000)
    root.create_work_group(Name="acme", Configuration=strict)
    athena = lake.analyst()
    status = run(athena, "SELECT max(s) FROM big")["Status"]
    assert status["State"] == "CANCELLED"
    assert "Bytes scanned limit was exceeded" in status["StateChangeReason"]
    assert rows(athena, "SELECT max(n) FROM big") == [["999"]]


def test_what_an_execution_tells(lake):
    athena = lake.analyst()
    lake.put("t/a.csv", b"1\n2\n")
    lake.table("t", "n int", serde=LAZY_SIMPLE)
    execution = run(athena, "SELECT n FROM t")
    assert execution["StatementType"] == "DML"
    assert execution["WorkGroup"] == "acme"
    assert execution["QueryExecutionContext"] == {"Database": "acme"}
    encryption = execution["ResultConfiguration"]["EncryptionConfiguration"]
    assert encryption == {"EncryptionOption": "SSE_KMS", "KmsKey": lake.tenants.keys["acme"]}
    times = execution["Status"]
    assert times["SubmissionDateTime"] <= times["CompletionDateTime"]
    assert execution["Statistics"]["DataScannedInBytes"] == 4
    assert execution["Statistics"]["TotalExecutionTimeInMillis"] > 0
    more = athena.get_query_runtime_statistics(QueryExecutionId=execution["QueryExecutionId"])
    assert more["QueryRuntimeStatistics"]["Rows"] == {
        "InputBytes": 4,
        "OutputBytes": len('"n"\n"1"\n"2"\n'),
        "OutputRows": 2,
    }
    for sql, kind in (("SHOW TABLES", "UTILITY"), ("DROP TABLE IF EXISTS x", "DDL")):
        assert run(athena, sql)["StatementType"] == kind


def test_executions_are_listed_for_their_workgroup(lake):
    athena = lake.analyst()
    mine = [run(athena, f"SELECT {n}")["QueryExecutionId"] for n in range(3)]
    theirs = run(lake.analyst("acme-eu"), "SELECT 9", "acme-eu")["QueryExecutionId"]
    pages = athena.get_paginator("list_query_executions").paginate(
        WorkGroup="acme", PaginationConfig={"PageSize": 2}
    )
    found = [page["QueryExecutionIds"] for page in pages]
    assert found == [[mine[2], mine[1]], [mine[0]]]
    both = athena.batch_get_query_execution(QueryExecutionIds=mine[:2])
    assert [one["QueryExecutionId"] for one in both["QueryExecutions"]] == mine[:2]
    ids = {"QueryExecutionIds": [mine[0], theirs]}
    assert outcome(athena.batch_get_query_execution, **ids) == "AccessDenied"
    assert outcome(athena.list_query_executions, WorkGroup="acme-eu") == "AccessDenied"


def test_a_repeated_request_starts_one_query(lake):
    athena = lake.analyst()
    token = "t" * 32
    first = start(athena, "SELECT 1", ClientRequestToken=token)
    assert start(athena, "SELECT 1", ClientRequestToken=token) == first
    with pytest.raises(athena.exceptions.InvalidRequestException, match="Idempotent parameters"):
        start(athena, "SELECT 2", ClientRequestToken=token)


def test_a_workgroup_goes_with_what_was_run_in_it_if_that_is_said(lake):
    athena, root = lake.analyst(), lake.tenants.root("athena")
    ran = run(athena, "SELECT 1")["QueryExecutionId"]
    assert message(root.delete_work_group, WorkGroup="acme") == "WorkGroup acme is not empty"
    recursive = {"WorkGroup": "acme", "RecursiveDeleteOption": True}
    assert message(root.delete_work_group, **recursive) == ""
    assert "not found" in message(root.get_query_execution, QueryExecutionId=ran)
    primary = {**recursive, "WorkGroup": "primary"}
    assert "cannot be deleted" in message(root.delete_work_group, **primary)


def test_the_workgroups_configuration_wins_where_it_is_enforced(lake):
    athena = lake.analyst()
    elsewhere = {"OutputLocation": f"s3://{BUCKET}/acme-eu/results/"}
    execution = run(athena, "SELECT 1", ResultConfiguration=elsewhere)
    assert execution["Status"]["State"] == "SUCCEEDED"
    location = execution["ResultConfiguration"]["OutputLocation"]
    assert location.startswith(f"s3://{BUCKET}/acme/results/")
    root = lake.tenants.root("athena")
    root.delete_work_group(WorkGroup="acme", RecursiveDeleteOption=True)
    lenient = lake.configuration("acme", EnforceWorkGroupConfiguration=False)
    root.create_work_group(Name="acme", Configuration=lenient)
    reason = failure(athena, "SELECT 1", ResultConfiguration=elsewhere)
    assert "is not authorized to perform: s3:PutObject" in reason
    own = {"OutputLocation": f"s3://{BUCKET}/acme/results/mine"}
    execution = run(athena, "SELECT 1", ResultConfiguration=own)
    assert execution["ResultConfiguration"]["OutputLocation"].startswith(
        f"{own['OutputLocation']}/"
    )


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"WorkGroup": "absent"}, "WorkGroup absent is not found."),
        ({"WorkGroup": "closed"}, "WorkGroup closed is disabled."),
        ({"WorkGroup": "bare"}, "No output location provided."),
        ({"WorkGroup": "nowhere"}, "Unable to verify/create output bucket no-such-bucket"),
    ],
)
def test_requests_that_do_not_start(lake, deployer, parameters, expected):
    root = lake.tenants.root("athena")
    root.create_work_group(Name="bare", Configuration={"EnforceWorkGroupConfiguration": True})
    nowhere = {"ResultConfiguration": {"OutputLocation": "s3://no-such-bucket/x/"}}
    root.create_work_group(Name="nowhere", Configuration=nowhere)
    group = {"Name": "closed", "State": "DISABLED"}
    deployer.succeed({"Group": {"Type": "AWS::Athena::WorkGroup", "Properties": group}})
    with pytest.raises(root.exceptions.InvalidRequestException) as caught:
        root.start_query_execution(QueryString="SELECT 1", **parameters)
    assert expected in str(caught.value)


def test_parameters_go_where_the_question_marks_are(lake):
    athena = lake.analyst()
    sql = "SELECT ? || '?', ? + 1 -- ?"
    assert rows(athena, sql, ExecutionParameters=["'a'", "41"]) == [["a?", "42"]]
    assert "expected 2 but found 1" in failure(athena, sql, ExecutionParameters=["'a'"])
    assert "is no expression" in failure(athena, sql, ExecutionParameters=["1) --", "2"])


def test_prepared_statements_are_the_workgroups(lake):
    athena, other = lake.analyst(), lake.analyst("acme-eu")
    run(athena, "PREPARE Sum FROM SELECT ? + ?")
    assert rows(athena, "EXECUTE sum USING 1, abs(-2)") == [["3"]]
    assert rows(athena, "EXECUTE sum", ExecutionParameters=["4", "5"]) == [["9"]]
    run(athena, "PREPARE sum FROM SELECT ? * ?")
    assert rows(athena, "EXECUTE sum USING 4, 5") == [["20"]]
    assert "NOT_FOUND: Prepared statement" in failure(other, "EXECUTE sum USING 1, 2", "acme-eu")
    found = athena.get_prepared_statement(StatementName="sum", WorkGroup="acme")
    assert found["PreparedStatement"]["QueryStatement"] == "SELECT ? * ?"
    run(athena, "DEALLOCATE PREPARE sum")
    assert "NOT_FOUND" in failure(athena, "DEALLOCATE PREPARE sum")


def test_the_api_of_prepared_statements(lake):
    athena, other = lake.analyst(), lake.analyst("acme-eu")
    mine = {"StatementName": "one", "WorkGroup": "acme"}
    athena.create_prepared_statement(**mine, QueryStatement="SELECT 1", Description="first")
    assert outcome(athena.create_prepared_statement, **mine, QueryStatement="x") == "InvalidRequest"
    assert outcome(other.get_prepared_statement, **mine) == "AccessDenied"
    other.create_prepared_statement(
        StatementName="one", WorkGroup="acme-eu", QueryStatement="SELECT 2"
    )
    athena.update_prepared_statement(**mine, QueryStatement="SELECT 3")
    assert rows(athena, "EXECUTE one") == [["3"]]
    assert rows(other, "EXECUTE one", "acme-eu") == [["2"]]
    listed = athena.list_prepared_statements(WorkGroup="acme")["PreparedStatements"]
    assert [one["StatementName"] for one in listed] == ["one"]
    names = {"PreparedStatementNames": ["one", "two"], "WorkGroup": "acme"}
    batch = athena.batch_get_prepared_statement(**names)
    assert [one["QueryStatement"] for one in batch["PreparedStatements"]] == ["SELECT 3"]
    assert [one["StatementName"] for one in batch["UnprocessedPreparedStatementNames"]] == ["two"]
    athena.delete_prepared_statement(**mine)
    assert outcome(athena.get_prepared_statement, **mine) == "ResourceNotFound"
