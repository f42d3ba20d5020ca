"""Works off the arrivals queue, one message at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError

from readings_pipeline.catalog import ensure_partitions, ensure_table
from readings_pipeline.conversion import convert
from readings_pipeline.event import arrival_of
from readings_pipeline.log import log
from readings_pipeline.rejection import Rejected
from readings_pipeline.settings import Settings
from readings_pipeline.storage import download, table_location, upload


@dataclass
class Tally:
    """What came of the messages."""

    processed: int = 0
    rejected: int = 0
    failed: int = 0

    @property
    def received(self) -> int:
        """All of them. One that is received again counts again."""
        return self.processed + self.rejected + self.failed


class Worker:
    """Turns arrivals into rows of the table.

    A message is deleted last. If the process dies before that, the message comes back after its
    visibility timeout, and processing it again overwrites the same objects.
    """

    def __init__(self, settings: Settings, client: Callable[[str], Any]) -> None:
        self._settings = settings
        self._sqs = client("sqs")
        self._s3 = client("s3")
        self._glue = client("glue")

    def receive(self, wait_seconds: int) -> dict[str, str] | None:
        """The next message, or None if none came within the time."""
        # One at a time: the visibility timeout of a second one would run out while it waits.
        answer = self._sqs.receive_message(
            QueueUrl=self._settings.queue_url,
            MaxNumberOfMessages=1,
            WaitTimeSeconds=wait_seconds,
        )
        messages: list[dict[str, str]] = answer.get("Messages", [])
        return messages[0] if messages else None

    def handle(self, message: dict[str, str], tally: Tally) -> None:
        """Processes a message, and counts and logs what came of it."""
        message_id = message["MessageId"]
        try:
            self._process(message)
            tally.processed += 1
        except Rejected as rejection:
            tally.rejected += 1
            log("error", "rejected", message=message_id, reason=str(rejection))
            self._give_back(message)
        except (Boto3Error, BotoCoreError, ClientError, OSError, duckdb.Error) as error:
            # Stays invisible for its timeout, which is the pause before the next attempt.
            tally.failed += 1
            log("error", "failed", message=message_id, reason=f"{type(error).__name__}: {error}")

    def _process(self, message: dict[str, str]) -> None:
        started = time.monotonic()
        arrival = arrival_of(message["Body"], self._settings)
        key = arrival.key
        if arrival.is_check:
            self._delete(message)
            log("info", "check of a hub", message=message["MessageId"], key=key, hub=arrival.hub)
            return
        with TemporaryDirectory(prefix="readings-") as name:
            folder = Path(name)
            csv = folder / "raw.csv"
            try:
                download(self._s3, self._settings, key, csv)
                files = convert(csv, folder)
            except Rejected as rejection:
                raise Rejected(f"{key}: {rejection}") from None
            for file in files:
                upload(self._s3, self._settings, key, file)
        database, location = self._settings.database, table_location(self._settings)
        ensure_table(self._glue, database, location)
        ensure_partitions(self._glue, database, location, [file.day for file in files])
        self._delete(message)
        log(
            "info",
            "processed",
            message=message["MessageId"],
            key=key,
            hub=arrival.hub,
            rows=sum(file.rows for file in files),
            days=len(files),
            seconds=round(time.monotonic() - started, 3),
        )

    def _delete(self, message: dict[str, str]) -> None:
        self._sqs.delete_message(
            QueueUrl=self._settings.queue_url, ReceiptHandle=message["ReceiptHandle"]
        )

    def _give_back(self, message: dict[str, str]) -> None:
        """Makes a rejected message visible at once, so that it is soon in the dead-letter queue.

        The queue moves it there after as many attempts as its redrive policy says. This program may
        not send messages, so it cannot do that itself.
        """
        try:
            self._sqs.change_message_visibility(
                QueueUrl=self._settings.queue_url,
                ReceiptHandle=message["ReceiptHandle"],
                VisibilityTimeout=0,
            )
        except (BotoCoreError, ClientError) as error:
            # Then it comes back after its visibility timeout.
            log("warning", "not given back", message=message["MessageId"], reason=str(error))
