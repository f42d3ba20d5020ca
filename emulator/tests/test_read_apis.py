"""Answers of services that clients other than boto3 have to be able to parse."""

from __future__ import annotations

import json
import urllib.parse
from typing import Any

import pytest
from botocore.exceptions import ClientError

from emulator.tests.callers import send, signed
from emulator.tests.conftest import statement


def raw_query(endpoint, service, **parameters):
    """A query-protocol request without an SDK, which would decode the answer."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urllib.parse.urlencode(parameters)
    return send(signed(service, "POST", f"{endpoint}/", body=body, headers=form)).decode()


def test_managed_policy_documents_are_url_encoded(deployer, endpoint):
    policy: dict[str, Any] = {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {
            "ManagedPolicyName": "data",
            "PolicyDocument": statement("s3:GetObject", "arn:aws:s3:::data/100%25/*"),
        },
    }
    deployer.succeed({"Policy": policy})
    answer = raw_query(
        endpoint,
        "iam",
        Action="GetPolicyVersion",
        Version="2010-05-08",
        PolicyArn="arn:aws:iam::123456789012:policy/data",
        VersionId="v1",
    )
    document = answer.split("<Document>")[1].split("</Document>")[0]
    assert document.startswith("%7B")
    assert json.loads(urllib.parse.unquote(document)) == policy["Properties"]["PolicyDocument"]


def test_key_policy_without_a_policy_name(deployer, client):
    document = statement("kms:*", Principal={"AWS": "123456789012"})
    key = {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": document}}
    deployer.succeed({"Key": key})
    found = client("kms").get_key_policy(KeyId=deployer.physical_id("Key"))
    assert (json.loads(found["Policy"]), found["PolicyName"]) == (document, "default")


def test_rotation_period_through_the_api(client, endpoint):
    kms = client("kms")
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    assert "RotationPeriodInDays" not in kms.get_key_rotation_status(KeyId=key_id)
    kms.enable_key_rotation(KeyId=key_id)
    assert kms.get_key_rotation_status(KeyId=key_id)["RotationPeriodInDays"] == 365
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=100)
    assert kms.get_key_rotation_status(KeyId=key_id)["RotationPeriodInDays"] == 100


def test_iot_tags_through_the_api(client, endpoint):
    iot = client("iot")
    arn = iot.create_thing_type(thingTypeName="data-hub")["thingTypeArn"]
    iot.tag_resource(resourceArn=arn, tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    iot.untag_resource(resourceArn=arn, tagKeys=["a"])
    found = iot.list_tags_for_resource(resourceArn=arn)["tags"]
    assert found == [{"Key": "b", "Value": "2"}]
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        iot.list_tags_for_resource(resourceArn=f"{arn}-missing")


def test_bucket_by_host_name(endpoint, client):
    client("s3").create_bucket(
        Bucket="acme-data", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    client("s3").put_object(Bucket="acme-data", Key="acme/file", Body=b"content")
    port = endpoint.rsplit(":", 1)[1]
    request = signed("s3", "GET", f"http://acme-data.localhost:{port}/acme/file")
    # The name does not resolve everywhere.
    assert send(request, address=f"http://127.0.0.1:{port}/acme/file") == b"content"


def test_operations_that_are_not_emulated_answer_with_an_error(deployer):
    deployer.succeed({"Key": {"Type": "AWS::KMS::Key"}})
    with pytest.raises(ClientError, match="no operation GetStackPolicy") as error:
        deployer.cloudformation.get_stack_policy(StackName="acme")
    assert error.value.response["Error"]["Code"] == "ValidationError"
