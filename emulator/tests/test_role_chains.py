"""AssumeRole by sessions of roles: what the next session inherits, and how long it lasts."""

from __future__ import annotations

import pytest

from emulator.tests.callers import message, outcome
from emulator.tests.conftest import ACCOUNT
from emulator.tests.tenants import BUCKET, ROOT_ARN, allow, document

_TAG = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
_NOT_AUTHORIZED = "is not authorized to perform: "


@pytest.fixture
def chain(tenants):
    """A role that may assume the others, and one that asks for the tag ``team``."""
    tenants.role(
        "first",
        allow(_TAG),
        trust=allow(_TAG, None, Principal={"AWS": ROOT_ARN}),
        MaxSessionDuration=7_200,
    )
    of_team = {"StringEquals": {"aws:PrincipalTag/team": "a"}}
    first = {"AWS": f"arn:aws:iam::{ACCOUNT}:role/first"}
    only_team = {"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}
    tenants.role(
        "second",
        allow("s3:GetBucketLocation", Condition=of_team),
        allow(_TAG),
        trust=allow(_TAG, None, Principal=first, Condition=only_team),
        MaxSessionDuration=7_200,
    )
    return tenants


def _arn(name):
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


def _tags(**values):
    return [{"Key": key, "Value": value} for key, value in values.items()]


def _next(tenants, keys, name="second", **parameters):
    """AssumeRole with the credentials of a session, as a call that is not made yet."""
    sts = tenants.client(keys, "sts")

    def call(**more):
        return sts.assume_role(RoleArn=_arn(name), RoleSessionName="test", **parameters, **more)

    return call


def test_transitive_tags_go_on_and_others_do_not(chain):
    for transitive, expected in ((["team"], "allowed"), ([], "AccessDenied")):
        keys = chain.session(_arn("first"), Tags=_tags(team="a"), TransitiveTagKeys=transitive)
        s3 = chain.client(_next(chain, keys)()["Credentials"])
        assert outcome(s3.get_bucket_location, Bucket=BUCKET) == expected


def test_transitive_tags_reach_the_end_of_the_chain(chain):
    second = {"AWS": _arn("second")}
    of_team = {"StringEquals": {"aws:PrincipalTag/team": "a"}}
    chain.role(
        "third",
        allow("s3:GetBucketLocation", Condition=of_team),
        trust=allow(_TAG, None, Principal=second),
    )
    keys = chain.session(_arn("first"), Tags=_tags(team="a"), TransitiveTagKeys=["team"])
    keys = _next(chain, keys)()["Credentials"]
    keys = _next(chain, keys, "third")()["Credentials"]
    assert outcome(chain.client(keys).get_bucket_location, Bucket=BUCKET) == "allowed"


def test_inherited_tags_cannot_be_changed(chain):
    keys = chain.session(_arn("first"), Tags=_tags(team="a"), TransitiveTagKeys=["team"])
    assert "conflicts with a transitive tag key from the calling session" in message(
        _next(chain, keys, Tags=_tags(team="b"))
    )
    plain = chain.session(_arn("first"), Tags=_tags(team="a"))
    assert outcome(_next(chain, plain, Tags=_tags(team="b"))) == "allowed"


def test_inherited_tags_need_permission_as_if_they_were_passed(chain):
    keys = chain.session(_arn("first"), Tags=_tags(team="a"), TransitiveTagKeys=["team"])
    trust = document(allow("sts:AssumeRole", None, Principal={"AWS": _arn("first")}))
    chain.iam.update_assume_role_policy(RoleName="second", PolicyDocument=trust)
    assert f"{_NOT_AUTHORIZED}sts:TagSession" in message(_next(chain, keys))
    assert outcome(_next(chain, chain.session(_arn("first")))) == "allowed"


def test_trust_policy_limits_inherited_tags_by_their_keys(chain):
    wider = {"Tags": _tags(team="a", clearance="top")}
    keys = chain.session(_arn("first"), **wider, TransitiveTagKeys=["team"])
    assert outcome(_next(chain, keys)) == "allowed"
    keys = chain.session(_arn("first"), **wider, TransitiveTagKeys=["team", "clearance"])
    assert _NOT_AUTHORIZED in message(_next(chain, keys))


def test_transitive_keys_have_to_be_passed(chain):
    first = {"RoleArn": _arn("first"), "RoleSessionName": "test", "TransitiveTagKeys": ["team"]}
    assume = chain.sts.assume_role
    assert outcome(assume, **first, Tags=_tags(Team="a")) == "allowed"
    assert outcome(assume, **first, Tags=_tags(other="a")) == "InvalidParameterValue"


def test_source_identity_stays_the_same(chain):
    keys = chain.session(_arn("first"), SourceIdentity="ann")
    assert message(_next(chain, keys, SourceIdentity="bob")) == (
        "The source identity is already set for this assume role session"
    )
    assert outcome(_next(chain, keys, SourceIdentity="ann")) == "allowed"
    trust = allow(_TAG[:2], None, Principal={"AWS": _arn("first")})
    chain.iam.update_assume_role_policy(RoleName="second", PolicyDocument=document(trust))
    assert f"{_NOT_AUTHORIZED}sts:SetSourceIdentity" in message(_next(chain, keys))
    assert outcome(_next(chain, chain.session(_arn("first")))) == "allowed"


def test_sessions_last_as_long_as_the_role_allows(chain):
    assume = chain.sts.assume_role
    first = {"RoleArn": _arn("first"), "RoleSessionName": "test"}
    assert outcome(assume, **first, DurationSeconds=7_200) == "allowed"
    assert message(assume, **first, DurationSeconds=7_201) == (
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
    )


def test_sessions_of_a_chain_last_an_hour(chain):
    keys = chain.session(_arn("first"))
    assert outcome(_next(chain, keys, DurationSeconds=3_600)) == "allowed"
    assert "1 hour session limit for roles assumed by role chaining" in message(
        _next(chain, keys, DurationSeconds=3_601)
    )
