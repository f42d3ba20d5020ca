"""Records of calls: what hubs, analysts and operators did, in CloudTrail's format."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from emulator.tests.callers import SignedRequest, message, outcome, refusal_of
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import BUCKET, allow, deny, document

KMS_KEY = "AWS::KMS::Key"
ALWAYS = {
    "awsRegion",
    "eventCategory",
    "eventID",
    "eventName",
    "eventSource",
    "eventTime",
    "eventType",
    "eventVersion",
    "managementEvent",
    "readOnly",
    "recipientAccountId",
    "requestID",
    "requestParameters",
    "responseElements",
    "sourceIPAddress",
    "userAgent",
    "userIdentity",
}


def test_an_upload_by_a_hub(tenants, recording):
    tenants.client(tenants.hub()).put_object(**tenants.upload(key="2026/run.json"))
    [record] = recording.named("PutObject", type="AssumedRole")
    role = f"arn:aws:iam::{ACCOUNT}:role/hub-acme"
    identity = record["userIdentity"]
    session = identity["sessionContext"]
    assert identity["arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/hub-acme/test"
    assert identity["principalId"] == f"{session['sessionIssuer']['principalId']}:test"
    assert session["sessionIssuer"] | {"principalId": ""} == {
        "type": "Role",
        "principalId": "",
        "arn": role,
        "accountId": ACCOUNT,
        "userName": "hub-acme",
    }
    assert session["attributes"]["mfaAuthenticated"] == "false"
    parameters = record["requestParameters"]
    assert parameters.pop("Host")
    assert parameters == {
        "bucketName": BUCKET,
        "key": "acme/2026/run.json",
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": tenants.keys["acme"],
    }
    assert record["additionalEventData"]["bytesTransferredIn"] == len(b"data")
    assert record["additionalEventData"]["SSEApplied"] == "SSE_KMS"
    assert record["resources"] == [
        {"type": "AWS::S3::Object", "ARN": f"arn:aws:s3:::{BUCKET}/acme/2026/run.json"},
        {"accountId": ACCOUNT, "type": "AWS::S3::Bucket", "ARN": f"arn:aws:s3:::{BUCKET}"},
    ]
    assert (record["eventCategory"], record["managementEvent"]) == ("Data", False)
    assert record["tlsDetails"]["tlsVersion"] in ("TLSv1.2", "TLSv1.3")
    assert set(record) == ALWAYS | {"additionalEventData", "resources", "tlsDetails"}


def test_what_s3_does_at_kms_for_somebody(tenants, recording):
    tenants.client(tenants.hub()).put_object(**tenants.upload())
    [record] = recording.named("GenerateDataKey", invokedBy="s3.amazonaws.com")
    assert record["userIdentity"]["arn"].endswith("assumed-role/hub-acme/test")
    assert record["sourceIPAddress"] == record["userAgent"] == "s3.amazonaws.com"
    assert record["requestParameters"] == {
        "keyId": tenants.keys["acme"],
        "keySpec": "AES_256",
        "encryptionContext": {"aws:s3:arn": f"arn:aws:s3:::{BUCKET}/acme/file"},
    }
    assert record["resources"] == [
        {"accountId": ACCOUNT, "type": KMS_KEY, "ARN": tenants.keys["acme"]}
    ]
    assert (record["readOnly"], record["managementEvent"]) == (True, True)
    assert set(record) == ALWAYS | {"resources"}


def test_a_denied_call_says_why(tenants, recording):
    hub = tenants.client(tenants.hub())
    said = message(hub.get_object, Bucket=BUCKET, Key="acme-eu/file")
    [record] = recording.named("GetObject", type="AssumedRole")
    assert record["errorCode"] == "AccessDenied"
    assert record["errorMessage"] == said
    assert record["responseElements"] is None
    assert record["requestParameters"]["key"] == "acme-eu/file"


def test_a_call_that_fails_is_a_record_too(tenants, recording):
    assert outcome(tenants.iam.get_role, RoleName="nobody") == "NoSuchEntity"
    [record] = recording.named("GetRole")
    assert record["errorCode"] == "NoSuchEntity"
    assert record["requestParameters"] == {"roleName": "nobody"}
    # Services without a Region record in one.
    assert record["awsRegion"] == "us-east-1"


def test_a_revocation_by_an_operator(tenants, recording):
    """Two sessions deep: the person is named in every record."""
    trust = allow(
        ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
        None,
        Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
    )
    role = tenants.role("hub-revoker", allow(["iam:PutRolePolicy"]), slug=None, trust=trust)
    tags = [{"Key": "reason", "Value": "stolen"}]
    session = tenants.session(role, SourceIdentity="ann@example.com", Tags=tags)
    policy = document(deny("Revoked", "*"))
    tenants.role("hub-acme")
    revoke = {"RoleName": "hub-acme", "PolicyName": "revoked", "PolicyDocument": policy}
    tenants.client(session, "iam").put_role_policy(**revoke)
    [record] = recording.named("PutRolePolicy", type="AssumedRole")
    assert record["userIdentity"]["sessionContext"]["sourceIdentity"] == "ann@example.com"
    assert record["userIdentity"]["accessKeyId"] == session["AccessKeyId"]
    assert record["requestParameters"] == {
        "roleName": "hub-acme",
        "policyName": "revoked",
        "policyDocument": policy,
    }
    assert (record["eventSource"], record["readOnly"]) == ("iam.amazonaws.com", False)

    [started] = [
        one
        for one in recording.named("AssumeRole")
        if one["requestParameters"]["roleArn"].endswith("hub-revoker")
    ]
    assert started["requestParameters"] == {
        "roleArn": role,
        "roleSessionName": "test",
        "sourceIdentity": "ann@example.com",
        "tags": [{"key": "reason", "value": "stolen"}],
    }
    answer = started["responseElements"]
    assert answer["assumedRoleUser"]["arn"].endswith("assumed-role/hub-revoker/test")
    assert answer["credentials"]["accessKeyId"] == session["AccessKeyId"]
    assert answer["credentials"].keys() == {"accessKeyId", "expiration"}
    assert started["resources"] == [{"accountId": ACCOUNT, "type": "AWS::IAM::Role", "ARN": role}]


def test_whoever_says_nothing_of_itself(recording, ready):
    refusal_of(SignedRequest("GET", f"{ready['endpoint']}/{BUCKET}/acme/file", {}, b""))
    [record] = recording.named("GetObject")
    # The bucket's Region: nobody has signed for one.
    assert record["awsRegion"] == REGION
    identity = {"type": "AWSAccount", "principalId": "", "accountId": "ANONYMOUS_PRINCIPAL"}
    assert record["userIdentity"] == identity
    assert "AuthenticationMethod" not in record["additionalEventData"]


def records_of_secrets(tenants: Any) -> list[str]:
    """Uses what is secret in every way there is here; returns the secrets."""
    ssm, kms, iam = tenants.root("ssm"), tenants.root("kms"), tenants.iam
    secret = "s3cr3t-value"
    ssm.put_parameter(Name="/hub/password", Value=secret, Type="SecureString")
    ssm.get_parameter(Name="/hub/password", WithDecryption=True)
    tenants.client(tenants.hub()).put_object(**tenants.upload() | {"Body": secret.encode()})
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.encrypt(KeyId=key, Plaintext=secret.encode())
    iam.create_user(UserName="eve")
    access = iam.create_access_key(UserName="eve")["AccessKey"]
    iam.create_login_profile(UserName="eve", Password=secret)
    session = tenants.session(tenants.role("other"))
    queue = tenants.root("sqs").create_queue(QueueName="acme")["QueueUrl"]
    tenants.root("sqs").send_message(QueueUrl=queue, MessageBody=secret)
    pair = tenants.root("iot").create_keys_and_certificate()["keyPair"]["PrivateKey"]
    trust = allow("sts:AssumeRole", None, Principal={"Service": "ssm.amazonaws.com"})
    tenants.role("node", trust=trust)
    activation = tenants.root("ssm").create_activation(IamRole="node")["ActivationCode"]
    given = {"Bucket": BUCKET, "Key": "acme/file"}
    hub = tenants.client(tenants.session(f"arn:aws:iam::{ACCOUNT}:role/hub-acme"), plain=True)
    url = hub.generate_presigned_url("get_object", Params=given)
    refusal_of(SignedRequest("GET", url, {}, b""))
    signed = {name.lower(): value for name, value in parse_qsl(url.partition("?")[2])}
    return [
        secret,
        signed["x-amz-signature"],
        signed["x-amz-security-token"],
        access["SecretAccessKey"],
        session["SecretAccessKey"],
        session["SessionToken"],
        pair[40:80],
        activation,
    ]


def test_no_secret_is_in_a_record(tenants, recording):
    secrets = records_of_secrets(tenants)
    recording.deliver()
    files = [recording.content(key).decode() for key in recording.files()]
    assert sum(len(file) for file in files) > 5_000
    for secret in secrets:
        assert not any(secret in file for file in files)
    [signed] = recording.named("GetObject", type="AssumedRole")
    assert signed["additionalEventData"]["AuthenticationMethod"] == "QueryString"
    [put] = recording.named("PutParameter")
    assert put["requestParameters"]["value"] == "HIDDEN_DUE_TO_SECURITY_REASONS"
    [sent] = recording.named("SendMessage")
    assert sent["requestParameters"]["messageBody"] == "HIDDEN_DUE_TO_SECURITY_REASONS"


def test_event_history_without_a_trail(tenants):
    tenants.role("ann")
    tenants.client(tenants.hub()).put_object(**tenants.upload())
    cloudtrail = tenants.root("cloudtrail")
    found = cloudtrail.lookup_events(
        LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": "GenerateDataKey"}]
    )["Events"]
    assert [event["EventSource"] for event in found] == ["kms.amazonaws.com"]
    names = {event["EventName"] for event in cloudtrail.lookup_events()["Events"]}
    # No data events, and those of IAM are in its own Region.
    assert "PutObject" not in names
    assert "CreateRole" not in names
    page = cloudtrail.lookup_events(MaxResults=1)
    more = cloudtrail.lookup_events(MaxResults=1, NextToken=page["NextToken"])
    assert page["Events"][0]["EventId"] != more["Events"][0]["EventId"]
    assert REGION in page["Events"][0]["CloudTrailEvent"]
