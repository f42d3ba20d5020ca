"""Writes through pyarrow on s3fs, which can name a KMS key: BUCKET KEY_ARN PAUSE FILE=KEY..."""

import os
import sys
import time
from pathlib import Path

from pyarrow import fs
from s3fs import S3FileSystem

bucket, key_arn, pause, *uploads = sys.argv[1:]
s3 = fs.PyFileSystem(
    fs.FSSpecHandler(
        S3FileSystem(
            endpoint_url=os.environ["AWS_ENDPOINT_URL"],
            s3_additional_kwargs={
                "ServerSideEncryption": "aws:kms",
                "SSEKMSKeyId": key_arn,
            },
            default_block_size=5 * 1024 * 1024,
        )
    )
)
for number, upload in enumerate(uploads):
    time.sleep(float(pause) if number else 0)
    file, key = upload.split("=", 1)
    with (
        s3.open_output_stream(f"{bucket}/{key}") as stream,
        Path(file).open("rb") as data,
    ):
        while block := data.read(1024 * 1024):
            stream.write(block)
