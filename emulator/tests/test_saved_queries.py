"""What the auditors' saved queries answer, by the texts that the platform generates."""

from __future__ import annotations

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.log_files import told
from emulator.tests.trail_records import (
    OLGA,
    RAW,
    STANDARDIZED,
    a_day_of,
    analyst,
    certificate_of,
    hub,
    key_of,
    on_object,
    operator,
    record,
    refused,
    role_arn,
    service,
    session,
)


def test_who_read_an_object(trail):
    key, longer = "acme/t/1.parquet", "acme/t/1.parquet.bak"
    arn = f"arn:aws:s3:::{STANDARDIZED}/{key}"
    eu = analyst("acme-eu")
    copied = {"x-amz-copy-source": f"{STANDARDIZED}/{key}"}
    trail.deliver(
        [
            on_object(analyst("acme"), "GetObject", STANDARDIZED, key),
            on_object(analyst("acme"), "GetObject", STANDARDIZED, longer),
            on_object(hub("acme"), "PutObject", STANDARDIZED, key),
            on_object(eu, "GetObject", STANDARDIZED, key, **refused(eu, "s3:GetObject", f"{arn}")),
            on_object(analyst("acme"), "CopyObject", RAW, "acme/x", parameters=copied),
            on_object(operator("break-glass"), "GetObject", STANDARDIZED, key),
        ]
    )
    found = trail.saved("who-read-object", arn)
    assert told(found, "caller", "person", "action", "outcome", "source_ip") == [
        (
            "ts-dev-acme-analyst/ann@acme.example",
            "ann@acme.example",
            "GetObject",
            "succeeded",
            "203.0.113.7",
        ),
        (
            "ts-dev-acme-eu-analyst/ann@acme-eu.example",
            "ann@acme-eu.example",
            "GetObject",
            "AccessDenied",
            "203.0.113.7",
        ),
        (
            "ts-dev-acme-analyst/ann@acme.example",
            "ann@acme.example",
            "CopyObject",
            "succeeded",
            "203.0.113.7",
        ),
        ("ts-dev-break-glass/console", OLGA, "GetObject", "succeeded", "203.0.113.7"),
    ]
    # Without what is there twice: resources and parameters name the object both.
    assert found[0]["resource"] == f"arn:aws:s3:::{STANDARDIZED} {arn}"


def test_what_a_hub_did(trail):
    trail.deliver([*a_day_of("acme"), *a_day_of("acme-eu")])
    session_name = f"ts-dev-acme-data-hub/{certificate_of('acme')}"
    uploaded = (session_name, "PutObject")
    by_operator = ("ts-dev-hub-revoker/console", "UpdateThing")
    columns = ("caller", "action")
    found = trail.saved("what-hub-did", "acme--berlin", certificate_of("acme"))
    assert told(found, *columns) == [
        uploaded,
        (session_name, "GenerateDataKey"),
        (session_name, "GetParameters"),
        by_operator,
        ("ts-dev-hub-revoker/console", "UpdateCertificate"),
    ]
    found = trail.saved("what-hub-did", "acme--berlin", "")
    assert told(found, *columns) == [uploaded, by_operator]
    assert trail.saved("what-hub-did", "acme--b", "") == []


def test_failed_requests_by_organization(trail):
    eu = hub("acme-eu")
    trail.deliver(
        [
            *a_day_of("acme"),
            *(on_object(eu, "PutObject", RAW, "acme/x", errorCode="AccessDenied") for _ in "ab"),
            on_object(analyst("acme"), "GetObject", RAW, "acme/x", errorCode="AccessDenied"),
            on_object(analyst("acme"), "GetObject", RAW, "acme/y", errorCode="NoSuchKey"),
            record(operator("monitor"), "kms:Decrypt", errorCode="AccessDenied"),
        ]
    )
    columns = ("organization", "service", "action", "outcome", "requests", "callers")
    assert told(trail.saved("failed-requests"), *columns) == [
        ("acme-eu", "s3", "PutObject", "AccessDenied", "2", "1"),
        ("(platform)", "kms", "Decrypt", "AccessDenied", "1", "1"),
        ("acme", "s3", "GetObject", "AccessDenied", "1", "1"),
        ("acme", "s3", "GetObject", "NoSuchKey", "1", "1"),
    ]


def test_uses_of_a_key_by_caller(trail):
    admin = session("administrators", "olga")
    trail.deliver(
        [
            *a_day_of("acme"),
            *a_day_of("acme-eu"),
            *a_day_of("acme"),
            record(admin, "kms:Decrypt", **refused(admin, "kms:Decrypt", key_of("acme"))),
        ]
    )
    columns = ("caller", "action", "via", "outcome", "requests")
    assert told(trail.saved("key-uses", key_of("acme")), *columns) == [
        ("administrators/olga", "Decrypt", "-", "AccessDenied", "1"),
        ("events.amazonaws.com", "Decrypt", "events.amazonaws.com", "succeeded", "2"),
        (
            f"ts-dev-acme-data-hub/{certificate_of('acme')}",
            "GenerateDataKey",
            "s3.amazonaws.com",
            "succeeded",
            "2",
        ),
    ]


def test_changes_of_policies_tags_trust_and_trails(trail):
    admin = session("administrators", "olga")
    role = {"roleName": "ts-dev-acme-data-hub"}
    made = [
        record(admin, "iam:TagRole", role, awsRegion="us-east-1"),
        record(admin, "iam:UpdateAssumeRolePolicy", role, errorCode="AccessDenied"),
        record(admin, "kms:PutKeyPolicy", {"keyId": key_of("acme")}),
        record(admin, "s3:PutBucketPolicy", {"bucketName": RAW}),
        record(admin, "cloudtrail:StopLogging", {"name": "ts-dev"}),
        record(admin, "iot:AttachPolicy", {"policyName": "ts-dev-acme-data-hub"}),
    ]
    other = [
        record(admin, "iam:GetRole", role),
        record(admin, "kms:Decrypt", {"keyId": key_of("acme")}),
        record(admin, "sns:Publish"),
    ]
    trail.deliver([*made, *other, *a_day_of("acme")])
    found = told(trail.saved("changes"), "service", "action", "outcome")
    assert found == [
        ("iam", "TagRole", "succeeded"),
        ("iam", "UpdateAssumeRolePolicy", "AccessDenied"),
        ("kms", "PutKeyPolicy", "succeeded"),
        ("s3", "PutBucketPolicy", "succeeded"),
        ("cloudtrail", "StopLogging", "succeeded"),
        ("iot", "AttachPolicy", "succeeded"),
        ("iot", "UpdateCertificate", "succeeded"),
        ("iam", "CreatePolicyVersion", "succeeded"),
    ]


def test_sign_ins_by_person(trail):
    role = role_arn("ts-dev-hub-revoker")
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/ts-dev-hub-revoker/console"
    answer = {"assumedRoleUser": {"arn": arn}, "sourceIdentity": OLGA}
    token = {"type": "WebIdentityUser", "userName": "eve"}
    trail.deliver(
        [
            record(
                token, "sts:AssumeRoleWithWebIdentity", {"roleArn": role}, responseElements=answer
            ),
            record(
                token, "sts:AssumeRoleWithWebIdentity", {"roleArn": role}, errorCode="AccessDenied"
            ),
            record(service("glue"), "sts:AssumeRole", {"roleArn": role}),
            *a_day_of("acme"),
        ]
    )
    assert told(trail.saved("sign-ins"), "person", "caller", "action", "outcome") == [
        ("eve", role, "AssumeRoleWithWebIdentity", "AccessDenied"),
        (OLGA, "ts-dev-hub-revoker/console", "AssumeRoleWithWebIdentity", "succeeded"),
    ]


def test_uses_of_break_glass(trail):
    role = role_arn("ts-dev-break-glass")
    trail.deliver(
        [
            *a_day_of("acme"),
            record({"type": "SAMLUser", "userName": "olga"}, "sts:AssumeRole", {"roleArn": role}),
            on_object(operator("break-glass"), "GetObject", STANDARDIZED, "acme/x"),
        ]
    )
    assert told(trail.saved("break-glass"), "caller", "person", "action") == [
        ("olga", "-", "AssumeRole"),
        ("ts-dev-break-glass/console", OLGA, "GetObject"),
    ]


def test_access_logs_are_rows_too(trail):
    line = (
        "79a5 ts-dev-raw [20/Nov/2026:09:15:00 +0000] 203.0.113.7 "
        f"arn:aws:sts::{ACCOUNT}:assumed-role/ts-dev-acme-data-hub/x 3E57 REST.PUT.OBJECT "
        'acme/a.csv "PUT /acme/a.csv HTTP/1.1" 200 - - 12 7 6 "-" "curl/8 x" - host= SigV4 '
        "TLS_AES_128_GCM_SHA256 AuthHeader b.s3.amazonaws.com TLSv1.3 - -"
    )
    old = line.partition(" host=")[0]
    bucket = f"ts-dev-access-logs-{ACCOUNT}-{REGION}-an"
    where = {"LocationConstraint": REGION}
    trail.s3.create_bucket(
        Bucket=bucket, CreateBucketConfiguration=where, BucketNamespace="account-regional"
    )
    body = f"{line}\n{old}\n{line} added-later\n".encode()
    trail.s3.put_object(Bucket=bucket, Key=f"{RAW}/2026-11-20-09-16-00-ABC", Body=body)
    rows = trail.query(
        "SELECT operation, key, httpstatus, useragent, tlsversion, aclrequired "
        f"FROM ts_dev__audit.access_logs WHERE source = '{RAW}' ORDER BY tlsversion NULLS LAST"
    )
    common = {
        "operation": "REST.PUT.OBJECT",
        "key": "acme/a.csv",
        "httpstatus": "200",
        "useragent": '"curl/8 x"',
    }
    full = {**common, "tlsversion": "TLSv1.3", "aclrequired": "-"}
    assert rows == [full, full, common]
