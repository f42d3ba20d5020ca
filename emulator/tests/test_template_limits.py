"""Templates that are too large in one way or another, beside those that are just not."""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import message

TOPIC = {"Type": "AWS::CDK::Metadata", "Properties": {}}
VALUE = {"Value": "1"}
ON_CONDITION = {"R": {**TOPIC, "Condition": "C"}}


def template(**sections):
    return {"Resources": {"R": TOPIC}, **sections}


def condition(value):
    return {"C": {"Fn::Equals": [value, "a"]}}


def many(count, entry, prefix="N"):
    return {f"{prefix}{number}": entry for number in range(count)}


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        (
            template(Resources=many(500, TOPIC)),
            template(Resources=many(501, TOPIC)),
            "Number of resources, 501, is greater than maximum allowed, 500",
        ),
        (
            template(Outputs=many(200, VALUE)),
            template(Outputs=many(201, VALUE)),
            "Number of outputs, 201",
        ),
        (
            template(Parameters=many(200, {"Type": "String"})),
            template(Parameters=many(201, {"Type": "String"})),
            "Number of parameters, 201",
        ),
        (
            template(Description="é" * 512),
            template(Description="é" * 513),
            "'Description' length is greater than 1024",
        ),
        (template(Description="1"), template(Description=1), "must be a string, not 1"),
        (
            template(AWSTemplateFormatVersion="2010-09-09"),
            template(AWSTemplateFormatVersion="2011-09-09"),
            "unsupported value for AWSTemplateFormatVersion",
        ),
        (
            template(Outputs={"O": {"Value": "x"}}),
            template(Outputs={"O": {"Description": "x"}}),
            "Every Outputs member must contain a Value object (O)",
        ),
        (
            template(Conditions={"C": {"Fn::Equals": ["a", "b"]}}, Resources=ON_CONDITION),
            template(Resources=ON_CONDITION),
            "Unresolved condition dependency C in the Resources block",
        ),
        (
            template(Conditions=condition({"Ref": "AWS::Region"})),
            template(Conditions=condition({"Ref": "R"})),
            "Cannot reference resources in the Conditions block",
        ),
        (
            template(Conditions=condition({"Fn::Sub": "${AWS::Region}"})),
            template(Conditions=condition({"Fn::ImportValue": "x"})),
            "Cannot use Fn::ImportValue in Conditions",
        ),
        (
            template(Outputs={"O": {"Value": "{{}}"}}),
            template(Outputs={"O": {"Value": "{{resolve:ssm:/acme}}"}}),
            "dynamic reference {{resolve:ssm:/acme}} of O is not emulated",
        ),
        (
            template(Resources={"Rr1": TOPIC}),
            template(Resources={"R-r": TOPIC}),
            "Resources name R-r is non alphanumeric",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sections(client, endpoint, good, bad, words):
    cloudformation = client("cloudformation")
    assert message(cloudformation.validate_template, TemplateBody=json.dumps(good)) == ""
    found = message(cloudformation.validate_template, TemplateBody=json.dumps(bad))
    assert words in found


def test_sizes(client, endpoint):
    cloudformation, s3 = client("cloudformation"), client("s3")
    text = json.dumps(template())
    at_most = text + " " * (51_200 - len(text))
    assert message(cloudformation.validate_template, TemplateBody=at_most) == ""
    assert "51201" in message(cloudformation.validate_template, TemplateBody=at_most + " ")
    s3.create_bucket(
        Bucket="templates", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    url = f"{endpoint}/templates/acme.json"
    s3.put_object(Bucket="templates", Key="acme.json", Body=text + " " * 1_000_000)
    assert message(cloudformation.validate_template, TemplateURL=url) == ""
    s3.put_object(Bucket="templates", Key="acme.json", Body=text + " " * 1_048_576)
    found = message(cloudformation.validate_template, TemplateURL=url)
    assert "may not exceed 1048576 bytes" in found
