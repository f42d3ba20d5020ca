"""Messages: redelivery, dead letters, their replay, and several consumers at once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError
from moto.core.utils import unix_time_millis
from moto.sqs import models

from emulator.queues import receiving
from emulator.tests.arrivals import queue_arn, received
from emulator.tests.shared_clients import client_of

NAME, DEAD = "acme-arrivals", "acme-arrivals-dead"


@pytest.fixture
def sqs(client, deployer):
    """Queues with two receives before a message is a dead letter, visible again after a second."""

    def queue(name, **more):
        return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name, **more}}

    redrive = {"deadLetterTargetArn": queue_arn("acme", "-dead"), "maxReceiveCount": 2}
    deployer.succeed(
        {
            "Dead": queue(DEAD),
            "Queue": {
                **queue(NAME, RedrivePolicy=redrive, VisibilityTimeout=1),
                "DependsOn": "Dead",
            },
        }
    )
    return client("sqs")


@pytest.fixture
def later(monkeypatch):
    """Moves the clock of all queues."""
    ahead = 0

    def move(seconds):
        nonlocal ahead
        ahead += 1000 * seconds

    for module in (models, receiving):
        monkeypatch.setattr(module, "unix_time_millis", lambda: unix_time_millis() + ahead)
    return move


def url_of(sqs, name=NAME):
    return sqs.get_queue_url(QueueName=name)["QueueUrl"]


def send(sqs, *bodies, name=NAME):
    for body in bodies:
        sqs.send_message(QueueUrl=url_of(sqs, name), MessageBody=body)


def bodies(messages):
    return [message["Body"] for message in messages]


def delete(sqs, message, name=NAME):
    sqs.delete_message(QueueUrl=url_of(sqs, name), ReceiptHandle=message["ReceiptHandle"])


def release(sqs, message, seconds=0):
    sqs.change_message_visibility(
        QueueUrl=url_of(sqs),
        ReceiptHandle=message["ReceiptHandle"],
        VisibilityTimeout=seconds,
    )


def fail_until_dead(sqs):
    """Receives everything as often as allowed, and once more."""
    for _ in range(2):
        for message in received(sqs, NAME):
            release(sqs, message)
        time.sleep(0.01)
    assert received(sqs, NAME) == []


def test_a_consumer_that_dies_leaves_its_message_to_the_next(sqs, later):
    # GIVEN a message that was received and neither deleted nor given back
    send(sqs, "file")
    (first,) = received(sqs, NAME)
    # WHEN another consumer asks before the visibility timeout ends, and waits
    later(0.5)
    assert received(sqs, NAME) == []
    with ThreadPoolExecutor(1) as pool:
        started = time.monotonic()
        waiting = pool.submit(received, sqs, NAME, WaitTimeSeconds=5)
        time.sleep(0.1)
        assert not waiting.done()
        later(0.6)
        # THEN it gets the message when it ends
        (again,) = waiting.result()
    assert time.monotonic() - started < 3
    assert (again["MessageId"], again["Body"]) == (first["MessageId"], "file")
    assert again["Attributes"]["ApproximateReceiveCount"] == "2"


def test_a_deleted_message_does_not_come_back(sqs, later):
    send(sqs, "file", "other")
    first, second = received(sqs, NAME)
    delete(sqs, first)
    later(2)
    # Where the one that was not deleted does.
    assert bodies(received(sqs, NAME)) == [second["Body"]]


def test_a_consumer_can_give_a_message_back_or_keep_it_longer(sqs, later):
    send(sqs, "file")
    release(sqs, received(sqs, NAME)[0])
    later(0.01)
    (message,) = received(sqs, NAME)
    release(sqs, message, seconds=60)
    later(59)
    assert received(sqs, NAME) == []


def test_one_that_waits_gets_what_is_sent_meanwhile(sqs):
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(received, sqs, NAME, WaitTimeSeconds=5)
        time.sleep(0.05)
        send(sqs, "file")
        assert bodies(waiting.result()) == ["file"]


def test_no_message_goes_to_two_consumers_or_to_none(sqs, ready):
    """Senders, receivers and deletions at the same time."""
    url = url_of(sqs)
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "300"})
    root = {"AccessKeyId": "test", "SecretAccessKey": "test"}

    def consume(_):
        own, found = client_of(root, "sqs", ready["endpoint"]), []
        for _ in range(40):
            messages = own.receive_message(QueueUrl=url, MaxNumberOfMessages=3).get("Messages", [])
            for message in messages:
                own.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                found.append(message["Body"])
        return found

    def produce(number):
        own = client_of(root, "sqs", ready["endpoint"])
        for index in range(30):
            own.send_message(QueueUrl=url, MessageBody=f"{number}-{index}")

    with ThreadPoolExecutor(5) as pool:
        producers = [pool.submit(produce, number) for number in range(2)]
        consumers = [pool.submit(consume, number) for number in range(3)]
        for producer in producers:
            producer.result()
        found = [body for consumer in consumers for body in consumer.result()]
    found += bodies(received(sqs, NAME))
    assert sorted(found) == sorted(f"{n}-{index}" for n in range(2) for index in range(30))


def test_a_message_that_is_never_deleted_becomes_a_dead_letter(sqs):
    send(sqs, "bad", "worse")
    fail_until_dead(sqs)
    assert sorted(bodies(received(sqs, DEAD))) == ["bad", "worse"]


def test_dead_letters_go_back_to_where_they_came_from(sqs):
    send(sqs, "bad")
    fail_until_dead(sqs)
    source = queue_arn("acme", "-dead")
    handle = sqs.start_message_move_task(SourceArn=source)["TaskHandle"]
    (task,) = sqs.list_message_move_tasks(SourceArn=source)["Results"]
    assert (task["Status"], task["ApproximateNumberOfMessagesMoved"]) == ("COMPLETED", 1)
    (message,) = received(sqs, NAME)
    assert (message["Body"], message["Attributes"]["ApproximateReceiveCount"]) == ("bad", "1")
    assert received(sqs, DEAD) == []
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        sqs.cancel_message_move_task(TaskHandle=handle)


def test_dead_letters_can_go_to_another_queue(sqs):
    send(sqs, "bad")
    fail_until_dead(sqs)
    sqs.create_queue(QueueName="acme-replay")
    sqs.start_message_move_task(
        SourceArn=queue_arn("acme", "-dead"),
        DestinationArn=queue_arn("acme").replace("-arrivals", "-replay"),
    )
    assert bodies(received(sqs, "acme-replay")) == ["bad"]
    assert received(sqs, NAME) == []


def test_what_did_not_come_from_a_queue_needs_a_destination(sqs):
    """As EventBridge's dead letters do."""
    source = queue_arn("acme", "-dead")
    send(sqs, "event", name=DEAD)
    sqs.start_message_move_task(SourceArn=source)
    (task,) = sqs.list_message_move_tasks(SourceArn=source)["Results"]
    assert (task["Status"], task["FailureReason"]) == ("FAILED", "CouldNotDetermineMessageSource")
    sqs.start_message_move_task(SourceArn=source, DestinationArn=queue_arn("acme"))
    assert bodies(received(sqs, NAME)) == ["event"]
    statuses = sqs.list_message_move_tasks(SourceArn=source, MaxResults=10)["Results"]
    assert [task["Status"] for task in statuses] == ["COMPLETED", "FAILED"]


def test_only_a_dead_letter_queue_has_dead_letters(sqs):
    with pytest.raises(ClientError, match="must be configured as a Dead Letter Queue"):
        sqs.start_message_move_task(SourceArn=queue_arn("acme"))
    with pytest.raises(ClientError, match="doesn't exist"):
        sqs.start_message_move_task(SourceArn=queue_arn("missing"))


def test_purging_empties_a_queue(sqs):
    send(sqs, "a", "b")
    sqs.purge_queue(QueueUrl=url_of(sqs))
    assert received(sqs, NAME) == []


def test_setting_one_attribute_leaves_the_others(sqs):
    url = url_of(sqs)
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "7"})
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert found["VisibilityTimeout"] == "7"
    assert "acme-arrivals-dead" in found["RedrivePolicy"]


def test_a_message_of_a_batch_that_is_refused_keeps_no_other_from_being_sent(sqs):
    entries = {"empty": "", "odd": "\x01", "good": "x"}
    batch = [{"Id": name, "MessageBody": body} for name, body in entries.items()]
    answer = sqs.send_message_batch(QueueUrl=url_of(sqs), Entries=batch)
    assert [one["Id"] for one in answer["Successful"]] == ["good"]
    assert {one["Id"]: one["Code"] for one in answer["Failed"]} == {
        "empty": "MissingParameter",
        "odd": "InvalidMessageContents",
    }
    with pytest.raises(sqs.exceptions.BatchEntryIdsNotDistinct) as caught:
        sqs.send_message_batch(QueueUrl=url_of(sqs), Entries=batch[:1] * 2)
    code = caught.value.response["Error"]["Code"]
    assert code == "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"
