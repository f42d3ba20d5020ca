"""Every resource type: which are checked for drift, and that what was just deployed is in sync."""

from __future__ import annotations

import pytest

from emulator.allowed_types import ALLOWED_TYPES
from emulator.authorization.actions.by_service import checks_of
from emulator.authorization.on_behalf import call_of
from emulator.authorization.principals import Principal
from emulator.drift.read_calls import read_calls, read_types
from emulator.drift.support import is_checked, read_permissions
from emulator.resources.resource_type import Placement, ResourceType
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.drift import detect
from emulator.tests.every_property import resources_of, shared_resources

# Types without a handler that reads them. AWS names AWS::IAM::Policy on the type's own page; AWS
# does not know AWS::CDK::Metadata as a resource.
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
NOT_CHECKED = {
    "AWS::CDK::Metadata",
    "AWS::IAM::Policy",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
}
CHECKED = sorted(ALLOWED_TYPES.keys() - NOT_CHECKED)
EVERYTHING = {**resources_of("acme"), **shared_resources()}


def test_types_that_aws_does_not_check():
    unchecked = {name for name in ALLOWED_TYPES if not is_checked(name, REGION)}
    assert unchecked == NOT_CHECKED


def test_every_checked_type_has_a_reader_and_its_requests():
    readers = {
        name
        for name, handler in ALLOWED_TYPES.items()
        if type(handler).read is not ResourceType.read
    }
    assert readers == set(CHECKED) == read_types()


def test_the_fixture_has_every_type_with_every_property():
    wanted = {(name, key) for name in CHECKED for key in ALLOWED_TYPES[name].schema}
    given = {
        (resource["Type"], key)
        for resource in EVERYTHING.values()
        for key in resource["Properties"]
    }
    # Groups cannot be made by templates here, BucketNamespace demands another name, and a trail
    # demands a topic that exists.
    left_out = {
        ("AWS::CloudTrail::Trail", "SnsTopicName"),
        ("AWS::IAM::ManagedPolicy", "Groups"),
        ("AWS::IAM::User", "Groups"),
        ("AWS::S3::Bucket", "BucketNamespace"),
    }
    assert wanted - given == left_out


@pytest.mark.parametrize("type_name", CHECKED)
def test_requests_are_among_those_that_aws_names(type_name):
    nobody = Principal(arn="arn:aws:iam::123456789012:user/acme", account=ACCOUNT)
    place = Placement(ACCOUNT, REGION, "aws", "acme", "Thing")
    properties = {
        "RoleName": "acme",
        "PolicyName": "read",
        "Policies": [{}],
        "DatabaseName": "acme",
    }
    asked = {
        check.action
        for planned in read_calls(type_name, place, "acme", properties)
        for check in checks_of(
            call_of(nobody, ACCOUNT, REGION, planned.service, planned.operation, planned.parameters)
        )
    }
    assert asked
    assert asked <= read_permissions(type_name, REGION)


def test_what_was_just_deployed_is_in_sync(deployer, client):
    for slug in ("acme", "acme-eu"):
        tags = [{"Key": "environment", "Value": "local"}]
        deployer.succeed(resources_of(slug), slug, Tags=tags)
    deployer.succeed(shared_resources(), "shared")
    for stack in ("acme", "acme-eu", "shared"):
        found = detect(deployer.cloudformation, stack)
        assert found.differences == {}
        assert set(found.resources.values()) == {"IN_SYNC"}
        assert found.status == "IN_SYNC"
    checked = {
        EVERYTHING[name]["Type"] for name in detect(deployer.cloudformation, "acme").resources
    }
    assert checked == set(CHECKED) - {"AWS::Glue::DataCatalogEncryptionSettings"}
