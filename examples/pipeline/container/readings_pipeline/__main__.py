"""The command: ``python -m readings_pipeline``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from readings_pipeline.log import log
from readings_pipeline.publish import publish
from readings_pipeline.settings import VARIABLES, Settings, SettingsError, read_settings
from readings_pipeline.stop import Stop, Stopped
from readings_pipeline.worker import Tally, Worker

LONGEST_WAIT_SECONDS = 20

EPILOG = "\n".join(
    [
        "environment variables:",
        *(f"  {variable:<22}{meaning}" for variable, _, meaning in VARIABLES.values()),
        "  Region, credentials and endpoints as boto3 takes them.",
        "",
        "exit codes:",
        "  0  every message was processed",
        "  1  a message was rejected or failed, or the queue cannot be read; the log says why",
        "  2  bad arguments or environment variables (then nothing was done)",
    ]
)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The arguments of the command."""
    parser = argparse.ArgumentParser(
        prog="python -m readings_pipeline",
        description="Turns raw readings that arrive into partitioned Parquet and a table.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--once", action="store_true", help="end when a wait brings no message; default: wait again"
    )
    parser.add_argument(
        "--max-messages",
        type=int,
        metavar="N",
        help="end after N messages, one that is received again counted again",
    )
    parser.add_argument(
        "--wait",
        type=int,
        default=LONGEST_WAIT_SECONDS,
        metavar="SECONDS",
        help=f"how long a wait for a message lasts, 0 to {LONGEST_WAIT_SECONDS} (default)",
    )
    parser.add_argument(
        "--publish-job",
        metavar="S3_URI",
        help="put the Glue job into this folder of the organization's artifacts, and end",
    )
    parsed = parser.parse_args(arguments)
    if not 0 <= parsed.wait <= LONGEST_WAIT_SECONDS:
        parser.error(f"--wait {parsed.wait}: 0 to {LONGEST_WAIT_SECONDS} seconds")
    if parsed.max_messages is not None and parsed.max_messages < 1:
        parser.error(f"--max-messages {parsed.max_messages}: at least 1")
    return parsed


def client(service: str) -> Any:
    """A client that repeats calls which fail in passing."""
    retries = {"mode": "standard", "total_max_attempts": 5}
    return boto3.client(service, config=Config(retries=retries))


def work(settings: Settings, arguments: argparse.Namespace, stop: Stop) -> Tally:
    """Works until told to stop, or as far as the arguments say."""
    worker = Worker(settings, client)
    tally = Tally()
    while not stop.requested and tally.received != arguments.max_messages:
        try:
            with stop.ends_waiting():
                message = worker.receive(arguments.wait)
        except Stopped:
            break
        if message is not None:
            worker.handle(message, tally)
        elif arguments.once:
            break
    return tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    parsed = parse(arguments)
    try:
        settings = read_settings(os.environ)
        if parsed.publish_job is not None:
            publish(client("s3"), settings, parsed.publish_job)
            return 0
        stop = Stop()
        stop.listen()
        log("info", "started", organization=settings.slug)
        tally = work(settings, parsed, stop)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except (BotoCoreError, ClientError) as error:
        log("error", "ended", reason=f"{type(error).__name__}: {error}")
        return 1
    counts = {"processed": tally.processed, "rejected": tally.rejected, "failed": tally.failed}
    log("info", "ended", **counts)
    return 0 if tally.received == tally.processed else 1


if __name__ == "__main__":
    sys.exit(main())
