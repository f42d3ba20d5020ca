"""AWS::Athena::WorkGroup, AWS::Glue::Database, AWS::SSM::Parameter, AWS::CDK::Metadata."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"


def work_group(**properties):
    return {"Type": "AWS::Athena::WorkGroup", "Properties": {"Name": "acme", **properties}}


def database(name="acme", **inputs):
    return {
        "Type": "AWS::Glue::Database",
        "Properties": {
            "CatalogId": {"Ref": "AWS::AccountId"},
            "DatabaseInput": {"Name": name, **inputs},
        },
    }


def parameter(value="1", **properties):
    return {
        "Type": "AWS::SSM::Parameter",
        "Properties": {"Name": "/platform/v", "Type": "String", "Value": value, **properties},
    }


def test_work_group_round_trip_update_and_delete(deployer, client):
    result = {
        "OutputLocation": "s3://platform-data/acme/results/",
        "EncryptionConfiguration": {"EncryptionOption": "SSE_KMS", "KmsKey": KEY},
        "ExpectedBucketOwner": "123456789012",
    }
    deployer.succeed(
        {
            "WorkGroup": work_group(
                State="DISABLED",
                Description="acme's queries",
                Tags=[{"Key": "orgSlug", "Value": "acme"}],
                WorkGroupConfiguration={
                    "BytesScannedCutoffPerQuery": "10000000000",
                    "EnforceWorkGroupConfiguration": "true",
                    "PublishCloudWatchMetricsEnabled": "false",
                    "RequesterPaysEnabled": False,
                    "EngineVersion": {"SelectedEngineVersion": "Athena engine version 3"},
                    "ResultConfiguration": result,
                },
            )
        }
    )
    athena = client("athena")
    found = athena.get_work_group(WorkGroup="acme")["WorkGroup"]
    assert (found["State"], found["Description"]) == ("DISABLED", "acme's queries")
    configuration = found["Configuration"]
    assert configuration["ResultConfiguration"] == result
    assert configuration["BytesScannedCutoffPerQuery"] == 10_000_000_000
    assert configuration["EnforceWorkGroupConfiguration"] is True
    assert configuration["PublishCloudWatchMetricsEnabled"] is False
    assert configuration["RequesterPaysEnabled"] is False
    assert configuration["EngineVersion"]["SelectedEngineVersion"] == "Athena engine version 3"
    arn = "arn:aws:athena:eu-central-1:123456789012:workgroup/acme"
    tags = athena.list_tags_for_resource(ResourceARN=arn)["Tags"]
    assert tags == [{"Key": "orgSlug", "Value": "acme"}]

    smaller = {"OutputLocation": "s3://platform-data/acme/other/"}
    deployer.succeed(
        {"WorkGroup": work_group(WorkGroupConfiguration={"ResultConfiguration": smaller})}
    )
    found = athena.get_work_group(WorkGroup="acme")["WorkGroup"]
    assert found["State"] == "ENABLED"
    assert found["Configuration"]["ResultConfiguration"] == smaller
    assert "BytesScannedCutoffPerQuery" not in found["Configuration"]
    assert athena.list_tags_for_resource(ResourceARN=arn)["Tags"] == []

    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match="InvalidRequestException"):
        athena.get_work_group(WorkGroup="acme")


@pytest.mark.parametrize(
    ("recursive", "status"), [(False, "DELETE_FAILED"), ("true", "DELETE_COMPLETE")]
)
def test_saved_queries_need_recursive_delete(deployer, client, recursive, status):
    deployer.succeed({"WorkGroup": work_group(RecursiveDeleteOption=recursive)})
    client("athena").create_named_query(
        Name="q", Database="acme", QueryString="SELECT 1", WorkGroup="acme"
    )
    assert deployer.delete()["StackStatus"] == status


def test_database_round_trip_update_replace_and_delete(deployer, client):
    deployer.succeed(
        {
            "Database": database(
                Description="acme's tables",
                LocationUri="s3://platform-data/acme/",
                Parameters={"orgSlug": "acme", "retentionDays": 30},
            )
        }
    )
    glue = client("glue")
    found = glue.get_database(Name="acme")["Database"]
    assert found["Description"] == "acme's tables"
    assert found["LocationUri"] == "s3://platform-data/acme/"
    assert found["Parameters"] == {"orgSlug": "acme", "retentionDays": "30"}
    assert deployer.physical_id("Database") == "acme"

    deployer.succeed({"Database": database(Description="new")})
    found = glue.get_database(Name="acme")["Database"]
    assert found["Description"] == "new"
    assert "LocationUri" not in found

    deployer.succeed({"Database": database("acme_eu")})
    assert [d["Name"] for d in glue.get_databases()["DatabaseList"]] == ["acme_eu"]

    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    assert glue.get_databases()["DatabaseList"] == []


def test_parameter_round_trip_update_and_delete(deployer, client):
    deployer.succeed({"Parameter": parameter(Description="version", Tags={"orgSlug": "acme"})})
    ssm = client("ssm")
    assert ssm.get_parameter(Name="/platform/v")["Parameter"]["Value"] == "1"
    described = ssm.describe_parameters()["Parameters"][0]
    assert described["Description"] == "version"
    tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId="/platform/v")
    assert tags["TagList"] == [{"Key": "orgSlug", "Value": "acme"}]

    deployer.succeed({"Parameter": parameter(2)})
    found = ssm.get_parameter(Name="/platform/v")["Parameter"]
    assert (found["Value"], found["Version"]) == ("2", 2)
    tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId="/platform/v")
    assert tags["TagList"] == []

    assert deployer.delete()["StackStatus"] == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match="ParameterNotFound"):
        ssm.get_parameter(Name="/platform/v")


def test_cdk_metadata_comes_and_goes(deployer):
    metadata: dict[str, Any] = {
        "Type": "AWS::CDK::Metadata",
        "Properties": {"Analytics": "v2:deflate64:abc"},
    }
    deployer.succeed({"Parameter": parameter(), "CDKMetadata": metadata})
    metadata["Properties"]["Analytics"] = "v2:deflate64:def"
    deployer.succeed({"Parameter": parameter(), "CDKMetadata": metadata})
    deployer.succeed({"Parameter": parameter()})
