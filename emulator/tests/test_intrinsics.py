"""Evaluation of intrinsic functions, without a server."""

from __future__ import annotations

import pytest

from emulator.cloudformation.dependencies import creation_order, references
from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.intrinsics import Resolver
from emulator.cloudformation.lookup import UnknownResources


def resolver():
    return Resolver(
        {"Conditions": {"Yes": {"Fn::Equals": [True, "true"]}, "No": {"Fn::Not": [YES]}}},
        {"Slug": "acme", "List": ["a", "b"]},
        {"AWS::Region": "eu-central-1"},
        UnknownResources(),
        {"shared": "value"},
    )


YES = {"Condition": "Yes"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "Slug"}, "acme"),
        ({"Ref": "Bucket"}, "<Ref Bucket>"),
        ({"Fn::GetAtt": "Bucket.Arn"}, "<GetAtt Bucket.Arn>"),
        ({"Fn::Sub": "${Slug}-${AWS::Region}"}, "acme-eu-central-1"),
        ({"Fn::Sub": "${!aws:username}/${Slug}"}, "${aws:username}/acme"),
        ({"Fn::Sub": ["${x}/${Bucket.Arn}", {"x": {"Ref": "Slug"}}]}, "acme/<GetAtt Bucket.Arn>"),
        ({"Fn::Join": ["/", ["a", {"Ref": "Slug"}, 1]]}, "a/acme/1"),
        ({"Fn::Join": [",", {"Ref": "List"}]}, "a,b"),
        ({"Fn::Select": ["1", {"Fn::Split": [".", "a.b.c"]}]}, "b"),
        ({"Fn::If": ["No", 1, {"Ref": "AWS::NoValue"}]}, None),
        ({"Fn::ImportValue": "shared"}, "value"),
        ({"Fn::ToJsonString": {"a": {"Ref": "Slug"}}}, '{"a":"acme"}'),
        ({"Fn::Base64": "a"}, "YQ=="),
    ],
)
def test_functions(value, expected):
    if expected is None:
        assert resolver().resolve({"kept": 1, "gone": value}) == {"kept": 1}
        assert resolver().resolve([1, value]) == [1]
    else:
        assert resolver().resolve(value) == expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"Fn::Cidr": ["10.0.0.0/8", 1]}, "Fn::Cidr is not emulated"),
        ({"Fn::ImportValue": "other"}, "No export named other found"),
        ({"Fn::FindInMap": ["m", "a", "b"]}, "Unable to get mapping for m::a::b"),
        ({"Fn::Select": [5, ["a"]]}, "cannot select index 5"),
        ({"Fn::If": ["Unknown", 1, 2]}, "Unresolved condition Unknown"),
    ],
)
def test_errors(value, message):
    with pytest.raises(ValidationError, match=message):
        resolver().resolve(value)


def test_condition_in_a_policy_statement_is_no_function():
    only_condition = {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    assert resolver().resolve(only_condition) == only_condition


def test_references_ignore_literals_and_local_names():
    value = {"Fn::Sub": ["${local} ${!Literal} ${A} ${B.Arn} ${AWS::Region}", {"local": "x"}]}
    assert references([value, {"Ref": "C"}]) == {"A", "B", "C"}


def test_creation_order_puts_dependencies_first():
    resources = {
        "Policy": {"Type": "T", "Properties": {"Roles": [{"Ref": "Role"}]}},
        "Last": {"Type": "T", "DependsOn": ["Policy"]},
        "Role": {"Type": "T"},
    }
    assert creation_order(resources) == ["Role", "Policy", "Last"]
