"""An account that is rebuilt from a copy is the one that requests have built, and nobody else's."""

from __future__ import annotations

import json

import pytest

from emulator.tests.callers import outcome
from emulator.tests.guardrails import Guardrails
from emulator.tests.tenants import BUCKET, ROOT_ARN, Tenants, allow, document


class WithCallers(Tenants):
    """Two organizations, a user and a hub's session."""

    def __init__(self, ready):
        super().__init__(ready)
        self.user("ann", allow("s3:ListAllMyBuckets"))
        self.session_of_hub = self.hub()


class Build:
    """Builds them, and knows how often it was asked."""

    def __init__(self, ready, name):
        self.ready, self.times = ready, 0
        # Copies are found by it.
        self.__qualname__ = name

    def __call__(self):
        self.times += 1
        return WithCallers(self.ready)


@pytest.fixture
def build(ready, request):
    """No test gets the copy of another."""
    return Build(ready, request.node.name)


@pytest.fixture
def rebuilt(account, build):
    """In an account that was emptied just before."""

    def made():
        account.empty()
        return account.rebuilt(build)

    return made


def told(tenants):
    """What the account says of itself; its history first, to which the other questions add."""
    events = tenants.root("cloudtrail").lookup_events()["Events"]
    kms, s3, iam = map(tenants.root, ("kms", "s3", "iam"))
    keys = sorted(key["KeyArn"] for key in kms.list_keys()["Keys"])
    roles = iam.list_roles()["Roles"]
    return {
        "events": [json.loads(event["CloudTrailEvent"]) for event in events],
        "keys": [kms.describe_key(KeyId=key)["KeyMetadata"] for key in keys],
        "key policies": [kms.get_key_policy(KeyId=key)["Policy"] for key in keys],
        "buckets": s3.list_buckets()["Buckets"],
        "bucket policy": s3.get_bucket_policy(Bucket=BUCKET)["Policy"],
        "users": iam.list_users()["Users"],
        "access keys": iam.list_access_keys(UserName="ann")["AccessKeyMetadata"],
        "roles": roles,
        "role tags": [iam.list_role_tags(RoleName=role["RoleName"])["Tags"] for role in roles],
    }


def test_a_copy_says_of_itself_what_the_built_account_said(rebuilt, build):
    first = told(rebuilt())
    assert len(first["events"]) == 5
    assert (len(first["keys"]), len(first["buckets"]), len(first["roles"])) == (2, 1, 1)
    assert told(rebuilt()) == first
    assert build.times == 1


def test_nothing_that_one_test_changes_is_in_the_next(rebuilt):
    before = told(rebuilt())
    for _ in range(3):
        changed = rebuilt()
        assert set(changed.keys) == {"acme", "acme-eu"}
        assert told(changed) == before
        _change(changed)


def _change(tenants):
    tenants.root("s3").delete_bucket_policy(Bucket=BUCKET)
    policy = document(allow("kms:*", Principal={"AWS": ROOT_ARN}))
    tenants.root("kms").put_key_policy(
        KeyId=tenants.keys["acme"], PolicyName="default", Policy=policy
    )
    tenants.iam.tag_role(RoleName="hub-acme", Tags=[{"Key": "orgSlug", "Value": "other"}])
    tenants.user("bob")
    tenants.keys.clear()


def test_sessions_and_keys_of_a_copy_are_of_use(rebuilt):
    for _ in range(2):
        tenants = rebuilt()
        hub = tenants.client(tenants.session_of_hub)
        assert outcome(hub.put_object, **tenants.upload()) == "allowed"
        assert outcome(hub.put_object, **tenants.upload("acme-eu")) == "AccessDenied"


def test_an_account_that_has_something_already_is_built_on(account, build, rebuilt, client):
    rebuilt()
    account.empty()
    client("iam").create_user(UserName="left")
    tenants = account.rebuilt(build)
    assert build.times == 2
    names = {user["UserName"] for user in tenants.iam.list_users()["Users"]}
    assert names == {"ann", "left"}


def test_a_build_that_fails_leaves_no_copy(account, build):
    def half_built():
        found = build()
        if build.times == 1:
            raise RuntimeError("half built")
        return found

    account.empty()
    with pytest.raises(RuntimeError, match="half built"):
        account.rebuilt(half_built)
    account.empty()
    account.rebuilt(half_built)
    assert build.times == 2


def test_what_no_copy_holds_fails_whoever_builds_it(account, build, endpoint):
    def with_an_organization():
        Guardrails(endpoint).put(organization="o-exampleorgid")
        return build()

    account.empty()
    with pytest.raises(AssertionError, match="500"):
        account.rebuilt(with_an_organization)
