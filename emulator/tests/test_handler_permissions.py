"""What handlers need, compared with what the schemas of the resource types name."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from emulator.allowed_types import ALLOWED_TYPES
from emulator.authorization.actions.by_service import checks_of
from emulator.authorization.actions.check import Check
from emulator.authorization.on_behalf import call_of
from emulator.authorization.principals import Principal
from emulator.cloudformation.intrinsics import Resolver
from emulator.cloudformation.lookup import UnknownResources
from emulator.handler_permissions import by_type
from emulator.handler_permissions.requests import Decided, Needed
from emulator.resources.resource_type import Placement
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.every_property import resources_of, shared_resources
from emulator.tests.permissions_never_needed import never_needed
from emulator.tests.template_parts import resource
from emulator.validation.resource_schemas import resource_schema

PLACE = Placement(ACCOUNT, REGION, "aws", "acme", "Thing")
NOBODY = Principal(arn=f"arn:aws:iam::{ACCOUNT}:user/acme", account=ACCOUNT)
_TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:acme"
EVERYTHING = {
    **resources_of("acme"),
    **shared_resources(),
    # Those that are not checked for drift, and what no other test sets.
    "Inline": resource(
        "IAM::Policy", PolicyName="x", PolicyDocument={}, Roles=["a"], Users=["b"], Groups=["c"]
    ),
    "Policies": resource("SQS::QueuePolicy", PolicyDocument={}, Queues=["https://sqs/1/acme"]),
    "TopicPolicies": resource("SNS::TopicPolicy", PolicyDocument={}, Topics=[_TOPIC]),
    "Grouped": resource("IAM::User", UserName="ann", Groups=["staff"]),
    "Attached": resource("IAM::ManagedPolicy", PolicyDocument={}, Groups=["staff"]),
    "Deprecated": resource("IoT::ThingType", DeprecateThingType=True),
    "Disabled": resource("KMS::Key", Enabled=False),
    "Silent": resource("CloudTrail::Trail", S3BucketName="trail", IsLogging=False),
    "Logging": resource(
        "CloudTrail::Trail",
        CloudWatchLogsRoleArn=f"arn:aws:iam::{ACCOUNT}:role/logs",
        EventSelectors=[{"ReadWriteType": "All"}],
        InsightSelectors=[{"InsightType": "ApiCallRateInsight"}],
        IsLogging=True,
        S3BucketName="trail",
        Tags=[{"Key": "kind", "Value": "audit"}],
    ),
    "Locked": resource("S3::Bucket", ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"}),
}
VERBS = ("create", "update", "delete")
TYPES = sorted(by_type.types_with_requests())


def actions(needed: Iterable[Needed]) -> set[str]:
    """The actions of requests, as policies name them."""
    found: set[str] = set()
    for one in needed:
        if isinstance(one, Check):
            found.add(one.action)
            continue
        if isinstance(one, Decided):
            assert one.check.action == f"{one.call.service}:{one.call.operation}"
            found.add(one.check.action)
            continue
        call = call_of(NOBODY, ACCOUNT, REGION, one.service, one.operation, one.parameters)
        found |= {check.action for check in checks_of(call)}
    return found


def needed_of(type_name: str) -> dict[str, set[str]]:
    """What each verb needs, over all the properties there are, set and taken away."""
    found: dict[str, set[str]] = {verb: set() for verb in VERBS}
    pseudo = {"AWS::AccountId": ACCOUNT, "AWS::Region": REGION, "AWS::Partition": "aws"}
    resolver = Resolver({"Resources": EVERYTHING}, {}, pseudo, UnknownResources(), {})
    for one in EVERYTHING.values():
        if one["Type"] != type_name:
            continue
        handler = ALLOWED_TYPES[type_name]
        full = resolver.resolve(one["Properties"])
        tags = {"Tags": {"a": "b"}} if isinstance(full.get("Tags"), dict) else {}
        full = full | tags
        bare = {key: full[key] for key in handler.required if key in full}
        create = by_type.needed_to_create(type_name, PLACE, full)
        create += by_type.needed_when_made(type_name, PLACE, "acme", full)
        create += by_type.needed_to_settle(type_name, PLACE, "acme", full)
        found["create"] |= actions(create)
        others = ("AssumeRolePolicyDocument", "PolicyDocument", "SamlMetadataDocument")
        changed = {**full, **{name: {"Id": "2"} for name in others}}
        if "IsLogging" in full:
            changed["IsLogging"] = not full["IsLogging"]
        for new, old in ((full, bare), (bare, full), (changed, full)):
            found["update"] |= actions(by_type.needed_to_update(type_name, PLACE, "acme", new, old))
        found["delete"] |= actions(by_type.needed_to_delete(type_name, PLACE, "acme", full))
    return found


def named_in_schema(type_name: str, verb: str) -> set[str]:
    """What the schema names for a verb, and for the reading that ends it."""
    handlers = resource_schema(type_name, REGION)["handlers"]
    verbs = (verb,) if verb == "delete" else (verb, "read")
    named = {name for one in verbs for name in handlers.get(one, {}).get("permissions", [])}
    # The service of an action can be written in any case.
    return {f"{service.lower()}:{name}" for service, name in (one.split(":") for one in named)}


def test_every_type_has_its_requests():
    assert set(TYPES) == ALLOWED_TYPES.keys() - {"AWS::CDK::Metadata"}


@pytest.mark.parametrize("type_name", TYPES)
def test_nothing_that_aws_names_is_forgotten(type_name):
    needed = needed_of(type_name)
    unused = set().union(*(never_needed(type_name, verb) for verb in VERBS))
    for verb in VERBS:
        if verb in resource_schema(type_name, REGION)["handlers"]:
            missing = named_in_schema(type_name, verb) - needed[verb]
            assert missing <= never_needed(type_name, verb), verb
            unused -= missing
    assert unused == set()


@pytest.mark.parametrize("type_name", TYPES)
def test_nothing_is_asked_that_aws_does_not_name(type_name):
    needed = needed_of(type_name)
    asked = set().union(*needed.values())
    assert asked <= set().union(*(named_in_schema(type_name, verb) for verb in VERBS))
