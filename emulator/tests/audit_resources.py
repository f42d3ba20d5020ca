"""Tables of logs, saved queries and schedules of an organization, with every property."""

from __future__ import annotations

from typing import Any

from emulator.tests.conftest import trust
from emulator.tests.template_parts import KEY_ARN, resource, tags

_COLUMNS = [{"Comment": "when", "Name": "eventtime", "Type": "string"}]


def audits(slug: str) -> dict[str, Any]:
    """A table with partition projection, and a query of it."""
    database = {"Ref": "Database"}
    storage = {
        "BucketColumns": ["eventtime"],
        "Columns": _COLUMNS,
        "Compressed": True,
        "InputFormat": "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        "Location": f"s3://data-{slug}/AWSLogs/",
        "NumberOfBuckets": 1,
        "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        "Parameters": {"orgSlug": slug},
        "SerdeInfo": {
            "Name": "trail",
            "Parameters": {"serialization.format": "1"},
            "SerializationLibrary": "org.apache.hive.hcatalog.data.JsonSerDe",
        },
        "SortColumns": [{"Column": "eventtime", "SortOrder": 1}],
        "StoredAsSubDirectories": False,
    }
    delivery = {
        "Arn": "arn:aws:scheduler:::aws-sdk:athena:startQueryExecution",
        "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["DeadLetters", "Arn"]}},
        "Input": '{"QueryString":"SELECT 1"}',
        "RetryPolicy": {"MaximumEventAgeInSeconds": 3600, "MaximumRetryAttempts": 2},
        "RoleArn": {"Fn::GetAtt": ["SchedulesRole", "Arn"]},
    }
    return {
        "SchedulesRole": resource(
            "IAM::Role",
            AssumeRolePolicyDocument=trust("scheduler.amazonaws.com"),
            RoleName=f"schedules-{slug}",
        ),
        "ScheduleGroup": resource(
            "Scheduler::ScheduleGroup", Name=f"audit-{slug}", Tags=tags(slug)
        ),
        "Schedule": resource(
            "Scheduler::Schedule",
            Description=f"trail of {slug}",
            FlexibleTimeWindow={"MaximumWindowInMinutes": 15, "Mode": "FLEXIBLE"},
            GroupName={"Ref": "ScheduleGroup"},
            KmsKeyArn=KEY_ARN,
            Name=f"daily-{slug}",
            ScheduleExpression="cron(0 2 * * ? *)",
            ScheduleExpressionTimezone="Europe/Berlin",
            State="ENABLED",
            Target=delivery,
        ),
        "Table": resource(
            "Glue::Table",
            CatalogId={"Ref": "AWS::AccountId"},
            DatabaseName=database,
            TableInput={
                "Description": f"trail of {slug}",
                "Name": "trail",
                "Owner": "platform",
                "Parameters": {"projection.enabled": "true"},
                "PartitionKeys": [{"Name": "day", "Type": "string"}],
                "Retention": 0,
                "StorageDescriptor": storage,
                "TableType": "EXTERNAL_TABLE",
            },
        ),
        "SavedQuery": resource(
            "Athena::NamedQuery",
            Database=database,
            Description=f"what {slug} did",
            Name=f"by-day-{slug}",
            QueryString="SELECT * FROM trail WHERE day = ?",
            WorkGroup={"Ref": "WorkGroup"},
        ),
    }
