"""One connection takes many requests, whatever became of their bodies."""

from __future__ import annotations

import http.client
import json
import socket
from typing import Any

import pytest

from emulator.tests.callers import signed


@pytest.fixture
def address(endpoint):
    return endpoint.removeprefix("http://")


@pytest.fixture
def connection(address):
    kept = http.client.HTTPConnection(address, timeout=10)
    yield kept
    kept.close()


def _who(connection: http.client.HTTPConnection, endpoint: str) -> Any:
    """Who root is, over a connection; its socket is made only once."""
    body = "Action=GetCallerIdentity&Version=2011-06-15"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    request = signed("sts", "POST", endpoint + "/", body=body, headers=form)
    connection.request("POST", "/", request.body, request.headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_requests_follow_each_other_on_one_connection(connection, endpoint):
    assert _who(connection, endpoint)[0] == 200
    kept = connection.sock
    assert kept is not None
    assert _who(connection, endpoint)[0] == 200
    assert connection.sock is kept


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_body_that_nobody_read_is_no_next_request(connection, endpoint, method):
    connection.request(method, "/emulator-api/nothing-is-here", b"GET / HTTP/1.1\r\n\r\n")
    answer = connection.getresponse()
    assert answer.status in (404, 405)
    answer.read()
    kept = connection.sock
    assert _who(connection, endpoint)[0] == 200
    assert connection.sock is kept


def test_a_chunked_body_ends_with_its_last_chunk(connection, endpoint):
    asked = json.dumps({"principal": "root", "action": "s3:GetObject", "resource": "*"}).encode()
    for _ in range(2):
        connection.request(
            "POST",
            "/emulator-api/nothing-is-here",
            iter([asked, asked]),
            {"Transfer-Encoding": "chunked"},
            encode_chunked=True,
        )
        answer = connection.getresponse()
        assert answer.status == 404
        answer.read()
    assert _who(connection, endpoint)[0] == 200


def test_an_answer_to_head_has_a_length_and_no_body(connection, client, endpoint):
    client("s3").create_bucket(
        Bucket="kept", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    client("s3").put_object(Bucket="kept", Key="one", Body=b"12345")
    request = signed("s3", "HEAD", f"{endpoint}/kept/one")
    connection.request("HEAD", "/kept/one", headers=request.headers)
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Content-Length"]) == (200, "5")
    assert answer.read() == b""
    assert _who(connection, endpoint)[0] == 200


def test_a_client_that_asks_first_is_told_to_go_on(address):
    host, _, port = address.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(
            b"POST /emulator-api/decide HTTP/1.1\r\nHost: localhost\r\n"
            b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        )
        assert raw.recv(1024).startswith(b"HTTP/1.1 100 ")
        raw.sendall(b"{}")
        assert raw.recv(1024).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("length", ["-1", "many"])
def test_a_body_of_no_known_length_ends_the_connection(address, length):
    host, _, port = address.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n".encode())
        received = b""
        while more := raw.recv(1024):
            received += more
        assert received.startswith(b"HTTP/1.1 400 ")


def test_a_client_that_wants_to_leave_is_let_go(address):
    connection = http.client.HTTPConnection(address, timeout=10)
    connection.request("GET", "/emulator-api/decide", headers={"Connection": "close"})
    answer = connection.getresponse()
    assert answer.read()
    assert connection.sock is None
    connection.close()
