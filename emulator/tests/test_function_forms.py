"""Intrinsic functions that are written wrongly, which nothing is made for; without a server."""

from __future__ import annotations

import pytest

from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.template import validate_template

TRUE = {"Fn::Equals": ["a", "a"]}
MAPPINGS = {"M": {"a": {"b": "c"}}}


def template(value, **sections):
    """With a value in a resource."""
    parameter = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": value}}
    return {"Resources": {"R": parameter}, "Mappings": MAPPINGS, **sections}


def condition(value, **others):
    """With a condition that nothing uses."""
    return template("v", Conditions={"C": value, **others})


ACCEPTED = [
    template({"Fn::Join": ["-", ["a", {"Ref": "AWS::Region"}]]}),
    template({"Fn::Join": [",", {"Fn::Split": ["-", "a-b"]}]}),
    template({"Fn::Select": [0, ["a"]]}),
    template({"Fn::Select": ["0", {"Fn::Split": ["-", {"Ref": "AWS::Region"}]}]}),
    template({"Fn::Sub": ["${A}", {"A": "a"}]}),
    template({"Fn::FindInMap": ["M", "a", "b"]}),
    template({"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "b"]}),
    template({"Fn::FindInMap": ["M", "none", "b", {"DefaultValue": "v"}]}),
    template({"Fn::If": ["C", "a", {"Ref": "AWS::NoValue"}]}, Conditions={"C": TRUE}),
    template({"Condition": {"StringEquals": {"a": "b"}}}),
    condition({"Fn::And": [{"Condition": "D"}, TRUE]}, D=TRUE),
]
REFUSED = [
    ("Fn::Join object requires two", template({"Fn::Join": ["-", "a"]})),
    ("Fn::Split object requires two", template({"Fn::Select": [0, {"Fn::Split": ["-"]}]})),
    ("Fn::Select object requires a list", template({"Fn::Select": ["0"]})),
    ("Fn::Sub object requires a string", template({"Fn::Sub": ["${A}"]})),
    ("Fn::Base64 object requires", template({"Fn::Base64": ["a"]})),
    ("Fn::GetAtt object requires two", template({"Fn::GetAtt": ["R"]})),
    ("Ref object requires", template({"Ref": ["R"]})),
    ("Fn::Nope is not emulated", template({"Fn::Nope": "a"})),
    ("Fn::FindInMap object requires three", template({"Fn::FindInMap": ["M", "a"]})),
    ("Mapping named 'N' is not present", template({"Fn::FindInMap": ["N", "a", "b"]})),
    ("Unable to get mapping for M::x::b", template({"Fn::FindInMap": ["M", "x", "b"]})),
    ("Unresolved condition dependency C", template({"Fn::If": ["C", "a", "b"]})),
    ("Fn::If object requires", template({"Fn::If": ["C", "a"]}, Conditions={"C": TRUE})),
    ("Fn::Equals object requires a list of 2", condition({"Fn::Equals": ["a", "a", "a"]})),
    ("Fn::And object requires", condition({"Fn::And": [TRUE]})),
    ("Fn::Or object requires", condition({"Fn::Or": [TRUE] * 11})),
    ("Fn::Not object requires one", condition({"Fn::Not": [TRUE, TRUE]})),
    (
        "circular condition dependency with condition C",
        condition({"Fn::Not": [{"Condition": "D"}]}, D={"Fn::Not": [{"Condition": "C"}]}),
    ),
    ("Fn::Join object requires", template("v", Outputs={"O": {"Value": {"Fn::Join": ["a"]}}})),
    ("has to be an object", {"Resources": {"R": {"Type": "AWS::SQS::Queue", "Properties": [1]}}}),
    (
        "Unrecognized UpdateReplacePolicy",
        {
            "Resources": {
                "R": {"Type": "AWS::SQS::Queue", "UpdateReplacePolicy": "RetainExceptOnCreate"}
            }
        },
    ),
]


@pytest.mark.parametrize("good", ACCEPTED)
def test_accepted(good):
    validate_template(good)


@pytest.mark.parametrize(("words", "bad"), REFUSED, ids=lambda value: str(value)[:30])
def test_refused(words, bad):
    with pytest.raises(ValidationError) as caught:
        validate_template(bad)
    assert words in str(caught.value)
