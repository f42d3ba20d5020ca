"""What each operator of an event pattern takes, as EventBridge documents it."""

from __future__ import annotations

import json

import pytest

from emulator.authorization.deployed_principals import root_user
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.validation.api_call import ApiCall
from emulator.validation.rules.event_patterns import event_pattern


def refused(pattern):
    call = ApiCall(
        "events",
        "PutRule",
        {"Name": "r", "EventPattern": json.dumps(pattern)},
        ACCOUNT,
        REGION,
        root_user(ACCOUNT),
    )
    return [refusal.message for refusal in event_pattern(call)]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"prefix": "a"}, {"prefix": 1}),
        ({"prefix": {"equals-ignore-case": "a"}}, {"prefix": {"wildcard": "a"}}),
        ({"suffix": "a"}, {"suffix": ["a"]}),
        ({"suffix": {"equals-ignore-case": "a"}}, {"suffix": {"equals-ignore-case": 1}}),
        ({"equals-ignore-case": "a"}, {"equals-ignore-case": None}),
        ({"exists": False}, {"exists": "false"}),
        ({"wildcard": "a*b*"}, {"wildcard": "a**"}),
        ({"numeric": [">", 1]}, {"numeric": [">", "1"]}),
        ({"numeric": [">", 1, "<=", 2.5]}, {"numeric": [">", 1, "<="]}),
        ({"numeric": ["=", 1]}, {"numeric": ["!=", 1]}),
        ({"numeric": ["=", 1]}, {"numeric": ["=", True]}),
        ({"numeric": ["=", 1]}, {"numeric": 1}),
        ({"anything-but": "a"}, {"anything-but": None}),
        ({"anything-but": ["a", "b"]}, {"anything-but": []}),
        ({"anything-but": [1, 2]}, {"anything-but": ["a", 1]}),
        ({"anything-but": {"prefix": "a"}}, {"anything-but": {"prefix": 1}}),
        ({"anything-but": {"suffix": ["a", "b"]}}, {"anything-but": {"suffix": []}}),
        ({"anything-but": {"wildcard": "a*"}}, {"anything-but": {"exists": True}}),
    ],
)
def test_operators(good, bad):
    assert refused({"detail": {"key": [good]}}) == []
    (told,) = refused({"detail": {"key": [bad]}})
    assert told.startswith('Event pattern is not valid. Reason: "detail.key": unsupported ')


def test_alternatives_are_two_at_least():
    one = {"source": ["aws.s3"]}
    assert refused({"$or": [one, {"account": [ACCOUNT]}]}) == []
    assert "at least 2" in refused({"$or": [one]})[0]
