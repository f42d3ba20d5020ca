"""Runs one query as whoever the AWS profile `analyst` is; prints the rows of each client as JSON.

PyAthena is asked only where it is installed: the emulator does not need it.
"""

import json
import sys
import time
from importlib.util import find_spec

import boto3

work_group, database, sql = sys.argv[1:]


def with_boto3():
    athena = boto3.Session(profile_name="analyst").client("athena")
    query = athena.start_query_execution(
        QueryString=sql,
        WorkGroup=work_group,
        QueryExecutionContext={"Database": database},
    )["QueryExecutionId"]
    while True:
        status = athena.get_query_execution(QueryExecutionId=query)["QueryExecution"][
            "Status"
        ]
        if status["State"] not in ("QUEUED", "RUNNING"):
            break
        time.sleep(0.1)
    if status["State"] != "SUCCEEDED":
        sys.exit(status["StateChangeReason"])
    pages = athena.get_paginator("get_query_results").paginate(QueryExecutionId=query)
    rows = [row["Data"] for page in pages for row in page["ResultSet"]["Rows"]]
    return [[cell.get("VarCharValue") for cell in row] for row in rows[1:]]


def with_pyathena():
    from pyathena import connect

    connection = connect(
        profile_name="analyst",
        work_group=work_group,
        schema_name=database,
        poll_interval=0.1,
    )
    cursor = connection.cursor()
    return [[str(cell) for cell in row] for row in cursor.execute(sql).fetchall()]


clients = {"boto3": with_boto3}
if find_spec("pyathena"):
    clients["PyAthena"] = with_pyathena
print(json.dumps({name: query() for name, query in clients.items()}))
