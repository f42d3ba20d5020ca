"""Writes through pyarrow's own S3 file system: BUCKET KEY_ARN PAUSE FILE=KEY... It takes no KMS key."""

import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from pyarrow import fs

bucket, _key_arn, pause, *uploads = sys.argv[1:]
endpoint = urlsplit(os.environ["AWS_ENDPOINT_URL"])
s3 = fs.S3FileSystem(endpoint_override=endpoint.netloc, scheme=endpoint.scheme)
for number, upload in enumerate(uploads):
    time.sleep(float(pause) if number else 0)
    file, key = upload.split("=", 1)
    with (
        s3.open_output_stream(f"{bucket}/{key}") as stream,
        Path(file).open("rb") as data,
    ):
        while block := data.read(1024 * 1024):
            stream.write(block)
