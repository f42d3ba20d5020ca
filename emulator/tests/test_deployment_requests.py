"""What a request to deploy has to say besides its template: names, parameters, capabilities."""

from __future__ import annotations

import json
import re

import pytest

from emulator.cloudformation.errors import ValidationError
from emulator.cloudformation.parameter_constraints import require_allowed
from emulator.tests.callers import message, outcome
from emulator.tests.conftest import trust

QUEUE = {"Type": "AWS::SQS::Queue"}


def role(**properties):
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {"AssumeRolePolicyDocument": trust("glue.amazonaws.com"), **properties},
    }


def template(resource, **sections):
    return json.dumps({"Resources": {"R": resource}, **sections})


@pytest.fixture
def refused(client, endpoint):
    """What a change set is refused with, which makes nothing."""

    def change_set(body, name="acme", **options):
        made = {"StackName": name, "ChangeSetName": "c", "ChangeSetType": "CREATE"}
        call = client("cloudformation").create_change_set
        return message(call, **made, TemplateBody=body, **options)

    return change_set


@pytest.mark.parametrize(
    ("resource", "needed"),
    [
        (role(), "CAPABILITY_IAM"),
        (role(RoleName="hub"), "CAPABILITY_NAMED_IAM"),
        ({"Type": "AWS::IAM::User"}, "CAPABILITY_IAM"),
    ],
)
def test_capabilities(refused, client, resource, needed):
    body = template(resource)
    given = [] if needed == "CAPABILITY_IAM" else ["CAPABILITY_IAM"]
    assert refused(body, Capabilities=given) == f"Requires capabilities : [{needed}]"
    cloudformation = client("cloudformation")
    asked = {"StackName": "acme", "TemplateBody": body, "Capabilities": given}
    assert outcome(cloudformation.create_stack, **asked) == "InsufficientCapabilities"
    assert refused(body, Capabilities=["CAPABILITY_NAMED_IAM"]) == ""


def test_an_update_needs_them_again(deployer):
    deployer.succeed({"R": role()})
    changed = template(role(Description="changed"))
    update = deployer.cloudformation.update_stack
    told = outcome(update, StackName="acme", TemplateBody=changed)
    assert told == "InsufficientCapabilities"


@pytest.mark.parametrize("name", ["1a", "a_b", "a b", "a" * 129])
def test_names_of_stacks(client, endpoint, name):
    asked = {"StackName": name, "TemplateBody": template(QUEUE)}
    assert "'stackName'" in message(client("cloudformation").create_stack, **asked)


@pytest.mark.parametrize(
    ("declared", "good", "bad", "told"),
    [
        ({"Type": "Number"}, "1.5", "one", "must be a number."),
        ({"Type": "Number", "MinValue": 3}, "3", "2", "must be a number not less than 3"),
        ({"Type": "Number", "MaxValue": "3"}, "3", "4", "must be a number not greater than 3"),
        ({"Type": "List<Number>", "MaxValue": 3}, "1,3", "1,4", "not greater than 3"),
        ({"Type": "String", "MinLength": 2}, "ab", "a", "must contain at least 2 characters"),
        ({"Type": "String", "MaxLength": 2}, "ab", "abc", "must contain at most 2 characters"),
        ({"Type": "CommaDelimitedList", "AllowedPattern": "[a-z]"}, "a,b", "a,bc", "[a-z]"),
        ({"Type": "CommaDelimitedList", "AllowedValues": ["a", "b"]}, "a, b", "a,c", "a, b"),
    ],
)
def test_values_of_parameters(declared, good, bad, told):
    require_allowed("P", declared, good)
    with pytest.raises(ValidationError, match=f"Parameter 'P' .*{re.escape(told)}"):
        require_allowed("P", declared, bad)


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ({"Type": "Text"}, "Unrecognized parameter type: Text"),
        ({}, "Every Parameters object must contain a Type member"),
    ],
)
def test_types_of_parameters(refused, declared, told):
    body = template(QUEUE, Parameters={"P": {"Default": "x", **declared}})
    assert told in refused(body)
