"""Paths and kinds of differences, by the schema of a type."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.drift.differences import property_differences
from emulator.drift.support import checked_properties

SCHEMA: dict[str, Any] = {
    "properties": {
        "Name": {"type": "string"},
        "Rules": {"type": "array", "insertionOrder": True, "items": {"$ref": "#/definitions/Rule"}},
        "Arns": {"type": "array", "insertionOrder": False, "items": {"type": "string"}},
        "Tags": {"type": "array", "insertionOrder": False, "items": {"$ref": "#/definitions/Tag"}},
        "Policy": {"type": ["object", "string"]},
    },
    "definitions": {
        "Rule": {"properties": {"Id": {"type": "string"}, "Days": {"type": "integer"}}},
        "Tag": {"properties": {"Key": {"type": "string"}, "Value": {"type": "string"}}},
    },
}


def differences(expected, actual):
    return [
        f"{found.kind} {found.path}" for found in property_differences(expected, actual, SCHEMA)
    ]


def policy(*statements):
    return {"Policy": {"Version": "2012-10-17", "Statement": list(statements)}}


READ = {"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"]}
WRITE = {"Sid": "Write", "Effect": "Allow", "Action": "s3:PutObject"}


@pytest.mark.parametrize(
    ("expected", "actual", "found"),
    [
        ({"Name": "a"}, {"Name": "a", "Other": 1}, []),
        ({"Name": "a"}, {"Name": "b"}, ["NOT_EQUAL /Name"]),
        ({"Name": "a"}, {}, ["REMOVE /Name"]),
        ({"Name": "1"}, {"Name": 1}, ["NOT_EQUAL /Name"]),
        # Services leave out what is empty.
        ({"Name": "", "Tags": []}, {}, []),
        ({"Arns": ["a", "b"]}, {"Arns": ["b", "a"]}, []),
        ({"Arns": ["a", "b"]}, {"Arns": ["b", "c"]}, ["REMOVE /Arns/0", "ADD /Arns/1"]),
        # An item that is there twice is not an item that is there once.
        ({"Arns": ["a"]}, {"Arns": ["a", "a"]}, ["ADD /Arns/1"]),
        (
            {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]},
            {"Tags": [{"Key": "b", "Value": "3"}, {"Key": "a", "Value": "1"}]},
            ["NOT_EQUAL /Tags/1/Value"],
        ),
        (
            {"Rules": [{"Id": "a", "Days": 1}, {"Id": "b", "Days": 2}]},
            {"Rules": [{"Id": "b", "Days": 3, "Default": True}]},
            ["REMOVE /Rules/0", "NOT_EQUAL /Rules/1/Days"],
        ),
        (
            {"Rules": [{"Id": "a"}, {"Id": "b"}]},
            {"Rules": [{"Id": "b"}, {"Id": "a"}]},
            ["ADD /Rules/0", "REMOVE /Rules/1"],
        ),
        # In free-form JSON nothing may be more, and order counts.
        (policy(READ), policy(READ, WRITE), ["ADD /Policy/Statement/1"]),
        (policy(READ, WRITE), policy(WRITE), ["REMOVE /Policy/Statement/0"]),
        (
            policy(READ, WRITE),
            policy(READ, {**WRITE, "Condition": {}}),
            ["ADD /Policy/Statement/1/Condition"],
        ),
        (
            policy(READ),
            policy({**READ, "Action": ["s3:GetObject", "s3:*"]}),
            ["NOT_EQUAL /Policy/Statement/0/Action/1"],
        ),
        (
            {"Policy": {"aws:PrincipalTag/orgSlug": "acme"}},
            {"Policy": {}},
            ["REMOVE /Policy/aws:PrincipalTag~1orgSlug"],
        ),
    ],
)
def test_differences(expected, actual, found):
    assert differences(expected, actual) == found


def test_write_only_properties_are_left_out_wherever_they_are():
    rules: Any = {"Rules": [{"Id": "a", "ExpiredObjectDeleteMarker": True}, {"Id": "b"}]}
    properties = {"AccessControl": "Private", "BucketName": "a", "LifecycleConfiguration": rules}
    found = checked_properties("AWS::S3::Bucket", "eu-central-1", properties)
    assert found == {
        "BucketName": "a",
        "LifecycleConfiguration": {"Rules": [{"Id": "a"}, {"Id": "b"}]},
    }
    assert properties["AccessControl"] == "Private"
    assert rules["Rules"][0]["ExpiredObjectDeleteMarker"] is True
