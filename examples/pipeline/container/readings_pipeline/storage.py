"""Objects in S3: the raw file comes, the Parquet files go."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from readings_pipeline.conversion import DayFile
from readings_pipeline.rejection import Rejected
from readings_pipeline.schema import PARTITION, TABLE
from readings_pipeline.settings import Settings

# An object that is gone is denied to whoever may not list the whole bucket, such as this program.
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
_GONE = ("404", "NoSuchKey")
_DENIED = ("403", "AccessDenied")


def download(s3: Any, settings: Settings, key: str, path: Path) -> None:
    """Streams a raw object into a file. Raises Rejected if it is gone."""
    try:
        s3.download_file(settings.raw_bucket, key, str(path))
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _GONE or (code in _DENIED and not _is_listed(s3, settings, key)):
            raise Rejected("the object does not exist any more") from None
        raise


def _is_listed(s3: Any, settings: Settings, key: str) -> bool:
    """The organization's folder can be listed, in which the key itself comes first."""
    answer = s3.list_objects_v2(Bucket=settings.raw_bucket, Prefix=key, MaxKeys=1)
    return any(item["Key"] == key for item in answer.get("Contents", []))


def table_location(settings: Settings) -> str:
    """The folder of the table as a URI."""
    return f"s3://{settings.standardized_bucket}/{settings.prefix}{TABLE}/"


def day_key(settings: Settings, raw_key: str, day: str) -> str:
    """Where the readings go that one raw object has of one day.

    The same object gives the same key, so that a message that is delivered twice overwrites what it
    wrote. Readings of that day that come late, in another object, get a file of their own.
    """
    name = hashlib.sha256(raw_key.encode()).hexdigest()[:32]
    return f"{settings.prefix}{TABLE}/{PARTITION}={day}/{name}.parquet"


def upload(s3: Any, settings: Settings, raw_key: str, file: DayFile) -> None:
    """Uploads a day's readings under the organization's key, in parts if they are large."""
    s3.upload_file(
        str(file.path),
        settings.standardized_bucket,
        day_key(settings, raw_key, file.day),
        ExtraArgs={"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": settings.key_arn},
    )
