"""AWS::Events::Rule, AWS::Logs::LogGroup, and how Glue encrypts."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

QUEUE = "arn:aws:sqs:eu-central-1:123456789012:acme-arrivals"
DEAD = "arn:aws:sqs:eu-central-1:123456789012:acme-dead"
KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
RULE_ARN = "arn:aws:events:eu-central-1:123456789012:rule/acme-arrivals"
GROUP = "/platform/acme/pipeline"
GROUP_ARN = f"arn:aws:logs:eu-central-1:123456789012:log-group:{GROUP}"
TAGS = [{"Key": "orgSlug", "Value": "acme"}]
PATTERN = {
    "source": ["aws.s3"],
    "detail-type": ["Object Created"],
    "detail": {"bucket": {"name": ["raw"]}, "object": {"key": [{"prefix": "acme/"}]}},
}


def rule(**properties):
    given = {"Name": "acme-arrivals", "EventPattern": PATTERN, **properties}
    return {"Type": "AWS::Events::Rule", "Properties": given}


def log_group(**properties):
    return {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": GROUP, **properties}}


def described(client):
    return client("events").describe_rule(Name="acme-arrivals")


def targets(client):
    return client("events").list_targets_by_rule(Rule="acme-arrivals")["Targets"]


def groups(client):
    return client("logs").describe_log_groups()["logGroups"]


def test_rule_round_trip(deployer, client):
    target = {
        "Id": "arrivals",
        "Arn": QUEUE,
        "DeadLetterConfig": {"Arn": DEAD},
        "RetryPolicy": {"MaximumEventAgeInSeconds": "3600", "MaximumRetryAttempts": 4},
    }
    found = deployer.succeed(
        {
            "Rule": rule(
                Description="acme's files",
                EventBusName="default",
                State="DISABLED",
                Targets=[target],
                Tags=TAGS,
            )
        },
        sections={
            "Outputs": {
                "Ref": {"Value": {"Ref": "Rule"}},
                "Arn": {"Value": {"Fn::GetAtt": ["Rule", "Arn"]}},
            }
        },
    )
    assert found == {"Ref": "acme-arrivals", "Arn": RULE_ARN}
    read = described(client)
    assert (read["Description"], read["State"], read["EventBusName"]) == (
        "acme's files",
        "DISABLED",
        "default",
    )
    assert json.loads(read["EventPattern"]) == PATTERN
    retries = {"MaximumEventAgeInSeconds": 3600, "MaximumRetryAttempts": 4}
    assert targets(client) == [{**target, "RetryPolicy": retries}]
    assert client("events").list_tags_for_resource(ResourceARN=RULE_ARN)["Tags"] == TAGS


def test_rule_update_replacement_and_deletion(deployer, client):
    deployer.succeed(
        {"Rule": rule(State="DISABLED", Targets=[{"Id": "a", "Arn": QUEUE}], Tags=TAGS)}
    )
    deployer.succeed({"Rule": rule(Targets=[{"Id": "b", "Arn": QUEUE}])})
    assert described(client)["State"] == "ENABLED"
    assert targets(client) == [{"Id": "b", "Arn": QUEUE}]
    assert client("events").list_tags_for_resource(ResourceARN=RULE_ARN)["Tags"] == []
    deployer.succeed({"Rule": rule(Name="acme-files", Targets=[{"Id": "b", "Arn": QUEUE}])})
    assert [r["Name"] for r in client("events").list_rules()["Rules"]] == ["acme-files"]
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert client("events").list_rules()["Rules"] == []


def test_a_rule_of_another_stack_is_not_taken_over(deployer):
    deployer.succeed({"Rule": rule()}, "acme")
    assert deployer.deploy({"Rule": rule()}, "acme-eu")["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "already exists" in deployer.reasons("acme-eu")["Rule"]


def test_log_group_round_trip_update_and_delete(deployer, client):
    found = deployer.succeed(
        {"Group": log_group(RetentionInDays="365", Tags=TAGS)},
        sections={"Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Group", "Arn"]}}}},
    )
    assert found == {"Arn": f"{GROUP_ARN}:*"}
    (group,) = groups(client)
    assert (group["logGroupName"], group["retentionInDays"]) == (GROUP, 365)
    assert (group["arn"], group["logGroupArn"]) == (f"{GROUP_ARN}:*", GROUP_ARN)
    tags = client("logs").list_tags_for_resource(resourceArn=GROUP_ARN)["tags"]
    assert tags == {"orgSlug": "acme"}

    client("logs").create_log_stream(logGroupName=GROUP, logStreamName="job")
    deployer.succeed({"Group": log_group()})
    (group,) = groups(client)
    assert "retentionInDays" not in group
    assert client("logs").list_tags_for_resource(resourceArn=GROUP_ARN)["tags"] == {}
    streams = client("logs").describe_log_streams(logGroupName=GROUP)["logStreams"]
    assert [stream["logStreamName"] for stream in streams] == ["job"]

    deployer.succeed({"Group": log_group(LogGroupName="/platform/acme/other", Tags=TAGS)})
    assert [one["logGroupName"] for one in groups(client)] == ["/platform/acme/other"]
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert groups(client) == []
    # A group that is made again has the tags of none before it.
    client("logs").create_log_group(logGroupName="/platform/acme/other")
    arn = groups(client)[0]["logGroupArn"]
    assert client("logs").list_tags_for_resource(resourceArn=arn)["tags"] == {}


def test_security_configuration_round_trip_update_and_delete(deployer, client):
    def configuration(s3_mode):
        encryption = {
            "CloudWatchEncryption": {"CloudWatchEncryptionMode": "SSE-KMS", "KmsKeyArn": KEY},
            "JobBookmarksEncryption": {"JobBookmarksEncryptionMode": "CSE-KMS", "KmsKeyArn": KEY},
            "S3Encryptions": [{"KmsKeyArn": KEY, "S3EncryptionMode": s3_mode}],
        }
        given = {"Name": "acme-pipeline", "EncryptionConfiguration": encryption}
        return {"C": {"Type": "AWS::Glue::SecurityConfiguration", "Properties": given}}

    def read():
        answer = client("glue").get_security_configuration(Name="acme-pipeline")
        return answer["SecurityConfiguration"]["EncryptionConfiguration"]

    for mode in ("SSE-KMS", "SSE-S3"):
        deployer.succeed(configuration(mode))
        assert read() == {
            "CloudWatchEncryption": {"CloudWatchEncryptionMode": "SSE-KMS", "KmsKeyArn": KEY},
            "JobBookmarksEncryption": {"JobBookmarksEncryptionMode": "CSE-KMS", "KmsKeyArn": KEY},
            "S3Encryption": [{"KmsKeyArn": KEY, "S3EncryptionMode": mode}],
        }
    assert deployer.physical_id("C") == "acme-pipeline"
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match="EntityNotFoundException"):
        read()


def test_catalog_encryption_round_trip_update_and_delete(deployer, client):
    def settings(mode):
        given = {
            "CatalogId": {"Ref": "AWS::AccountId"},
            "DataCatalogEncryptionSettings": {
                "EncryptionAtRest": {"CatalogEncryptionMode": mode, "SseAwsKmsKeyId": KEY},
                "ConnectionPasswordEncryption": {
                    "KmsKeyId": KEY,
                    "ReturnConnectionPasswordEncrypted": "true",
                },
            },
        }
        return {"S": {"Type": "AWS::Glue::DataCatalogEncryptionSettings", "Properties": given}}

    def read():
        answer = client("glue").get_data_catalog_encryption_settings()
        return answer["DataCatalogEncryptionSettings"]

    passwords = {"AwsKmsKeyId": KEY, "ReturnConnectionPasswordEncrypted": True}
    for mode in ("SSE-KMS", "DISABLED"):
        deployer.succeed(settings(mode))
        at_rest = {"CatalogEncryptionMode": mode, "SseAwsKmsKeyId": KEY}
        assert read() == {"EncryptionAtRest": at_rest, "ConnectionPasswordEncryption": passwords}
    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert read()["EncryptionAtRest"] == {"CatalogEncryptionMode": "DISABLED"}


def test_notifications_of_a_bucket_round_trip_and_removal(deployer, client):
    def bucket(**properties):
        return {"B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "raw", **properties}}}

    def read():
        answer = client("s3").get_bucket_notification_configuration(Bucket="raw")
        return {name: value for name, value in answer.items() if name != "ResponseMetadata"}

    on = {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}
    deployer.succeed(bucket(NotificationConfiguration=on))
    assert read() == {"EventBridgeConfiguration": {}}
    deployer.succeed(bucket())
    assert read() == {}
    client("s3").put_bucket_notification_configuration(
        Bucket="raw", NotificationConfiguration={"EventBridgeConfiguration": {}}
    )
    assert read() == {"EventBridgeConfiguration": {}}
