import os
import signal

import pytest

from readings_pipeline.stop import Stop, Stopped


@pytest.fixture
def stop():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    made = Stop()
    made.listen()
    yield made
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_ends_a_wait_at_once(stop, number):
    with pytest.raises(Stopped), stop.ends_waiting():
        os.kill(os.getpid(), number)
    assert stop.requested


def test_a_request_lets_work_finish(stop):
    with stop.ends_waiting():
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    assert stop.requested
