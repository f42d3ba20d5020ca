"""An account that is kept is the one that was built, and lasts no longer than it is asked for."""

from __future__ import annotations

import pytest
from moto.iam.models import iam_backends

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT


@pytest.fixture
def build(client):
    """Builds an account with one user; a second time, that fails unless the account is empty."""
    built = []

    def made(name="ann"):
        client("iam").create_user(UserName=name)
        built.append(name)
        return built

    return made


def users(client):
    return [user["UserName"] for user in client("iam").list_users()["Users"]]


def test_it_is_built_once_and_stays_as_it_is(account, client, build):
    first = account.kept(build)
    client("iam").create_user(UserName="bob")
    assert account.kept(build) is first
    assert (first, users(client)) == (["ann"], ["ann", "bob"])


def test_it_is_built_in_an_empty_account(account, client, build):
    client("iam").create_user(UserName="left")
    account.kept(build, "bob")
    assert users(client) == ["bob"]


def test_another_takes_its_place(account, client, build):
    account.kept(build)
    account.kept(lambda: client("iam").create_user(UserName="other"))
    assert users(client) == ["other"]
    # Both are built anew when they are asked for again.
    assert account.kept(build) == ["ann", "ann"]
    assert users(client) == ["ann"]


def test_a_test_without_it_empties_it(account, client, build):
    account.kept(build)
    account.empty()
    assert users(client) == []
    account.kept(build)
    assert users(client) == ["ann"]


def test_what_could_not_be_built_is_not_kept(account, client, build):
    problems = [RuntimeError("half built")]

    def fails_once():
        build()
        if problems:
            raise problems.pop()
        return "whole"

    with pytest.raises(RuntimeError, match="half built"):
        account.kept(fails_once)
    assert account.kept(fails_once) == "whole"


@pytest.fixture
def kept_user(kept, client):
    return kept(_with_a_user, client)


def _with_a_user(client):
    client("iam").create_user(UserName="ann")
    return object()


_SEEN: list[object] = []


@pytest.mark.parametrize("number", [1, 2])
def test_tests_that_follow_each_other_get_the_same(kept_user, client, number):
    _SEEN.append(kept_user)
    assert len(set(_SEEN)) == 1
    assert outcome(client("iam").create_user, UserName="ann") == "EntityAlreadyExists"


def test_the_next_without_it_starts_empty(client, endpoint):
    assert users(client) == []
    client("iam").create_user(UserName="left")


def test_the_next_that_does_not_ask_the_server_finds_nothing_in_this_process():
    assert iam_backends[ACCOUNT]["aws"].users == {}
