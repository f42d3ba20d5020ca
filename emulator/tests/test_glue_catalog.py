"""Tables and partitions of the Data Catalog as pipelines make and engines read them."""

from __future__ import annotations

import pytest

from emulator.tests.callers import message, outcome
from emulator.tests.catalog_tables import (
    COLUMNS,
    READINGS,
    fill,
    months,
    partition,
    table,
)


def test_partitions_by_expression(glue):
    fill(glue)
    found = glue.get_partitions(**READINGS, Expression="year = '2026' and month between 3 and 4")
    assert months(found) == [3, 4]
    assert months(glue.get_partitions(**READINGS, Expression=" ")) == list(range(12))
    other = {**READINGS, "DatabaseName": "acme_eu"}
    assert months(glue.get_partitions(**other, Expression="month > 0")) == []
    get = glue.get_partitions
    assert outcome(get, **READINGS, Expression="year like") == "InvalidInput"
    assert outcome(get, **READINGS, Expression="year = '1") == "InvalidInput"


def test_segments_are_disjoint_and_complete(glue):
    fill(glue, 30)
    parts = [
        months(glue.get_partitions(**READINGS, Segment={"SegmentNumber": n, "TotalSegments": 3}))
        for n in range(3)
    ]
    assert sorted(month for part in parts for month in part) == list(range(30))
    assert all(parts)
    wrong = {"SegmentNumber": 3, "TotalSegments": 3}
    assert outcome(glue.get_partitions, **READINGS, Segment=wrong) == "InvalidInput"


def test_pages_of_partitions(glue):
    fill(glue, 250)
    first = glue.get_partitions(**READINGS, Expression="month >= 0", MaxResults=200)
    assert (len(first["Partitions"]), "NextToken" in first) == (200, True)
    pages = glue.get_paginator("get_partitions").paginate(**READINGS, MaxResults=200)
    assert [month for page in pages for month in months(page)] == list(range(250))


def test_columns_can_be_left_out(glue):
    fill(glue, 1)
    [whole] = glue.get_partitions(**READINGS)["Partitions"]
    assert whole["StorageDescriptor"]["Columns"] == COLUMNS["Columns"]
    [short] = glue.get_partitions(**READINGS, ExcludeColumnSchema=True)["Partitions"]
    assert "Columns" not in short["StorageDescriptor"]
    assert short["StorageDescriptor"]["Location"] == COLUMNS["Location"]
    assert glue.get_partitions(**READINGS)["Partitions"] == [whole]


def test_partitions_that_exist_already_are_errors_of_the_batch(glue):
    create = glue.batch_create_partition
    some = [partition("2026", "1"), partition("2026", "2")]
    assert "Errors" not in create(**READINGS, PartitionInputList=some[:1])
    [error] = create(**READINGS, PartitionInputList=some)["Errors"]
    assert error["PartitionValues"] == ["2026", "1"]
    assert error["ErrorDetail"]["ErrorCode"] == "AlreadyExistsException"
    assert months(glue.get_partitions(**READINGS)) == [1, 2]
    single = {**READINGS, "PartitionInput": some[0]}
    assert outcome(glue.create_partition, **single) == "AlreadyExists"
    get = glue.get_partition
    assert outcome(get, **READINGS, PartitionValues=["2026", "2"]) == "allowed"
    assert outcome(get, **READINGS, PartitionValues=["2026", "3"]) == "EntityNotFound"


def test_partitions_need_a_value_for_each_key(glue):
    words = "The number of partition keys do not match the number of partition values"
    create = glue.create_partition
    assert message(create, **READINGS, PartitionInput=partition("2026")) == words
    assert outcome(create, **READINGS, PartitionInput=partition("2026", "1")) == "allowed"
    change = {**READINGS, "PartitionValueList": ["2026", "1"]}
    assert message(glue.update_partition, **change, PartitionInput=partition("1")) == words


def test_what_does_not_exist_or_exists_already(glue):
    create = glue.create_table
    assert outcome(create, DatabaseName="missing", TableInput=table("x")) == "EntityNotFound"
    assert outcome(create, DatabaseName="acme", TableInput=table("readings")) == "AlreadyExists"
    missing = {**READINGS, "TableName": "missing"}
    one = [partition("2026", "1")]
    batch = glue.batch_create_partition
    assert outcome(batch, **missing, PartitionInputList=one) == "EntityNotFound"
    deleted = glue.batch_delete_table(DatabaseName="acme", TablesToDelete=["readings", "x"])
    assert [error["TableName"] for error in deleted["Errors"]] == ["x"]
    assert outcome(glue.get_table, DatabaseName="acme", Name="readings") == "EntityNotFound"
    assert outcome(glue.get_table, DatabaseName="acme_eu", Name="readings") == "allowed"


def test_names_are_folded_to_lower_case(glue):
    glue.create_table(DatabaseName="ACME", TableInput=table("Samples"))
    assert glue.get_table(DatabaseName="acme", Name="SAMPLES")["Table"]["Name"] == "samples"
    again = {"DatabaseName": "acme", "TableInput": table("SAMPLES")}
    assert outcome(glue.create_table, **again) == "AlreadyExists"
    deleted = glue.batch_delete_table(DatabaseName="acme", TablesToDelete=["SAMPLES"])
    assert "Errors" not in deleted


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("read*", ["readings", "readings_raw"]),
        ("readings", ["readings"]),
        ("*raw", ["readings_raw"]),
        (".*_raw", ["readings_raw"]),
        ("READINGS|samples", ["readings", "samples"]),
        ("read", []),
        ("s[aeiou].{4}s", ["samples"]),
    ],
)
def test_tables_by_pattern(glue, expression, expected):
    for name in ("readings_raw", "samples"):
        glue.create_table(DatabaseName="acme", TableInput=table(name))
    found = glue.get_tables(DatabaseName="acme", Expression=expression)["TableList"]
    assert sorted(one["Name"] for one in found) == expected


def test_patterns_that_are_refused(glue):
    glue.create_table(DatabaseName="acme", TableInput=table("a" * 200 + "b"))
    get = glue.get_tables
    assert outcome(get, DatabaseName="acme", Expression="read(") == "InvalidInput"
    # One that takes for ever.
    assert outcome(get, DatabaseName="acme", Expression="(a|a)+[^b]") == "InvalidInput"


def test_updates_make_versions(glue):
    update = glue.update_table
    update(DatabaseName="acme", TableInput=table("readings", Description="second"))
    update(DatabaseName="acme", TableInput=table("readings"), SkipArchive=True)
    found = glue.get_table_versions(**READINGS)["TableVersions"]
    assert sorted(one["VersionId"] for one in found) == ["1", "3"]
    again = {"DatabaseName": "acme", "TableInput": table("readings")}
    assert outcome(update, **again, VersionId="2") == "ConcurrentModification"
    assert outcome(update, **again, VersionId="3") == "allowed"
    renamed = {"DatabaseName": "acme", "TableInput": table("other")}
    assert message(update, **renamed, Name="readings") == "Table rename is not supported"
    deleted = glue.batch_delete_table_version(**READINGS, VersionIds=["1", "2", "4"])
    codes = {one["VersionId"]: one["ErrorDetail"]["ErrorCode"] for one in deleted["Errors"]}
    assert codes == {"2": "EntityNotFoundException", "4": "InvalidInputException"}
