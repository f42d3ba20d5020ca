"""Things, their attributes and versions, and the certificates attached to them."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import statement

EXCLUSIVE, SHARED = "EXCLUSIVE_THING", "NON_EXCLUSIVE_THING"


def code(error):
    return error.value.response["Error"]["Code"]


@pytest.fixture
def iot(client, endpoint):
    return client("iot")


def create(iot, name="acme--berlin-1", **attributes):
    return iot.create_thing(thingName=name, attributePayload={"attributes": attributes})


def test_creating_again_is_the_same_thing_or_a_conflict(iot):
    first = create(iot, organization="acme")
    assert create(iot, organization="acme")["thingId"] == first["thingId"]
    with pytest.raises(ClientError) as error:
        create(iot, organization="acme-eu")
    assert code(error) == "ResourceAlreadyExistsException"
    iot.create_thing_type(thingTypeName="hub")
    with pytest.raises(ClientError) as error:
        iot.create_thing(
            thingName="acme--berlin-1",
            thingTypeName="hub",
            attributePayload={"attributes": {"organization": "acme"}},
        )
    assert code(error) == "ResourceAlreadyExistsException"
    found = iot.describe_thing(thingName="acme--berlin-1")
    assert (found["attributes"], "thingTypeName" in found) == ({"organization": "acme"}, False)


def test_attributes_and_versions(iot):
    create(iot, organization="acme", site="berlin")
    iot.update_thing(
        thingName="acme--berlin-1",
        attributePayload={"attributes": {"site": "", "rotated": "2026-11-24"}, "merge": True},
        expectedVersion=1,
    )
    found = iot.describe_thing(thingName="acme--berlin-1")
    assert found["attributes"] == {"organization": "acme", "rotated": "2026-11-24"}
    assert found["version"] == 2
    for change in (iot.update_thing, iot.delete_thing):
        with pytest.raises(ClientError) as error:
            change(thingName="acme--berlin-1", expectedVersion=1)
        assert code(error) == "VersionConflictException"
    iot.update_thing(thingName="acme--berlin-1", attributePayload={"attributes": {"a": "b"}})
    assert iot.describe_thing(thingName="acme--berlin-1")["attributes"] == {"a": "b"}
    iot.delete_thing(thingName="acme--berlin-1", expectedVersion=3)
    assert iot.list_things()["things"] == []


def test_a_type_allows_more_attributes(iot):
    four = {f"name{number}": "value" for number in range(4)}
    with pytest.raises(ClientError, match="at most 3") as error:
        create(iot, **four)
    assert code(error) == "InvalidRequestException"
    iot.create_thing_type(thingTypeName="hub")
    payload = {"attributes": four}
    iot.create_thing(thingName="a", thingTypeName="hub", attributePayload=payload)
    with pytest.raises(ClientError, match="at most 3"):
        iot.update_thing(thingName="a", removeThingType=True)
    fifty_one = {f"name{number}": "value" for number in range(51)}
    with pytest.raises(ClientError, match="at most 50"):
        iot.update_thing(thingName="a", attributePayload={"attributes": fifty_one})
    found = iot.describe_thing(thingName="a")
    assert (found["attributes"], found["thingTypeName"], found["version"]) == (four, "hub", 1)


@pytest.mark.parametrize(
    "attributes",
    [{"site": "new york"}, {"site": "x" * 801}, {"a b": "c"}, {"site": "münchen"}],
)
def test_attributes_that_are_refused(iot, attributes):
    with pytest.raises(ClientError) as error:
        create(iot, **attributes)
    assert code(error) == "InvalidRequestException"
    assert iot.list_things()["things"] == []


def test_names_that_are_refused(iot):
    with pytest.raises(ClientError) as error:
        create(iot, "acme.berlin")
    assert code(error) == "InvalidRequestException"


def test_type_has_to_exist(iot):
    with pytest.raises(ClientError) as error:
        iot.create_thing(thingName="a", thingTypeName="hub")
    assert code(error) == "ResourceNotFoundException"


@pytest.fixture
def attach(platform, iot):
    """Attaches one and the same certificate to things by name."""
    arn = platform.certify()["certificateArn"]
    for name in ("one", "two"):
        create(iot, name)

    def to(thing, kind=None):
        kinds = {} if kind is None else {"thingPrincipalType": kind}
        iot.attach_thing_principal(thingName=thing, principal=arn, **kinds)
        return arn

    return to


@pytest.mark.parametrize(
    ("first", "second"),
    [(EXCLUSIVE, EXCLUSIVE), (EXCLUSIVE, SHARED), (EXCLUSIVE, None), (SHARED, EXCLUSIVE)],
)
def test_exclusive_certificate_has_one_thing(iot, attach, first, second):
    arn = attach("one", first)
    with pytest.raises(ClientError, match="attached to another thing") as error:
        attach("two", second)
    assert code(error) == "InvalidRequestException"
    assert iot.list_principal_things(principal=arn)["things"] == ["one"]
    iot.detach_thing_principal(thingName="one", principal=arn)
    attach("two", second)
    assert iot.list_principal_things(principal=arn)["things"] == ["two"]


def test_type_of_attachment_is_shown(iot, attach):
    arn = attach("one")
    attach("two", SHARED)
    things = iot.list_principal_things_v2(principal=arn)["principalThingObjects"]
    assert things == [
        {"thingName": "one", "thingPrincipalType": SHARED},
        {"thingName": "two", "thingPrincipalType": SHARED},
    ]
    assert (
        iot.list_principal_things_v2(principal=arn, thingPrincipalType=EXCLUSIVE)[
            "principalThingObjects"
        ]
        == []
    )


def test_exclusive_attachment_is_shown_and_can_be_repeated(iot, attach):
    arn = attach("one", EXCLUSIVE)
    attach("one", EXCLUSIVE)
    principals = iot.list_thing_principals_v2(thingName="one")["thingPrincipalObjects"]
    assert principals == [{"principal": arn, "thingPrincipalType": EXCLUSIVE}]
    assert iot.list_thing_principals(thingName="one")["principals"] == [arn]
    with pytest.raises(ClientError, match="detach it first"):
        attach("one", SHARED)
    iot.detach_thing_principal(thingName="one", principal=arn)
    attach("one", SHARED)
    found = iot.list_thing_principals_v2(thingName="one", thingPrincipalType=SHARED)
    assert len(found["thingPrincipalObjects"]) == 1


def test_what_is_attached_has_to_exist(iot, attach):
    with pytest.raises(ClientError) as error:
        attach("three", EXCLUSIVE)
    assert code(error) == "ResourceNotFoundException"
    unknown = attach("one")[:-1] + "f0"
    with pytest.raises(ClientError) as error:
        iot.attach_thing_principal(thingName="one", principal=unknown)
    assert code(error) == "ResourceNotFoundException"


def test_thing_with_certificates_is_not_deleted(iot, attach):
    arn = attach("one", EXCLUSIVE)
    with pytest.raises(ClientError, match="still attached"):
        iot.delete_thing(thingName="one")
    iot.detach_thing_principal(thingName="one", principal=arn)
    iot.delete_thing(thingName="one")


def test_resources_have_the_tags_that_they_are_created_with(client, endpoint):
    iot, tags = client("iot"), [{"Key": "orgSlug", "Value": "acme"}]
    role_arn = "arn:aws:iam::123456789012:role/hub"
    document = json.dumps(statement("iot:Connect"))
    answers = (
        iot.create_policy(policyName="p", policyDocument=document, tags=tags),
        iot.create_role_alias(roleAlias="a", roleArn=role_arn, tags=tags),
        iot.create_thing_type(thingTypeName="t", tags=tags),
        iot.create_thing_group(thingGroupName="g", tags=tags),
        iot.create_billing_group(billingGroupName="b", tags=tags),
    )
    for answer in answers:
        (arn,) = (value for name, value in answer.items() if name.endswith("Arn"))
        assert iot.list_tags_for_resource(resourceArn=arn)["tags"] == tags
