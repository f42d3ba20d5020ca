"""What the platform gives an organization, made with any client, and what tests ask of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import duckdb

from readings_pipeline.settings import Settings

REGION = "eu-central-1"
RAW = "raw-bucket"
STANDARDIZED = "standardized-bucket"
ATTEMPTS = 2
"""Receptions after which a queue moves a message to its dead-letter queue."""

READINGS = (
    "instrument,measured_at,value,unit\n"
    "probe-1,2026-11-25T23:59:59Z,1.250,mbar\n"
    "probe-2,2026-11-26T00:00:00Z,-0.001,mbar\n"
    "probe-1,2026-11-26T07:15:00.5Z,999999999999999.999,mbar\n"
)


def event(key: str, bucket: str = RAW, **changes: Any) -> str:
    """The message that announces an object."""
    detail = {"bucket": {"name": bucket}, "object": {"key": key}}
    return json.dumps(
        {"source": "aws.s3", "detail-type": "Object Created", "detail": detail} | changes
    )


@dataclass
class Account:
    """Clients, and the resources of one organization."""

    client: Any
    settings: Settings
    dead_letters_url: str

    def arrive(self, key: str, content: str | bytes = READINGS) -> None:
        """Puts a raw object and its message."""
        self.client("s3").put_object(Bucket=RAW, Key=key, Body=content)
        self.send(event(key))

    def send(self, body: str) -> None:
        """Puts a message into the arrivals queue."""
        self.client("sqs").send_message(QueueUrl=self.settings.queue_url, MessageBody=body)

    def waiting(self, queue_url: str) -> int:
        """How many messages a queue holds, visible or not."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self.client("sqs").get_queue_attributes(QueueUrl=queue_url, AttributeNames=names)
        return sum(int(answer["Attributes"][name]) for name in names)

    def objects(self, prefix: str = "") -> list[str]:
        """The standardized objects."""
        answer = self.client("s3").list_objects_v2(Bucket=STANDARDIZED, Prefix=prefix)
        return [entry["Key"] for entry in answer.get("Contents", [])]

    def rows(self, folder: Any) -> list[tuple[str, ...]]:
        """Every standardized row, as texts."""
        found = []
        for number, key in enumerate(self.objects()):
            path = str(folder / f"{number}.parquet")
            self.client("s3").download_file(STANDARDIZED, key, path)
            found += duckdb.sql(
                "SELECT instrument, measured_at::VARCHAR, value::VARCHAR, unit"
                f" FROM read_parquet('{path}')"
            ).fetchall()
        return sorted(found)


def prepare(client: Any, slug: str) -> Account:
    """Makes what the platform gives an organization."""
    database = f"op_test_{slug.replace('-', '_')}"
    sqs, kms = client("sqs"), client("kms")
    for bucket in (RAW, STANDARDIZED):
        client("s3").create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
    dead_letters_url = sqs.create_queue(QueueName=f"{slug}-dead-letters")["QueueUrl"]
    answer = sqs.get_queue_attributes(QueueUrl=dead_letters_url, AttributeNames=["QueueArn"])
    redrive = {
        "deadLetterTargetArn": answer["Attributes"]["QueueArn"],
        "maxReceiveCount": ATTEMPTS,
    }
    client("glue").create_database(DatabaseInput={"Name": database})
    settings = Settings(
        queue_url=sqs.create_queue(
            QueueName=slug, Attributes={"RedrivePolicy": json.dumps(redrive)}
        )["QueueUrl"],
        raw_bucket=RAW,
        standardized_bucket=STANDARDIZED,
        key_arn=kms.create_key()["KeyMetadata"]["Arn"],
        slug=slug,
        database=database,
    )
    return Account(client, settings, dead_letters_url)


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment that the program reads these settings from."""
    return {
        "ARRIVALS_QUEUE_URL": settings.queue_url,
        "RAW_BUCKET": settings.raw_bucket,
        "STANDARDIZED_BUCKET": settings.standardized_bucket,
        "ORGANIZATION_KEY_ARN": settings.key_arn,
        "ORG_SLUG": settings.slug,
        "GLUE_DATABASE": settings.database,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
