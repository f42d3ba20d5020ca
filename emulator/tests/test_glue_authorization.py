"""What calls to Glue need: with any one of the resources left out, each is denied."""

from __future__ import annotations

from typing import Any

from botocore import xform_name

from emulator.tests.callers import message, outcome
from emulator.tests.catalog_tables import READINGS, fill, make_tables, partition, table
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import allow, document

_DATABASE, _TABLE = "database/acme", "table/acme/readings"
_VALUES = {"PartitionValues": ["2026", "1"]}
_ROW = {"PartitionInput": partition("2026", "1")}
_STATISTICS = {
    "ColumnName": "value",
    "ColumnType": "bigint",
    "AnalyzedTime": 1_700_000_000,
    "StatisticsData": {
        "Type": "LONG",
        "LongColumnStatisticsData": {"NumberOfNulls": 1, "NumberOfDistinctValues": 2},
    },
}
_FUNCTION = {"FunctionInput": {"FunctionName": "mean", "ClassName": "example.Mean"}}
_NAMED = {"DatabaseName": "acme", "FunctionName": "mean"}
# On the table, its database and the catalog.
_ON_TABLE: dict[str, dict[str, Any]] = {
    "BatchCreatePartition": {"PartitionInputList": [partition("2026", "1")]},
    "BatchDeletePartition": {"PartitionsToDelete": [{"Values": ["2026", "1"]}]},
    "BatchDeleteTableVersion": {"VersionIds": ["7"]},
    "BatchGetPartition": {"PartitionsToGet": [{"Values": ["2026", "1"]}]},
    "BatchUpdatePartition": {"Entries": [{"PartitionValueList": ["2026", "1"], **_ROW}]},
    "CreatePartition": _ROW,
    "CreatePartitionIndex": {"PartitionIndex": {"IndexName": "i", "Keys": ["month"]}},
    "DeleteColumnStatisticsForPartition": {**_VALUES, "ColumnName": "value"},
    "DeleteColumnStatisticsForTable": {"ColumnName": "value"},
    "DeletePartition": _VALUES,
    "DeletePartitionIndex": {"IndexName": "i"},
    "DeleteTableVersion": {"VersionId": "1"},
    "GetColumnStatisticsForPartition": {**_VALUES, "ColumnNames": ["value"]},
    "GetColumnStatisticsForTable": {"ColumnNames": ["value"]},
    "GetPartition": _VALUES,
    "GetPartitionIndexes": {},
    "GetPartitions": {},
    "GetTableVersion": {"VersionId": "1"},
    "GetTableVersions": {},
    "UpdateColumnStatisticsForPartition": {**_VALUES, "ColumnStatisticsList": [_STATISTICS]},
    "UpdateColumnStatisticsForTable": {"ColumnStatisticsList": [_STATISTICS]},
    "UpdatePartition": {"PartitionValueList": ["2026", "1"], **_ROW},
}
_ONE, _TWO = {"DatabaseName": "acme", "Name": "readings"}, [_DATABASE, _TABLE]
_IN_ACME = {"DatabaseName": "acme"}
# Each with what it needs besides the catalog.
_OTHERS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("GetTable", _ONE, _TWO),
    ("UpdateTable", {"DatabaseName": "acme", "TableInput": table("readings")}, _TWO),
    ("CreateTable", {"DatabaseName": "acme", "TableInput": table("readings")}, _TWO),
    ("DeleteTable", _ONE, _TWO),
    ("GetTables", _IN_ACME, [_DATABASE, "table/acme/*"]),
    (
        "BatchDeleteTable",
        {"DatabaseName": "acme", "TablesToDelete": ["readings", "samples"]},
        [*_TWO, "table/acme/samples"],
    ),
    ("GetDatabases", {}, ["database/*"]),
    ("GetDatabase", {"Name": "ACME"}, [_DATABASE]),
    ("UpdateDatabase", {"Name": "acme", "DatabaseInput": {"Name": "acme"}}, [_DATABASE]),
    ("CreateDatabase", {"DatabaseInput": {"Name": "acme"}}, [_DATABASE]),
    ("CreateUserDefinedFunction", {**_IN_ACME, **_FUNCTION}, [_DATABASE]),
    ("GetUserDefinedFunction", _NAMED, [_DATABASE, "userDefinedFunction/acme/mean"]),
    (
        "UpdateUserDefinedFunction",
        {**_NAMED, **_FUNCTION},
        [_DATABASE, "userDefinedFunction/acme/mean"],
    ),
    ("DeleteUserDefinedFunction", _NAMED, [_DATABASE, "userDefinedFunction/acme/mean"]),
    (
        "GetUserDefinedFunctions",
        {**_IN_ACME, "Pattern": "*"},
        [_DATABASE, "userDefinedFunction/acme/*"],
    ),
    ("GetDataCatalogEncryptionSettings", {}, []),
    ("PutDataCatalogEncryptionSettings", {"DataCatalogEncryptionSettings": {}}, []),
    (
        "DeleteDatabase",
        {"Name": "acme"},
        [_DATABASE, "table/acme/*", "userDefinedFunction/acme/*"],
    ),
]


def _calls():
    for operation, more in _ON_TABLE.items():
        yield operation, {**READINGS, **more}, _TWO
    yield from _OTHERS


def _arns(resources):
    return [f"arn:aws:glue:{REGION}:{ACCOUNT}:{one}" for one in resources]


def test_every_resource_is_needed(tenants):
    fill(make_tables(tenants.root("glue")), 1)
    glue = tenants.client(tenants.user("ann"), "glue")

    def asked(operation, parameters, *statements):
        policy = document(*statements)
        tenants.iam.put_user_policy(UserName="ann", PolicyName="own", PolicyDocument=policy)
        return outcome(getattr(glue, xform_name(operation)), **parameters)

    for operation, parameters, below in _calls():
        needed = _arns(["catalog", *below])
        for missing in needed:
            others = [one for one in needed if one != missing] or [f"{missing}/other"]
            found = asked(operation, parameters, allow("glue:*", others))
            assert found == "AccessDenied", (operation, missing)
        # Whether it then succeeds depends on what is there, and is no matter of permissions.
        found = asked(operation, parameters, allow("glue:*", needed))
        assert found != "AccessDenied", operation


def test_other_organizations_tables_stay_closed(tenants):
    glue = make_tables(tenants.root("glue"))
    glue.create_table(DatabaseName="acme", TableInput=table("samples"))
    own = _arns(["catalog", _DATABASE, "table/acme/*"])
    ann = tenants.client(tenants.user("ann", allow("glue:*", own)), "glue")
    update = ann.update_table
    for database, expected in (("acme", "allowed"), ("acme_eu", "AccessDenied")):
        theirs = {"DatabaseName": database, "TableName": "readings"}
        new = {"PartitionInputList": [partition("2026", "1")]}
        assert outcome(ann.batch_create_partition, **theirs, **new) == expected
        assert outcome(ann.get_partitions, **theirs, Expression="month = 1") == expected
        assert outcome(update, DatabaseName=database, TableInput=table("readings")) == expected
        made = {"DatabaseName": database, "TablesToDelete": ["samples"]}
        assert outcome(ann.batch_delete_table, **made) == expected


def test_a_batch_is_denied_for_one_of_its_tables(tenants):
    make_tables(tenants.root("glue"))
    own = _arns(["catalog", _DATABASE, _TABLE])
    ann = tenants.client(tenants.user("ann", allow("glue:*", own)), "glue")
    both = {"DatabaseName": "acme", "TablesToDelete": ["readings", "samples"]}
    assert "table/acme/samples" in message(ann.batch_delete_table, **both)
    assert outcome(ann.get_table, **_ONE) == "allowed"
    assert outcome(ann.batch_delete_table, **{**both, "TablesToDelete": ["readings"]}) == "allowed"


def test_a_table_under_two_names_needs_both(tenants):
    make_tables(tenants.root("glue"))
    own = _arns(["catalog", _DATABASE, _TABLE])
    ann = tenants.client(tenants.user("ann", allow("glue:*", own)), "glue")
    renamed = {"DatabaseName": "acme", "TableInput": table("other"), "Name": "readings"}
    assert outcome(ann.update_table, **renamed) == "AccessDenied"
    same = {**renamed, "TableInput": table("readings")}
    assert outcome(ann.update_table, **same) == "allowed"


def test_versions_in_a_batch_need_the_permission_for_one(tenants):
    make_tables(tenants.root("glue"))
    ann = tenants.client(tenants.user("ann", allow("glue:BatchDeleteTableVersion")), "glue")
    bob = tenants.client(tenants.user("bob", allow("glue:*DeleteTableVersion")), "glue")
    some = {**READINGS, "VersionIds": ["7"]}
    assert outcome(ann.batch_delete_table_version, **some) == "AccessDenied"
    assert outcome(bob.batch_delete_table_version, **some) == "allowed"


def test_other_catalogs_and_settings(tenants):
    make_tables(tenants.root("glue"))
    ann = tenants.client(tenants.user("ann", allow("glue:Get*")), "glue")
    assert outcome(ann.get_table, **_ONE, CatalogId=ACCOUNT) == "allowed"
    assert outcome(ann.get_table, **_ONE, CatalogId="999999999999") == "AccessDenied"
    assert outcome(ann.get_security_configurations) == "allowed"
    encryption = {"S3Encryption": [{"S3EncryptionMode": "DISABLED"}]}
    made = {"Name": "acme", "EncryptionConfiguration": encryption}
    assert outcome(ann.create_security_configuration, **made) == "AccessDenied"
    own = _arns(["catalog"])
    bob = tenants.user("bob", allow("glue:*SecurityConfiguration", own))
    eve = tenants.user("eve", allow("glue:*SecurityConfiguration"))
    for keys, expected in ((bob, "AccessDenied"), (eve, "allowed")):
        glue = tenants.client(keys, "glue")
        assert outcome(glue.create_security_configuration, **made) == expected
