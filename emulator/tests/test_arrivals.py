"""From an object in a bucket to a message in its organization's queue."""

from __future__ import annotations

import json
import re

import pytest

from emulator.tests.arrivals import (
    BUCKET,
    bucket,
    deliveries,
    keys_of,
    queue_arn,
    received,
    upload,
)
from emulator.tests.conftest import ACCOUNT, REGION

VERSIONED = {"VersioningConfiguration": {"Status": "Enabled"}}


def events_of(messages):
    return [json.loads(message["Body"]) for message in messages]


def test_each_organization_hears_of_its_own_files_alone(platform_of, client, endpoint):
    platform_of()
    for key in ("acme/a.csv", "acme-eu/b.csv", "acmeother/c.csv"):
        upload(client, key)
    assert deliveries(endpoint) == {"delivered": 2, "deadLettered": 0, "lost": 0, "pending": 0}
    assert keys_of(received(client("sqs"), "acme-arrivals")) == ["acme/a.csv"]
    assert keys_of(received(client("sqs"), "acme-eu-arrivals")) == ["acme-eu/b.csv"]


def test_an_event_has_the_shape_of_s3s(platform_of, client, endpoint):
    platform_of(VERSIONED)
    put = upload(client)
    deliveries(endpoint)
    (event,) = events_of(received(client("sqs"), "acme-arrivals"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", event.pop("time"))
    assert re.fullmatch(r"[0-9a-f-]{36}", event.pop("id"))
    sequencer = event["detail"]["object"].pop("sequencer")
    assert re.fullmatch(r"[0-9A-F]{18}", sequencer)
    assert re.fullmatch(r"[0-9A-F]{16}", event["detail"].pop("request-id"))
    assert event == {
        "version": "0",
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": ACCOUNT,
        "region": REGION,
        "resources": [f"arn:aws:s3:::{BUCKET}"],
        "detail": {
            "version": "0",
            "bucket": {"name": BUCKET},
            "object": {
                "key": "acme/file.csv",
                "size": 4,
                "etag": put["ETag"].strip('"'),
                "version-id": put["VersionId"],
            },
            "requester": ACCOUNT,
            "source-ip-address": "127.0.0.1",
            "reason": "PutObject",
        },
    }


def test_copies_and_multipart_uploads_have_their_reasons(platform_of, client, endpoint):
    platform_of()
    s3 = client("s3")
    upload(client, "acme/one")
    s3.copy_object(Bucket=BUCKET, Key="acme/two", CopySource=f"{BUCKET}/acme/one")
    upload_id = s3.create_multipart_upload(Bucket=BUCKET, Key="acme/three")["UploadId"]
    where = {"Bucket": BUCKET, "Key": "acme/three", "UploadId": upload_id}
    parts = [
        {"PartNumber": n, "ETag": s3.upload_part(PartNumber=n, Body=body, **where)["ETag"]}
        for n, body in ((1, b"x" * 5_242_880), (2, b"y"))
    ]
    s3.complete_multipart_upload(MultipartUpload={"Parts": parts}, **where)
    assert deliveries(endpoint)["delivered"] == 3
    details = [event["detail"] for event in events_of(received(client("sqs"), "acme-arrivals"))]
    assert [(d["object"]["key"], d["reason"], d["object"]["size"]) for d in details] == [
        ("acme/one", "PutObject", 4),
        ("acme/two", "CopyObject", 4),
        ("acme/three", "CompleteMultipartUpload", 5_242_881),
    ]
    sequencers = [d["object"]["sequencer"] for d in details]
    assert sequencers == sorted(set(sequencers))


@pytest.mark.parametrize("versioning", [None, VERSIONED])
def test_deletions_are_events_of_their_own(platform_of, client, endpoint, versioning):
    deleted = {"source": ["aws.s3"], "detail-type": ["Object Deleted"]}
    platform_of(versioning, rule={"EventPattern": deleted})
    upload(client)
    client("s3").delete_object(Bucket=BUCKET, Key="acme/file.csv")
    assert deliveries(endpoint)["delivered"] == 1
    (event,) = events_of(received(client("sqs"), "acme-arrivals"))
    assert event["detail"]["reason"] == "DeleteObject"
    kind = "Delete Marker Created" if versioning else "Permanently Deleted"
    assert event["detail"]["deletion-type"] == kind
    assert "size" not in event["detail"]["object"]


def test_a_version_that_is_deleted_while_another_stays(platform_of, client, endpoint):
    deleted = {"source": ["aws.s3"], "detail-type": ["Object Deleted"]}
    platform_of(VERSIONED, rule={"EventPattern": deleted})
    first, second = (upload(client, body=body)["VersionId"] for body in (b"1", b"2"))
    for version in (first, second):
        client("s3").delete_object(Bucket=BUCKET, Key="acme/file.csv", VersionId=version)
    assert deliveries(endpoint)["delivered"] == 2
    found = [event["detail"] for event in events_of(received(client("sqs"), "acme-arrivals"))]
    assert [detail["object"]["version-id"] for detail in found] == [first, second]
    assert {detail["deletion-type"] for detail in found} == {"Permanently Deleted"}


def test_a_bucket_that_sends_no_events(platform_of, deployer, client, endpoint):
    platform_of()
    silent = bucket()
    del silent["Bucket"]["Properties"]["NotificationConfiguration"]
    deployer.succeed(silent, "platform")
    upload(client)
    assert deliveries(endpoint)["delivered"] == 0


def test_a_disabled_rule_delivers_nothing_and_an_enabled_one_goes_on(platform_of, client, endpoint):
    platform_of(rule={"State": "DISABLED"})
    upload(client, "acme/before")
    assert deliveries(endpoint)["delivered"] == 0
    client("events").enable_rule(Name="acme-arrivals")
    upload(client, "acme/after")
    assert deliveries(endpoint)["delivered"] == 1
    assert keys_of(received(client("sqs"), "acme-arrivals")) == ["acme/after"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ([{"wildcard": "acme/*/readings.csv"}], ["acme/2026/readings.csv"]),
        ([{"suffix": ".json"}], ["acme/x.json"]),
        (["acme/x.json", "acme/y"], ["acme/x.json", "acme/y"]),
        ([{"anything-but": {"prefix": "acme/"}}], ["acme-eu/z"]),
        ([{"prefix": "acme/"}], ["acme/2026/readings.csv", "acme/x.json", "acme/y"]),
    ],
)
def test_patterns_of_keys(platform_of, client, endpoint, pattern, expected):
    detail = {"source": ["aws.s3"], "detail": {"object": {"key": pattern}}}
    platform_of(rule={"EventPattern": detail})
    for key in ("acme/2026/readings.csv", "acme/x.json", "acme/y", "acme-eu/z"):
        upload(client, key)
    deliveries(endpoint)
    assert keys_of(received(client("sqs"), "acme-arrivals")) == expected


def test_events_that_somebody_puts_on_the_bus(platform_of, client, endpoint):
    platform_of(rule={"EventPattern": {"source": ["pipeline"]}})
    entry = {"Source": "pipeline", "DetailType": "Finished", "Detail": '{"rows":3}'}
    client("events").put_events(Entries=[entry, {**entry, "Source": "other"}])
    assert deliveries(endpoint)["delivered"] == 1
    (event,) = events_of(received(client("sqs"), "acme-arrivals"))
    assert (event["source"], event["detail"]) == ("pipeline", {"rows": 3})
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", event["time"])
    assert "ingestion-time" not in event


def test_a_rule_with_a_schedule_hears_of_no_files(platform_of, client, endpoint):
    platform_of()
    events = client("events")
    events.put_rule(Name="nightly", ScheduleExpression="rate(1 day)")
    events.put_targets(Rule="nightly", Targets=[{"Id": "a", "Arn": queue_arn("acme-eu")}])
    upload(client)
    assert deliveries(endpoint) == {"delivered": 1, "deadLettered": 0, "lost": 0, "pending": 0}
