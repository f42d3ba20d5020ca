"""Clients of several callers share all but their keys: none makes a request in another's name."""

from __future__ import annotations

import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from emulator.tests.callers import ROOT, outcome
from emulator.tests.shared_clients import client_of, unsigned_client
from emulator.tests.tenants import allow


@pytest.fixture
def users(tenants):
    return {name: tenants.user(name, allow("iam:ListUsers")) for name in ("ann", "bob", "cleo")}


def who(client):
    return client.get_caller_identity()["Arn"].rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def test_each_signs_its_own_requests_whoever_made_the_last(users, endpoint):
    callers = {name: client_of(keys, "sts", endpoint) for name, keys in users.items()}
    callers["root"] = client_of(ROOT, "sts", endpoint)
    for _ in range(2):
        assert {name: who(client) for name, client in callers.items()} == {
            name: name for name in callers
        }


def test_one_that_has_no_right_gets_none_from_the_others(users, tenants, endpoint):
    allowed = client_of(users["ann"], "iam", endpoint)
    refused = client_of(tenants.user("dan"), "iam", endpoint)
    for _ in range(2):
        assert outcome(allowed.list_users) == "allowed"
        assert outcome(refused.list_users) == "AccessDenied"


def test_pages_are_read_by_whoever_asks_for_them(users, tenants, endpoint):
    pages = [
        client_of(keys, "iam", endpoint).get_paginator("list_users").paginate(MaxItems=1)
        for keys in (users["ann"], tenants.user("dan"))
    ]
    assert len(list(pages[0])) >= 3
    with pytest.raises(client_of(ROOT, "iam", endpoint).exceptions.ClientError, match="user/dan"):
        list(pages[1])


def test_threads_sign_for_their_own_callers(users, endpoint):
    callers = [(name, client_of(keys, "sts", endpoint)) for name, keys in users.items()] * 8
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda caller: who(caller[1]), callers))
    assert found == [name for name, _ in callers]


def test_a_url_is_signed_by_whom_it_is_of(users, endpoint):
    urls = [
        client_of(keys, "sts", endpoint).generate_presigned_url(
            "get_caller_identity", HttpMethod="GET"
        )
        for keys in users.values()
    ]
    for name, url in zip(users, urls, strict=True):
        with urllib.request.urlopen(url) as answer:
            assert f"user/{name}<".encode() in answer.read()


def test_whoever_has_no_keys_signs_nothing(users, endpoint):
    unsigned = unsigned_client("sts", endpoint)
    assert outcome(unsigned.get_caller_identity) == "AccessDenied"
