"""What is not understood is denied, and the reason names it."""

from __future__ import annotations

import pytest

from emulator.authorization.policy_document import Policy
from emulator.tests.evaluated import (
    USER,
    allow,
    bucket,
    deny,
    is_allowed,
    judge,
    policy,
    session,
    user,
)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (deny(Condition={"StringMatches": {"s3:prefix": "x"}}), "StringMatches is not known"),
        (deny(Condition={"Bool": {"s3:Unheard": "x"}}), "s3:Unheard is not emulated"),
        ({**allow(), "Effect": "Maybe"}, "'Maybe'"),
        ({**allow(), "Actions": "*"}, "Actions"),
        ({"Effect": "Allow", "Resource": "*"}, "no action"),
    ],
)
def test_what_is_not_understood_denies(statement, reason):
    decision = judge(user(policy(allow(), statement)))
    assert (decision.is_allowed, reason in decision.reason) == (False, True)


def test_what_is_not_understood_is_no_matter_where_another_condition_fails():
    condition = {"Bool": {"aws:SecureTransport": "false", "s3:Unheard": "x"}}
    assert is_allowed(user(policy(allow(), deny(Condition=condition))))


def test_allow_with_not_principal_is_not_understood():
    statement = {**allow(), "NotPrincipal": {"AWS": USER}}
    assert not is_allowed(session(policy(allow())), bucket(statement))


def test_policies_that_are_none():
    for text in ("", "[]", '{"Version": "2021-01-01", "Statement": []}'):
        assert not is_allowed(user(policy(allow()), Policy("broken", text)))
