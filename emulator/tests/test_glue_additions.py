"""Operations of Glue that moto lacks: partition indexes, column statistics, functions."""

from __future__ import annotations

from emulator.tests.callers import outcome
from emulator.tests.catalog_tables import READINGS, fill, table


def test_partition_indexes(glue):
    def names(**more):
        found = glue.get_partition_indexes(**{**READINGS, **more})["PartitionIndexDescriptorList"]
        return {one["IndexName"]: [key["Type"] for key in one["Keys"]] for one in found}

    index = {"IndexName": "by-month", "Keys": ["month"]}
    create = glue.create_partition_index
    create(**READINGS, PartitionIndex=index)
    assert names() == {"by-month": ["int"]}
    assert names(DatabaseName="acme_eu") == {}
    assert outcome(create, **READINGS, PartitionIndex=index) == "AlreadyExists"
    other = {"IndexName": "other", "Keys": ["value"]}
    assert outcome(create, **READINGS, PartitionIndex=other) == "InvalidInput"
    glue.delete_partition_index(**READINGS, IndexName="by-month")
    assert names() == {}
    for number in range(3):
        create(**READINGS, PartitionIndex={"IndexName": f"i{number}", "Keys": ["year"]})
    assert outcome(create, **READINGS, PartitionIndex=index) == "ResourceNumberLimitExceeded"
    both = {"IndexName": "both", "Keys": ["year", "month"]}
    glue.create_table(DatabaseName="acme", TableInput=table("samples"), PartitionIndexes=[both])
    assert names(TableName="samples") == {"both": ["string", "int"]}


def test_column_statistics(glue):
    fill(glue, 1)
    data = {
        "Type": "LONG",
        "LongColumnStatisticsData": {"NumberOfNulls": 1, "NumberOfDistinctValues": 2},
    }
    statistics = {
        "ColumnName": "value",
        "ColumnType": "bigint",
        "AnalyzedTime": 1_700_000_000,
        "StatisticsData": data,
    }
    row = {**READINGS, "PartitionValues": ["2026", "0"]}
    glue.update_column_statistics_for_table(**READINGS, ColumnStatisticsList=[statistics])
    names = ["value", "other"]
    found = glue.get_column_statistics_for_table(**READINGS, ColumnNames=names)
    [one] = found["ColumnStatisticsList"]
    assert one["StatisticsData"] == data
    assert [error["ColumnName"] for error in found["Errors"]] == ["other"]
    found = glue.get_column_statistics_for_partition(**row, ColumnNames=["value"])
    assert found["ColumnStatisticsList"] == []
    glue.update_column_statistics_for_partition(**row, ColumnStatisticsList=[statistics])
    found = glue.get_column_statistics_for_partition(**row, ColumnNames=["value"])
    assert len(found["ColumnStatisticsList"]) == 1
    delete = glue.delete_column_statistics_for_table
    assert outcome(delete, **READINGS, ColumnName="value") == "allowed"
    assert outcome(delete, **READINGS, ColumnName="value") == "EntityNotFound"


def test_user_defined_functions(glue):
    function = {"FunctionName": "Mean", "ClassName": "example.Mean"}
    create = glue.create_user_defined_function
    create(DatabaseName="acme", FunctionInput=function)
    assert outcome(create, DatabaseName="acme", FunctionInput=function) == "AlreadyExists"
    mean = {"DatabaseName": "acme", "FunctionName": "mean"}
    glue.update_user_defined_function(**mean, FunctionInput={**function, "ClassName": "other"})
    found = glue.get_user_defined_function(**mean)["UserDefinedFunction"]
    assert (found["ClassName"], found["DatabaseName"]) == ("other", "acme")
    listed = glue.get_user_defined_functions
    for pattern, count in (("*", 1), ("me*|x", 1), ("me", 0)):
        assert len(listed(DatabaseName="acme", Pattern=pattern)["UserDefinedFunctions"]) == count
    assert listed(DatabaseName="acme_eu", Pattern="*")["UserDefinedFunctions"] == []
    assert len(listed(Pattern="*")["UserDefinedFunctions"]) == 1
    glue.delete_user_defined_function(**mean)
    assert outcome(glue.get_user_defined_function, **mean) == "EntityNotFound"
