"""Faults that are switched on: some at once, for some requests or until they are cleared."""

from __future__ import annotations

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError

import pytest

from emulator.tests.device import Platform

FAULTS = "credentials-provider/faults"
REQUESTS = "credentials-provider/requests"


@pytest.fixture
def hub(kept, client, ready, tmp_path_factory):
    """One for all: what goes wrong for it is at the door, and is cleared after each test."""
    return kept(_hub, client, ready, tmp_path_factory)


def _hub(client, ready, folders):
    operator = Platform(client, ready, folders.mktemp("hub"))
    operator.organization("acme")
    operator.organization("acme-eu")
    return operator.enrol("acme", "berlin-1")[0]


def expiration_of(answer):
    text = answer.body["credentials"]["expiration"]
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def until_nobody_is_in_flight(platform):
    end = time.monotonic() + 5
    while (counted := platform.set_up("GET", REQUESTS))["inFlight"]:
        assert time.monotonic() < end, counted
    return counted


def test_statuses_in_sequence_and_then_none(platform, hub):
    faults = [
        {"kind": "status", "status": 503, "count": 2},
        {"kind": "status", "status": 429, "count": 1},
    ]
    shown = platform.set_up("POST", FAULTS, faults)["faults"]
    assert [fault["remaining"] for fault in shown] == [2, 1]
    assert [hub.ask("hub-acme").status for _ in range(4)] == [503, 503, 429, 200]
    assert platform.set_up("GET", FAULTS) == {"faults": []}


def test_errors_look_like_those_of_aws(platform, hub):
    platform.set_up("POST", FAULTS, {"kind": "status", "status": 429, "count": 1})
    assert hub.ask("hub-acme").refusal == (429, "ThrottlingException", "Rate exceeded")
    platform.set_up("POST", FAULTS, {"kind": "status", "status": 503})
    assert hub.ask("hub-acme").headers["x-amzn-ErrorType"] == "ServiceUnavailableException"


def test_until_cleared(platform, hub):
    platform.set_up("POST", FAULTS, {"kind": "status", "status": 500})
    assert [hub.ask("hub-acme").status for _ in range(3)] == [500] * 3
    assert platform.set_up("DELETE", FAULTS) == {"faults": []}
    assert hub.ask("hub-acme").status == 200


def test_delay(platform, hub):
    platform.set_up("POST", FAULTS, {"kind": "delay", "seconds": 0.3, "count": 1})
    started = time.monotonic()
    assert hub.ask("hub-acme").status == 200
    assert time.monotonic() - started >= 0.3


def test_reset(platform, hub):
    platform.set_up("POST", FAULTS, {"kind": "reset", "count": 1})
    # OpenSSL reports the reset or, if it has alerts to read, the end.
    with pytest.raises((ConnectionResetError, http.client.RemoteDisconnected)):
        hub.ask("hub-acme")
    assert hub.ask("hub-acme").status == 200


def test_hang_until_the_client_gives_up(platform, hub):
    platform.set_up("POST", FAULTS, {"kind": "hang", "count": 1})
    with pytest.raises(TimeoutError):
        hub.ask("hub-acme", timeout=0.2)
    assert until_nobody_is_in_flight(platform)["total"] == 1
    assert hub.ask("hub-acme").status == 200


def test_clearing_ends_what_hangs(platform, hub):
    platform.set_up("POST", FAULTS, {"kind": "hang"})
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(hub.ask, "hub-acme")
        while not platform.set_up("GET", REQUESTS)["inFlight"]:
            assert not asked.done()
        platform.set_up("DELETE", FAULTS)
        with pytest.raises(http.client.RemoteDisconnected):
            asked.result(timeout=5)


def test_drip(platform, hub):
    platform.set_up("POST", FAULTS, {"kind": "drip", "bytesPerSecond": 5000, "count": 1})
    started = time.monotonic()
    answer = hub.ask("hub-acme")
    assert (answer.status, "credentials" in answer.body) == (200, True)
    assert time.monotonic() - started >= (len(answer.content) - 1) / 5000


def test_truncated_body(platform, hub):
    platform.set_up("POST", FAULTS, {"kind": "truncate", "bytes": 40, "count": 1})
    with pytest.raises(http.client.IncompleteRead) as error:
        hub.ask("hub-acme")
    assert len(error.value.partial) == 40


@pytest.mark.parametrize("hours", [-2, 5])
def test_clock_of_the_provider(platform, hub, hours):
    platform.set_up("POST", FAULTS, {"kind": "skew", "seconds": hours * 3600})
    answer = hub.ask("hub-acme")
    said = parsedate_to_datetime(answer.headers["date"])
    off = said - datetime.now(timezone.utc)
    assert abs(off - timedelta(hours=hours)) < timedelta(seconds=3)
    assert abs(expiration_of(answer) - said - timedelta(hours=1)) < timedelta(seconds=3)
    # Refusals have a date as well, by which clients correct their clocks.
    assert hub.ask("hub-acm").headers["date"][:22] == answer.headers["date"][:22]


def test_short_sessions(platform, hub):
    platform.set_up("POST", FAULTS, [{"kind": "expiry", "seconds": 60}])
    lasts = expiration_of(hub.ask("hub-acme")) - datetime.now(timezone.utc)
    assert timedelta(seconds=55) < lasts < timedelta(seconds=63)


def test_several_at_once(platform, hub):
    platform.set_up(
        "POST",
        FAULTS,
        [
            {"kind": "skew", "seconds": 7200},
            {"kind": "drip", "bytesPerSecond": 100_000},
            {"kind": "status", "status": 502, "count": 1},
        ],
    )
    answer = hub.ask("hub-acme")
    ahead = parsedate_to_datetime(answer.headers["date"]) - datetime.now(timezone.utc)
    assert answer.status == 502
    assert ahead > timedelta(hours=1)
    assert hub.ask("hub-acme").status == 200


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ({"kind": "explode"}, "kind has to be one of delay, drip, expiry"),
        ("hang", "kind has to be one of"),
        ([], "write a fault or a list of faults"),
        ({"kind": "delay"}, "delay takes seconds from 0 to 600, not None"),
        ({"kind": "status", "status": 200}, "status takes a status from 400 to 599, not 200"),
        ({"kind": "status", "status": True}, "not True"),
        ({"kind": "hang", "seconds": 1}, "hang does not take seconds"),
        ({"kind": "reset", "count": 0}, "count has to be a number of requests from 1 on, not 0"),
    ],
)
def test_wrong_faults_change_nothing(platform, fault, problem):
    with pytest.raises(HTTPError) as error:
        platform.set_up("POST", FAULTS, fault)
    assert error.value.code == 400
    assert problem in error.value.read().decode()
    assert platform.set_up("GET", FAULTS) == {"faults": []}


def test_all_problems_at_once(platform):
    with pytest.raises(HTTPError) as error:
        platform.set_up("POST", FAULTS, [{"kind": "hang"}, {"kind": "no"}, {"kind": "delay"}])
    said = error.value.read().decode()
    assert "one of delay" in said
    assert "delay takes seconds" in said
    assert platform.set_up("GET", FAULTS) == {"faults": []}


def test_counter(platform, hub):
    platform.set_up("DELETE", REQUESTS)
    for _ in range(3):
        hub.ask("hub-acme")
    assert platform.set_up("GET", REQUESTS) == {
        "total": 3,
        "inFlight": 0,
        "mostInFlight": 1,
        "failedHandshakes": 0,
    }
    platform.set_up("POST", FAULTS, {"kind": "hang", "count": 4})
    with ThreadPoolExecutor() as pool:
        asked = [pool.submit(hub.ask, "hub-acme", timeout=10) for _ in range(4)]
        while platform.set_up("GET", REQUESTS)["inFlight"] < 4:
            assert not any(one.done() for one in asked)
        platform.set_up("DELETE", FAULTS)
    counted = until_nobody_is_in_flight(platform)
    assert (counted["total"], counted["mostInFlight"]) == (7, 4)
    assert platform.set_up("DELETE", REQUESTS)["mostInFlight"] == 0


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "credentials-provider/nothing", 404),
        ("PUT", FAULTS, 405),
        ("POST", "credentials-provider/unconfirmed", 400),
    ],
)
def test_other_requests_to_the_emulators_api(platform, method, path, status):
    with pytest.raises(HTTPError) as error:
        platform.set_up(method, path)
    assert error.value.code == status


@pytest.mark.parametrize("settings", [{"setsSource": "no"}, {"unheardOf": True}, [], {}])
def test_wrong_switches(platform, settings):
    with pytest.raises(HTTPError) as error:
        platform.set_up("POST", "credentials-provider/unconfirmed", settings)
    assert error.value.code == 400
    shown = platform.set_up("GET", "credentials-provider/unconfirmed")
    assert shown == {"revokedFailHandshake": False, "setsSource": False}


def test_slow_handshake_holds_up_nobody(hub):
    silent = http.client.HTTPConnection(hub.endpoint.removeprefix("https://"))
    silent.connect()
    assert hub.ask("hub-acme").status == 200
    silent.close()
