"""Requests that are refused for what the account has already, beside those that are accepted."""

from __future__ import annotations

import json

import pytest

from emulator.authorization.deployed_principals import root_user
from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, REGION, statement, trust
from emulator.validation.api_call import ApiCall
from emulator.validation.rules.by_operation import rules_of

DEVICE_POLICY = json.dumps(statement("iot:Connect"))


def first_refusal(service, operation, **parameters):
    """The code of what the rules of an operation refuse, or ``allowed``."""
    call = ApiCall(service, operation, parameters, ACCOUNT, REGION, root_user(ACCOUNT))
    refusals = (refusal for rule in rules_of(call) for refusal in rule(call))
    return next((refusal.code for refusal in refusals), "allowed")


def attributes(*names, value="v"):
    return {name: {"DataType": "String", "StringValue": value} for name in names}


@pytest.fixture
def iot(client):
    return client("iot")


def test_a_group_of_things_has_ten_policies(iot):
    arn = iot.create_thing_group(thingGroupName="hubs")["thingGroupArn"]
    for number in range(11):
        iot.create_policy(policyName=f"p{number}", policyDocument=DEVICE_POLICY)
    told = [outcome(iot.attach_policy, policyName=f"p{n}", target=arn) for n in range(11)]
    assert told == ["allowed"] * 10 + ["LimitExceeded"]
    # One that it has already is none more.
    assert outcome(iot.attach_policy, policyName="p0", target=arn) == "allowed"


def test_a_thing_type_is_deprecated_and_unused_before_it_goes(iot):
    kind = {"thingTypeName": "hub"}
    iot.create_thing_type(**kind)
    iot.create_thing(thingName="one", **kind)
    assert outcome(iot.delete_thing_type, **kind) == "InvalidRequest"
    iot.deprecate_thing_type(**kind)
    assert outcome(iot.create_thing, thingName="two", **kind) == "InvalidRequest"
    assert outcome(iot.delete_thing_type, **kind) == "InvalidRequest"
    iot.delete_thing(thingName="one")
    assert outcome(iot.delete_thing_type, **kind) == "allowed"


def test_a_version_is_the_default_only_if_there_is_one(iot):
    """And a group is below another one only if there is that."""
    version = {"policyName": "p"}
    iot.create_policy(**version, policyDocument=DEVICE_POLICY)
    set_default = iot.set_default_policy_version
    assert outcome(set_default, **version, policyVersionId="2") == "ResourceNotFound"
    assert iot.get_policy(**version)["defaultVersionId"] == "1"
    assert outcome(set_default, **version, policyVersionId="1") == "allowed"
    group = {"thingGroupName": "berlin", "parentGroupName": "hubs"}
    assert outcome(iot.create_thing_group, **group) == "ResourceNotFound"
    iot.create_thing_group(thingGroupName="hubs")
    assert outcome(iot.create_thing_group, **group) == "allowed"


def test_workgroups(client):
    athena = client("athena")
    assert outcome(athena.delete_work_group, WorkGroup="none") == "InvalidRequest"
    key = {"KmsKey": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{'1' * 36}"}
    for option, more, told in (
        ("SSE_KMS", {}, "InvalidRequest"),
        ("CSE_KMS", {}, "InvalidRequest"),
        ("SSE_S3", {}, "allowed"),
        ("SSE_KMS", key, "allowed"),
    ):
        results = {"EncryptionConfiguration": {"EncryptionOption": option, **more}}
        given = {"Name": option, "Configuration": {"ResultConfiguration": results}}
        assert outcome(athena.create_work_group, **given) == told


def test_there_is_no_way_back_from_the_advanced_tier(client):
    ssm = client("ssm")
    given = {"Name": "/acme/long", "Value": "x", "Type": "String", "Overwrite": True}
    assert outcome(ssm.put_parameter, **given, Tier="Standard") == "allowed"
    assert outcome(ssm.put_parameter, **given, Tier="Advanced") == "allowed"
    assert outcome(ssm.put_parameter, **given, Tier="Standard") == "Validation"
    assert outcome(ssm.put_parameter, **given) == "allowed"
    assert ssm.describe_parameters()["Parameters"][0]["Tier"] == "Advanced"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"MessageBody": ""}, "MissingParameter"),
        ({"MessageBody": "a\x01b"}, "InvalidMessageContents"),
        ({"MessageBody": "a\ufffe"}, "InvalidMessageContents"),
        ({"MessageBody": "a", "MessageDeduplicationId": "1"}, "InvalidParameterValue"),
        ({"MessageBody": "a\t\n\U0001f600", "MessageGroupId": "1"}, "allowed"),
        ({"MessageBody": "a", "MessageAttributes": attributes("AWS.a")}, "InvalidParameterValue"),
        ({"MessageBody": "a", "MessageAttributes": attributes("a..b")}, "InvalidParameterValue"),
        (
            {"MessageBody": "a", "MessageAttributes": attributes("a", value="")},
            "InvalidParameterValue",
        ),
        (
            {"MessageBody": "a", "MessageAttributes": attributes(*"abcdefghijk")},
            "InvalidParameterValue",
        ),
        ({"MessageBody": "a", "MessageAttributes": attributes(*"abcdefghij")}, "allowed"),
    ],
)
def test_messages(message, told):
    assert first_refusal("sqs", "SendMessage", QueueUrl="arrivals", **message) == told


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("Number", {"StringValue": "one"}, "InvalidParameterValue"),
        ("Number.int", {"StringValue": "-1.5e3"}, "allowed"),
        ("String", {"StringValue": "a", "BinaryValue": b"a"}, "InvalidParameterValue"),
        ("Binary", {"StringValue": "a"}, "InvalidParameterValue"),
        ("String", {"BinaryValue": b"a"}, "InvalidParameterValue"),
        ("Binary.png", {"BinaryValue": b"a"}, "allowed"),
    ],
)
def test_values_of_attributes(kind, value, told):
    message = {"MessageBody": "a", "MessageAttributes": {"a": {"DataType": kind, **value}}}
    assert first_refusal("sqs", "SendMessage", QueueUrl="arrivals", **message) == told


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        ([], "EmptyBatchRequest"),
        ("abcdefghijk", "TooManyEntriesInBatchRequest"),
        ("aba", "BatchEntryIdsNotDistinct"),
        (["a b"], "InvalidBatchEntryId"),
        (["a" * 81], "InvalidBatchEntryId"),
        ([*"abcdefghi", "a" * 80], "allowed"),
    ],
)
def test_batches(ids, told):
    entries = [{"Id": name} for name in ids]
    of_sqs = told if told == "allowed" else f"AWS.SimpleQueueService.{told}"
    for operation in (
        "ChangeMessageVisibilityBatch",
        "DeleteMessageBatch",
        "SendMessageBatch",
    ):
        assert first_refusal("sqs", operation, QueueUrl="arrivals", Entries=entries) == of_sqs
    assert first_refusal("sns", "PublishBatch", PublishBatchRequestEntries=entries) == told


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"Message": ""}, "InvalidParameter"),
        ({"Message": "a", "Subject": ""}, "InvalidParameter"),
        ({"Message": "a", "Subject": "b\nc"}, "InvalidParameter"),
        ({"Message": "a", "Subject": "s" * 100}, "InvalidParameter"),
        ({"Message": "a", "Subject": "é" * 99}, "allowed"),
    ],
)
def test_announcements(message, told):
    assert first_refusal("sns", "Publish", TopicArn="arn:aws:sns:x", **message) == told


def test_a_rule_has_five_targets(client):
    events = client("events")
    events.put_rule(Name="r", EventPattern='{"source": ["aws.s3"]}')
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:q"

    def put(*names):
        targets = [{"Id": name, "Arn": arn} for name in names]
        return outcome(events.put_targets, Rule="r", Targets=targets)

    assert [put("a", "b", "c"), put("d", "e"), put("f"), put("e")] == [
        *("allowed", "allowed", "LimitExceeded", "allowed")
    ]


@pytest.mark.parametrize(("days", "told"), [(2, "InvalidParameterException"), (3653, "allowed")])
def test_retention_of_logs(days, told):
    given = {"logGroupName": "acme", "retentionInDays": days}
    assert first_refusal("logs", "PutRetentionPolicy", **given) == told


@pytest.mark.parametrize(
    ("spec", "use", "told"),
    [
        ("SYMMETRIC_DEFAULT", "SIGN_VERIFY", "ValidationException"),
        ("HMAC_256", "ENCRYPT_DECRYPT", "ValidationException"),
        ("ECC_NIST_P256", "ENCRYPT_DECRYPT", "ValidationException"),
        ("ECC_NIST_P256", "SIGN_VERIFY", "allowed"),
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "allowed"),
    ],
)
def test_uses_of_keys(spec, use, told):
    assert first_refusal("kms", "CreateKey", KeySpec=spec, KeyUsage=use) == told


@pytest.mark.parametrize(("tag", "told"), [("a b", "InvalidParameter"), ("1.0", "allowed")])
def test_tags_of_images(client, tag, told):
    ecr = client("ecr")
    ecr.create_repository(repositoryName="images")
    manifest = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json"}
    given = {"repositoryName": "images", "imageManifest": json.dumps({**manifest, "layers": []})}
    assert outcome(ecr.put_image, **given, imageTag=tag) == told


def test_a_session_has_ten_managed_policies(client):
    iam, sts = client("iam"), client("sts")
    root = trust("ecs-tasks.amazonaws.com")
    root["Statement"][0]["Principal"] = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    arn = iam.create_role(RoleName="hub", AssumeRolePolicyDocument=json.dumps(root))["Role"]["Arn"]

    def assumed(number):
        arns = [{"arn": f"arn:aws:iam::{ACCOUNT}:policy/p{n}"} for n in range(number)]
        asked = {"RoleArn": arn, "RoleSessionName": "one", "PolicyArns": arns}
        return outcome(sts.assume_role, **asked)

    assert (assumed(10), assumed(11)) == ("allowed", "ValidationError")
