"""Executions as the API describes them.

https://docs.aws.amazon.com/athena/latest/APIReference/API_QueryExecution.html
"""

from __future__ import annotations

from typing import Any

from emulator.athena.executions import QueryExecution
from emulator.athena.query_failure import USER_ERROR

_ENGINE = "Athena engine version 3"


def described(execution: QueryExecution) -> dict[str, Any]:
    """A QueryExecution."""
    status: dict[str, Any] = {
        "State": execution.state,
        "SubmissionDateTime": execution.submitted,
    }
    if execution.completed is not None:
        status["CompletionDateTime"] = execution.completed
    if execution.reason is not None:
        status["StateChangeReason"] = execution.reason
    if execution.state == "FAILED":
        status["AthenaError"] = {
            "ErrorCategory": USER_ERROR,
            "Retryable": False,
            "ErrorMessage": execution.reason,
        }
    found: dict[str, Any] = {
        "QueryExecutionId": execution.id,
        "Query": execution.query,
        "StatementType": execution.statement_type,
        "ResultConfiguration": {**execution.configuration, "OutputLocation": execution.output},
        "ResultReuseConfiguration": {"ResultReuseByAgeConfiguration": {"Enabled": False}},
        "QueryExecutionContext": execution.context,
        "Status": status,
        "Statistics": {
            **_timeline(execution),
            "DataScannedInBytes": execution.statistics.bytes_scanned,
            "ResultReuseInformation": {"ReusedPreviousResult": False},
        },
        "WorkGroup": execution.work_group,
        "EngineVersion": {"SelectedEngineVersion": "AUTO", "EffectiveEngineVersion": _ENGINE},
    }
    if execution.outcome.manifest is not None:
        found["Statistics"]["DataManifestLocation"] = execution.outcome.manifest
    if execution.parameters is not None:
        found["ExecutionParameters"] = execution.parameters
    return found


def runtime_statistics(execution: QueryExecution) -> dict[str, Any]:
    """QueryRuntimeStatistics, without the stages of a cluster that there is not."""
    counted = execution.statistics
    return {
        "Timeline": _timeline(execution),
        "Rows": {
            "InputBytes": counted.bytes_scanned,
            "OutputBytes": counted.bytes_returned,
            "OutputRows": counted.rows_returned,
        },
    }


def _timeline(execution: QueryExecution) -> dict[str, int]:
    started = execution.started or execution.completed or execution.submitted
    ended = execution.completed or started
    return {
        "EngineExecutionTimeInMillis": _millis(ended - started),
        "QueryPlanningTimeInMillis": _millis(execution.statistics.planning_seconds),
        "QueryQueueTimeInMillis": _millis(started - execution.submitted),
        "ServicePreProcessingTimeInMillis": 0,
        "ServiceProcessingTimeInMillis": 0,
        "TotalExecutionTimeInMillis": _millis(ended - execution.submitted),
    }


def _millis(seconds: float) -> int:
    return int(max(seconds, 0) * 1000)
