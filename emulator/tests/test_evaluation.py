"""Order of evaluation: whose allow counts, what holds it in, and that a deny wins."""

from __future__ import annotations

import pytest

from emulator.authorization.evaluation import Guard
from emulator.authorization.principals import Principal
from emulator.authorization.request_context import RequestContext
from emulator.tests.evaluated import (
    ACCOUNT,
    OBJECT,
    ROLE,
    ROOT,
    SESSION,
    USER,
    allow,
    bucket,
    deny,
    is_allowed,
    judge,
    key,
    policy,
    session,
    to,
    user,
)


def test_nothing_is_allowed_by_itself():
    decision = judge(user())
    assert decision.reason == "because no identity-based policy allows the s3:GetObject action"


@pytest.mark.parametrize(
    ("action", "matches"),
    [
        ("s3:GetObject", True),
        ("S3:getobject", True),
        ("s3:Get*", True),
        ("s3:Get?bject", True),
        ("*", True),
        ("s3:GetObjectVersion", False),
        ("s3:GetObjec", False),
        ("s3:G.tObject", False),
    ],
)
def test_actions(action, matches):
    assert is_allowed(user(policy(allow(action)))) is matches


@pytest.mark.parametrize(
    ("resource", "matches"),
    [
        (OBJECT, True),
        ("arn:aws:s3:::data/acme/*", True),
        ("arn:aws:s3:::data/acme*", True),
        ("arn:aws:s3:::data/acm?/file", True),
        ("arn:aws:s3:::data/ACME/*", False),
        ("arn:aws:s3:::data/acme-eu/*", False),
        ("arn:aws:s3:::data", False),
        ("arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}/*", True),
        ("arn:aws:s3:::data/${aws:PrincipalTag/other}/*", False),
        ("arn:aws:s3:::data/${aws:PrincipalTag/other, 'acme'}/*", True),
    ],
)
def test_resources(resource, matches):
    assert is_allowed(user(policy(allow(resource=resource)))) is matches


def test_prefix_without_a_slash_reaches_the_neighbour():
    careless = policy(allow(resource="arn:aws:s3:::data/acme*"))
    assert is_allowed(user(careless), resource="arn:aws:s3:::data/acme-eu/file")


def test_explicit_deny_wins_wherever_it_is():
    everything = policy(allow())
    for principal, guard in (
        (user(everything, policy(deny())), None),
        (user(everything, boundary=policy(allow(), deny())), None),
        (session(everything, session_policies=[policy(allow(), deny())]), None),
        (user(everything), bucket(to("*", deny()))),
    ):
        decision = judge(principal, guard)
        assert not decision.is_allowed
        assert "explicit deny" in decision.reason
        assert [decider.statement.sid for decider in decision.deciders] == ["No"]


def test_not_action_and_not_resource():
    others = policy({"Effect": "Allow", "NotAction": ["s3:Get*"], "Resource": "*"})
    assert not is_allowed(user(others))
    assert is_allowed(user(others), action="s3:PutObject")
    elsewhere = {
        "Effect": "Deny",
        "Action": "*",
        "NotResource": "arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}/*",
    }
    principal = user(policy(allow(), elsewhere))
    assert is_allowed(principal)
    assert not is_allowed(principal, resource="arn:aws:s3:::data/acme-eu/file")


def test_deny_on_a_variable_without_a_value_denies():
    nobody = RequestContext({})
    elsewhere = {
        "Effect": "Deny",
        "Action": "*",
        "NotResource": "arn:aws:s3:::data/${aws:PrincipalTag/orgSlug}/*",
    }
    decision = judge(user(policy(allow(), elsewhere)), context=nobody)
    assert "a policy variable that has no value" in decision.reason


def test_boundary_and_session_policies_are_ceilings_and_give_nothing():
    everything, reading = policy(allow()), policy(allow("s3:GetObject"))
    assert is_allowed(user(everything, boundary=reading))
    assert not is_allowed(user(everything, boundary=reading), action="s3:PutObject")
    assert not is_allowed(user(boundary=everything))
    within = session(everything, session_policies=[reading])
    assert is_allowed(within)
    assert judge(within, action="s3:PutObject").reason.startswith("because no session policy")
    assert not is_allowed(session(session_policies=[everything]))
    assert not is_allowed(session(everything, boundary=policy()))


def test_bucket_policy_and_identity_policies_are_a_union():
    given = bucket(to({"AWS": USER}, allow("s3:GetObject")))
    assert is_allowed(user(), given)
    assert is_allowed(user(policy(allow("s3:PutObject"))), given, action="s3:PutObject")
    assert not is_allowed(user(), bucket(to({"AWS": ROOT}, allow())))


def test_what_is_given_to_a_role_is_held_in_and_to_its_session_is_not():
    nothing = policy()
    to_role = bucket(to({"AWS": ROLE}, allow()))
    assert is_allowed(session(), to_role)
    assert not is_allowed(session(boundary=nothing), to_role)
    assert not is_allowed(session(session_policies=[nothing]), to_role)
    to_session = bucket(to({"AWS": SESSION}, allow()))
    assert is_allowed(session(boundary=nothing), to_session)
    assert not is_allowed(session(boundary=nothing), bucket(to({"AWS": ROOT}, allow())))


def test_key_policy_has_to_allow():
    decrypting = user(policy(allow("kms:*")))
    question = {"action": "kms:Decrypt", "resource": "arn:aws:kms:eu-central-1:1:key/1"}
    assert not is_allowed(decrypting, key(), **question)
    through_account = key(to({"AWS": ROOT}, allow("kms:Decrypt")))
    assert is_allowed(decrypting, through_account, **question)
    assert not is_allowed(user(), through_account, **question)
    assert is_allowed(user(), key(to({"AWS": USER}, allow("kms:Decrypt"))), **question)
    without_policy = Guard(None, must_allow=True)
    assert judge(decrypting, without_policy, **question).reason.startswith("because no resource")


def test_statement_of_a_key_policy_without_a_resource_has_no_effect():
    question = {"action": "kms:Decrypt", "resource": "arn:aws:kms:eu-central-1:1:key/1"}
    everything = to({"AWS": USER}, allow("kms:Decrypt"))
    without_resource = {name: value for name, value in everything.items() if name != "Resource"}
    assert is_allowed(user(), key(everything), **question)
    assert not is_allowed(user(), key(without_resource), **question)
    assert is_allowed(user(), key(everything, {**without_resource, "Effect": "Deny"}), **question)


def test_account_by_its_number():
    guard = key(to({"AWS": ACCOUNT}, allow("kms:*")))
    assert is_allowed(user(policy(allow("kms:*"))), guard, action="kms:Decrypt")


def test_services():
    trusting = key(to({"Service": "ssm.amazonaws.com"}, allow("sts:AssumeRole")))
    ssm = Principal("ssm.amazonaws.com", ACCOUNT, service="ssm.amazonaws.com")
    iot = Principal("iot.amazonaws.com", ACCOUNT, service="iot.amazonaws.com")
    assert is_allowed(ssm, trusting, action="sts:AssumeRole")
    assert not is_allowed(iot, trusting, action="sts:AssumeRole")
    assert not is_allowed(user(policy(allow("*"))), trusting, action="sts:AssumeRole")


def test_not_principal_spares_whom_it_names_with_role_and_account():
    everything = policy(allow())

    def sparing(*arns):
        return bucket({**deny(), "NotPrincipal": {"AWS": list(arns)}})

    assert is_allowed(user(everything), sparing(USER, ROOT))
    assert not is_allowed(user(everything), sparing(USER))
    assert not is_allowed(session(everything), sparing(SESSION, ROOT))
    assert is_allowed(session(everything), sparing(SESSION, ROLE, ROOT))
