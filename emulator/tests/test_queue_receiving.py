"""What receiving does within the process, where time and threads can be arranged."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from moto.sqs.models import Message, SQSBackend

from emulator.queues import receiving
from emulator.tests.conftest import ACCOUNT, REGION

NAME = "acme-arrivals"


@pytest.fixture
def backend(endpoint):
    """A queue whose messages are kept for a minute, beside the account."""
    made = SQSBackend(REGION, ACCOUNT)
    made.create_queue(NAME, MessageRetentionPeriod=60)
    return made


def receive(backend):
    return backend.receive_message(NAME, 10, 0, 30)


def test_messages_older_than_the_retention_period_are_gone(backend):
    # GIVEN a message older than that before a newer one
    for body, age in (("old", 61), ("new", 59)):
        message: Any = Message(body, body)
        message.mark_sent()
        message.sent_timestamp -= age * 1000
        backend.get_queue(NAME).add_message(message)
    # WHEN they are received
    found = receive(backend)
    # THEN the old one is not there, and not in the way
    assert [message.body for message in found] == ["new"]
    assert len(backend.get_queue(NAME)._messages) == 1


def test_one_consumer_at_a_time(backend, monkeypatch):
    inside, most = 0, 0

    def slow(*_):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.02)
        inside -= 1
        return []

    monkeypatch.setitem(receiving._ORIGINAL, "receive", slow)
    with ThreadPoolExecutor(4) as pool:
        for waiting in [pool.submit(receive, backend) for _ in range(8)]:
            waiting.result()
    assert most == 1
