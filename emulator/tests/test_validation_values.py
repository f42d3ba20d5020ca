"""Lifecycle rules, tags, names and the constraints of models, without a server."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.tests.test_validation_rules import refusal
from emulator.tests.twins import tags

RULE = {"ID": "r", "Status": "Enabled", "Filter": {"Prefix": ""}}
TAGGED = {"Filter": {"Tag": {"Key": "a", "Value": "1"}}}
BOTH = {"Filter": {"And": {"Prefix": "a", "Tags": tags(a="1")}}}
ABORT = {"AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}}


def lifecycle(**changes: Any) -> str:
    rules = {"Rules": changes.pop("rules", [{**RULE, **changes}])}
    return refusal(
        "s3", "PutBucketLifecycleConfiguration", Bucket="data", LifecycleConfiguration=rules
    )


@pytest.mark.parametrize(
    "changes",
    [
        ABORT,
        {"Expiration": {"Days": 1}, **TAGGED},
        {"Expiration": {"ExpiredObjectDeleteMarker": True}},
        {"NoncurrentVersionExpiration": {"NoncurrentDays": 1, "NewerNoncurrentVersions": 100}},
        {"Transitions": [{"Days": 0, "StorageClass": "GLACIER"}], "Expiration": {"Days": 1}},
    ],
    ids=repr,
)
def test_accepted_lifecycle_rules(changes):
    assert lifecycle(**changes) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rules": []}, "from 1 to 1000"),
        ({"ID": "r" * 256, **ABORT}, "255"),
        ({**ABORT, **TAGGED}, "cannot be specified with Tags"),
        ({"Expiration": {"ExpiredObjectDeleteMarker": True}, **BOTH}, "specified with Tags"),
        ({"Expiration": {"Days": 1, "ExpiredObjectDeleteMarker": True}}, "more than one"),
        (
            {"NoncurrentVersionExpiration": {"NoncurrentDays": 1, "NewerNoncurrentVersions": 101}},
            "101",
        ),
        (
            {"Transitions": [{"Days": 30, "StorageClass": "GLACIER"}], "Expiration": {"Days": 30}},
            "must exceed",
        ),
        ({"Expiration": {"Days": 1}, "Status": "On"}, "enum value set: [Enabled, Disabled]"),
    ],
    ids=repr,
)
def test_refused_lifecycle_rules(changes, words):
    assert words in lifecycle(**changes)


def test_lifecycle_rules_of_one_name():
    assert "'r'" in lifecycle(rules=[{**RULE, **ABORT}] * 2)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("Team", "Zürich 東京 @:/=+-._", ""),
        ("Team", "", ""),
        ("k" * 128, "v" * 256, ""),
        ("", "v", "equal to 1"),
        ("k" * 129, "v", "equal to 128"),
        ("Team", "v" * 257, "256"),
        ("AWS:team", "v", "reserved"),
        ("a#b", "v", "a#b"),
    ],
)
def test_tags(key, value, words):
    found = refusal("glue", "TagResource", ResourceArn="arn:aws:glue:x", TagsToAdd={key: value})
    assert words in found
    assert bool(words) is bool(found)


def test_number_of_tags():
    many = {f"k{number}": "v" for number in range(51)}
    assert "50" in refusal("glue", "TagResource", ResourceArn="arn:aws:glue:x", TagsToAdd=many)


@pytest.mark.parametrize(
    ("service", "same", "words"),
    [
        ("ssm", tags(Team="1", team="2"), ""),
        ("ssm", tags(a="1") * 2, "Duplicate"),
    ],
)
def test_tag_keys_that_differ_by_case_only_are_two_but_for_iam(service, same, words):
    found = refusal(service, "PutParameter", Name="/v", Value="1", Tags=same)
    assert words in found
    assert bool(words) is bool(found)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("data-acme", ""),
        ("a.b", ""),
        ("a" * 63, ""),
        ("ab", "3 to 63"),
        ("a" * 64, "3 to 63"),
        ("-data", "3 to 63"),
        ("a..b", "two dots"),
        ("1.2.3.4", "IP address"),
        ("amzn-s3-demo-data", "reserved"),
        ("data--x-s3", "reserved"),
    ],
)
def test_bucket_names(name, words):
    found = refusal("s3", "CreateBucket", Bucket=name)
    assert words in found
    assert bool(words) is bool(found)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"Name": "plain"}, ""),
        ({"Value": "x" * 8_192, "Tier": "Advanced"}, ""),
        ({"Value": "a1", "AllowedPattern": "^a\\d$"}, ""),
        ({"Name": "awesome"}, ""),
        ({"Name": "awsome"}, "can't be prefixed"),
        ({"Name": "SSM-v"}, "can't be prefixed"),
        ({"Name": "a/b"}, "fully qualified"),
        ({"Name": "/a//b"}, "sub-paths"),
        ({"Name": "/" + "a" * 1_000}, "1011"),
        ({"Value": ""}, "empty"),
        ({"Value": "x" * 8_193, "Tier": "Advanced"}, "8192"),
        ({"Value": "1", "AllowedPattern": "("}, "AllowedPattern"),
        ({"Tier": "Free"}, "enum value set"),
    ],
)
def test_parameters(changes, words):
    given = {"Name": "/acme/v", "Value": "1", "Type": "String", **changes}
    found = refusal("ssm", "PutParameter", **given)
    assert words in found
    assert bool(words) is bool(found)


@pytest.mark.parametrize(
    ("service", "operation", "parameters", "words"),
    [
        ("kms", "CreateAlias", {"AliasName": "acme", "TargetKeyId": "k"}, "alias/ and a name"),
        ("iam", "GetRole", {"RoleName": ""}, "length greater than or equal to 1"),
        ("iam", "GetRole", {}, "Member must not be null"),
        ("iam", "GetRole", {"RoleName": "😀" * 33}, "less than or equal to 64"),
        ("kms", "ListKeys", {"Limit": 1_001}, "value less than or equal to 1000"),
        ("kms", "ListKeys", {"Limit": 0}, "value greater than or equal to 1"),
        ("kms", "ListKeys", {"Limit": "x"}, "SerializationException: 'limit'"),
        ("kms", "CreateKey", {"Tags": ["x"]}, "SerializationException: 'tags.1.member'"),
        ("kms", "CreateKey", {"KeyUsage": "ANY"}, "enum value set: [SIGN_VERIFY"),
        (
            "iot",
            "CreateThing",
            {"thingName": "a", "attributePayload": {"attributes": {"a b": "1"}}},
            "attributes.key",
        ),
        ("kms", "Encrypt", {"KeyId": "k", "Plaintext": b""}, "length greater than or equal to 1"),
    ],
)
def test_models(service, operation, parameters, words):
    assert words in refusal(service, operation, **parameters)
