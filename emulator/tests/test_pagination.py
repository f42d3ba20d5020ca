"""Lists that are longer than a page, and clients that follow the tokens."""

from __future__ import annotations

import json

import botocore.session
import pytest
from botocore.exceptions import ClientError

from emulator.pagination import paged_operations
from emulator.tests.conftest import trust
from emulator.tests.two_of_each import EC2, Lists, make_policy

# Two organizations, one slug a prefix of the other's; 51 roles each, which is more than a page.
ROLES = [f"{slug}-{number:03}" for slug in ("acme", "acme-eu") for number in range(51)]


# Around the end of a page of 50 and of one of 100, and both ends of either organization.
ROLES_AT_ENDS = [ROLES[place] for place in (0, 48, 49, 50, 51, 98, 99, 100, 101)]


@pytest.fixture
def iam(kept, client):
    """Of an account with the roles. Policies are detached where a test ends, or its own."""
    return kept(_with_roles, client)


def _with_roles(client):
    found = client("iam")
    for name in ROLES:
        found.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust(EC2)))
    return found


def everything(client, operation, key, **arguments):
    pages = client.get_paginator(operation).paginate(**arguments)
    return [item for page in pages for item in page[key]]


def test_a_policy_of_the_last_of_many_roles_is_found(iam):
    # GIVEN more roles than a page has, and a policy that only one of them has
    arn = make_policy(iam, "read-one")
    for role in ROLES_AT_ENDS:
        # WHEN it is asked who has the policy, whichever role it is
        iam.attach_role_policy(RoleName=role, PolicyArn=arn)
        found = iam.list_entities_for_policy(PolicyArn=arn)
        iam.detach_role_policy(RoleName=role, PolicyArn=arn)
        # THEN that role is named
        assert [entity["RoleName"] for entity in found["PolicyRoles"]] == [role]
        assert not found["IsTruncated"]


def test_entities_of_a_policy_come_in_pages_across_their_kinds(iam):
    arn = make_policy(iam, "read-all")
    iam.create_user(UserName="acme-analyst")
    iam.attach_user_policy(UserName="acme-analyst", PolicyArn=arn)
    for role in ROLES:
        iam.attach_role_policy(RoleName=role, PolicyArn=arn)
    first = iam.list_entities_for_policy(PolicyArn=arn)
    assert first["IsTruncated"]
    assert len(first["PolicyRoles"]) + len(first["PolicyUsers"]) == 100
    roles = everything(iam, "list_entities_for_policy", "PolicyRoles", PolicyArn=arn)
    assert sorted(entity["RoleName"] for entity in roles) == sorted(ROLES)
    assert len(everything(iam, "list_entities_for_policy", "PolicyUsers", PolicyArn=arn)) == 1


def test_a_limit_is_kept(iam):
    page = iam.list_roles(MaxItems=7)
    assert (len(page["Roles"]), page["IsTruncated"]) == (7, True)
    rest = iam.list_roles(Marker=page["Marker"], MaxItems=1000)
    assert (len(rest["Roles"]), rest["IsTruncated"]) == (len(ROLES) - 7, False)


def test_aliases_of_keys_come_50_at_a_time(client):
    kms = client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    names = {f"alias/ts-local-{number}" for number in range(60)}
    for name in names:
        kms.create_alias(AliasName=name, TargetKeyId=key)
    first = kms.list_aliases()
    assert (len(first["Aliases"]), first["Truncated"]) == (50, True)
    assert names <= {a["AliasName"] for a in everything(kms, "list_aliases", "Aliases")}


@pytest.mark.parametrize(
    ("service", "call", "arguments", "error"),
    [
        ("iam", "list_roles", {"Marker": "next"}, "ValidationError"),
        ("kms", "list_aliases", {"Marker": "next"}, "InvalidMarkerException"),
        ("iot", "list_things", {"nextToken": "next"}, "InvalidRequestException"),
        ("ssm", "describe_parameters", {"NextToken": "next"}, "InvalidNextToken"),
        ("cloudformation", "describe_stacks", {"NextToken": "next"}, "ValidationError"),
    ],
)
def test_a_token_that_was_not_given(client, service, call, arguments, error):
    with pytest.raises(ClientError) as refused:
        getattr(client(service), call)(**arguments)
    assert refused.value.response["Error"]["Code"] == error


def test_newest_certificates_are_on_the_first_page(client):
    iot = client("iot")
    ids = [iot.create_keys_and_certificate()["certificateId"] for _ in range(3)]
    newest = iot.list_certificates(pageSize=1, ascendingOrder=False)["certificates"]
    oldest = iot.list_certificates(pageSize=1, ascendingOrder=True)["certificates"]
    assert newest[0]["certificateId"] == ids[-1]
    assert oldest[0]["certificateId"] == ids[0]


@pytest.fixture(scope="module")
def lists(other_server):
    """On the server whose pages have one item."""
    made = Lists(other_server["endpoint"])
    made.prepare()
    return made


# Of these the AWS SDK has no paginator.
WITHOUT_PAGINATORS = {
    ("athena", "ListPreparedStatements"): ("list_prepared_statements", "PreparedStatements"),
    ("athena", "ListWorkGroups"): ("list_work_groups", "WorkGroups"),
    ("cloudformation", "DescribeStackResourceDrifts"): (
        "describe_stack_resource_drifts",
        "StackResourceDrifts",
    ),
}
# No node has registered with the emulator's tests; its list is in test_hybrid_nodes.
_LOADER = botocore.session.get_session().get_component("data_loader")
FILLED = [one for one in paged_operations() if one != ("ssm", "DescribeInstanceInformation")]


@pytest.mark.parametrize(("service", "operation"), FILLED)
def test_pages_of_one_item_hold_everything(lists, service, operation):
    # GIVEN what the paginator of the AWS SDK has of the operation
    paginators = _LOADER.load_service_model(service, "paginators-1")["pagination"]
    client = lists.client(service)
    arguments = lists.arguments((service, operation))
    if operation not in paginators:
        call, key = WITHOUT_PAGINATORS[service, operation]
        first = getattr(client, call)(**arguments)
        second = getattr(client, call)(**arguments, NextToken=first["NextToken"])
        assert [len(page[key]) for page in (first, second)] == [1, 1]
        return
    keys = paginators[operation]["result_key"]
    keys = keys if isinstance(keys, list) else [keys]
    # WHEN its pages are read
    name = botocore.xform_name(operation)
    pages = list(client.get_paginator(name).paginate(**arguments))
    # THEN each has one item, and there is no item twice
    assert [sum(len(page[key]) for key in keys) for page in pages] == [1] * len(pages)
    assert len(pages) >= 2
    items = [json.dumps(item, default=str) for page in pages for key in keys for item in page[key]]
    assert len(set(items)) == len(items)
