"""Records of what AWS services do: by themselves, or in the name of somebody."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

from emulator.tests.arrivals import deliveries, upload
from emulator.tests.conftest import ACCOUNT, REGION, trust
from emulator.tests.lake import wait
from emulator.tests.sign_in import provider_arn
from emulator.tests.tenants import Tenants, allow, document
from emulator.tests.trail import TRAIL, Audit


def through(record: Any) -> tuple[str, str]:
    """Which service did what."""
    return record["userIdentity"].get("invokedBy", ""), record["eventName"]


def test_what_cloudformation_does_for_somebody(tenants, recording, deployer):
    role = {"RoleName": "made", "AssumeRolePolicyDocument": trust("ec2.amazonaws.com")}
    bucket = {"BucketName": "made", "VersioningConfiguration": {"Status": "Enabled"}}
    deployer.succeed(
        {
            "Role": {"Type": "AWS::IAM::Role", "Properties": role},
            "Bucket": {"Type": "AWS::S3::Bucket", "Properties": bucket},
        }
    )
    [made] = recording.named("CreateRole", invokedBy="cloudformation.amazonaws.com")
    assert made["requestParameters"]["roleName"] == "made"
    assert made["sourceIPAddress"] == "cloudformation.amazonaws.com"
    assert made["userIdentity"]["type"] == "Root"
    [versioned] = recording.named("PutBucketVersioning", invokedBy="cloudformation.amazonaws.com")
    assert versioned["requestParameters"]["bucketName"] == "made"
    [asked] = recording.named("CreateStack")
    assert "templateBody" not in asked["requestParameters"]


def test_tags_that_cloudformation_changes(tenants, recording, deployer):
    """Tags decide who is whose, so that a change of them is a record of its own."""

    def deploy(**tags: str) -> None:
        properties = {
            "RoleName": "made",
            "AssumeRolePolicyDocument": trust("ec2.amazonaws.com"),
            "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
        }
        deployer.succeed({"Role": {"Type": "AWS::IAM::Role", "Properties": properties}})

    deploy(orgSlug="acme", old="1")
    assert recording.named("TagRole") == []
    deploy(orgSlug="acme-eu")
    [tagged] = recording.named("TagRole", invokedBy="cloudformation.amazonaws.com")
    assert tagged["requestParameters"] == {
        "roleName": "made",
        "tags": [{"key": "orgSlug", "value": "acme-eu"}],
    }
    [untagged] = recording.named("UntagRole")
    assert untagged["requestParameters"] == {"roleName": "made", "tagKeys": ["old"]}


def test_a_device_that_gets_credentials(platform, ready):
    recording = Audit(Tenants(ready), ready)
    recording.create()
    platform.organization("acme")
    platform.organization("acme-eu")
    hub, _ = platform.enrol("acme", "berlin-1")
    keys = hub.ask("hub-acme", "acme--berlin-1").body["credentials"]
    [asked] = recording.named("AssumeRoleWithCertificate")
    assert asked["eventSource"] == "iot.amazonaws.com"
    assert asked["requestParameters"]["thingName"] == "acme--berlin-1"
    assert asked["resources"][0]["type"] == "AWS::IoT::RoleAlias"
    [started] = recording.named("AssumeRole", type="AWSService")
    assert started["userIdentity"]["invokedBy"] == "credentials.iot.amazonaws.com"
    assert started["responseElements"]["credentials"]["accessKeyId"] == keys["accessKeyId"]
    name = started["requestParameters"]["roleSessionName"]
    assert asked["userIdentity"]["principalId"] == name


def test_a_service_that_assumes_a_role(tenants, recording, ready):
    role = tenants.role("job", trust=trust("glue.amazonaws.com")["Statement"][0])
    url = f"{ready['endpoint']}/emulator-api/assume-role-as-service"
    body = json.dumps({"service": "glue.amazonaws.com", "roleArn": role}).encode()
    urllib.request.urlopen(urllib.request.Request(url, body, method="POST")).close()
    [started] = recording.named("AssumeRole", invokedBy="glue.amazonaws.com")
    assert started["userIdentity"] == {"type": "AWSService", "invokedBy": "glue.amazonaws.com"}
    assert started["requestParameters"]["roleArn"] == role
    assert started["resources"][0]["ARN"] == role


def test_what_athena_reads_for_an_analyst(tenants, recording):
    """In the analyst's name, and by Athena."""
    results = "s3://platform-data/acme/results/"
    policy = [
        allow(["athena:StartQueryExecution", "athena:GetQueryExecution"]),
        allow(["s3:GetBucketLocation", "s3:PutObject"]),
        allow(["kms:GenerateDataKey", "kms:Decrypt"], tenants.keys["acme"]),
    ]
    session = tenants.session(tenants.role("analyst", *policy))
    athena = tenants.client(session, "athena")
    encryption = {"EncryptionOption": "SSE_KMS", "KmsKey": tenants.keys["acme"]}
    started = athena.start_query_execution(
        QueryString="SELECT 1",
        ResultConfiguration={"OutputLocation": results, "EncryptionConfiguration": encryption},
    )
    assert wait(athena, started["QueryExecutionId"])["Status"]["State"] == "SUCCEEDED"
    [asked] = recording.named("StartQueryExecution")
    assert asked["requestParameters"]["queryString"] == "SELECT 1"
    assert asked["responseElements"] == {"queryExecutionId": started["QueryExecutionId"]}
    stored = recording.named("PutObject", invokedBy="athena.amazonaws.com")
    assert stored
    assert all(record["userIdentity"]["arn"].endswith("/analyst/test") for record in stored)
    assert {record["requestParameters"]["bucketName"] for record in stored} == {"platform-data"}


def test_somebody_who_signs_in_with_a_token(sign_in, issuer, recording):
    keys = sign_in.answer(issuer.tagged("acme"))["Credentials"]
    sign_in.tenants.client(keys).get_bucket_location(Bucket="platform-data")
    [started] = recording.named("AssumeRoleWithWebIdentity")
    provider = provider_arn(issuer)
    assert started["userIdentity"]["type"] == "WebIdentityUser"
    assert started["userIdentity"]["identityProvider"] == provider
    assert started["userIdentity"]["userName"] == "ann"
    token = started["requestParameters"]["webIdentityToken"]
    assert token == "HIDDEN_DUE_TO_SECURITY_REASONS"
    [looked] = recording.named("GetBucketLocation", type="AssumedRole")
    session = looked["userIdentity"]["sessionContext"]
    assert session["webIdFederationData"]["federatedProvider"] == provider


def test_what_eventbridge_sends(platform_of, recording, endpoint, client):
    platform_of()
    upload(client, "acme/a.csv")
    deliveries(endpoint)
    [record] = recording.named("SendMessage", type="AWSService")
    assert record["userIdentity"]["invokedBy"] == "events.amazonaws.com"
    assert record["requestParameters"]["queueUrl"].endswith("/acme-arrivals")
    used = {
        through(one) for one in recording.records() if one["eventSource"] == "kms.amazonaws.com"
    }
    assert ("events.amazonaws.com", "GenerateDataKey") in used


def test_eventbridge_hears_of_calls_that_a_trail_records(tenants, audit, endpoint):
    sqs, events = tenants.root("sqs"), tenants.root("events")
    queue = sqs.create_queue(QueueName="alarms")["QueueUrl"]
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:alarms"
    send = allow("sqs:SendMessage", arn, Principal={"Service": "events.amazonaws.com"})
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": document(send)})
    pattern = {
        "source": ["aws.kms"],
        "detail-type": ["AWS API Call via CloudTrail"],
        "detail": {"eventName": ["ScheduleKeyDeletion"]},
    }
    events.put_rule(Name="alarms", EventPattern=json.dumps(pattern))
    events.put_targets(Rule="alarms", Targets=[{"Id": "queue", "Arn": arn}])
    keys = [tenants.root("kms").create_key()["KeyMetadata"]["KeyId"] for _ in range(2)]
    tenants.root("kms").schedule_key_deletion(KeyId=keys[0])
    audit.create()
    tenants.root("kms").schedule_key_deletion(KeyId=keys[1])
    assert deliveries(endpoint)["delivered"] == 1
    [message] = sqs.receive_message(QueueUrl=queue)["Messages"]
    detail = json.loads(message["Body"])["detail"]
    assert detail["requestParameters"]["keyId"] == keys[1]
    assert detail["userIdentity"]["type"] == "Root"


def test_trails_are_described_by_name(recording):
    cloudtrail = recording.cloudtrail
    [found] = cloudtrail.describe_trails(trailNameList=[TRAIL])["trailList"]
    assert (found["Name"], found["HomeRegion"]) == (TRAIL, REGION)
    assert cloudtrail.describe_trails(trailNameList=["nobody"])["trailList"] == []
    assert [one["Name"] for one in cloudtrail.list_trails()["Trails"]] == [TRAIL]
