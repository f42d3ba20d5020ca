"""Writes through pyarrow's own S3 file system: BUCKET KEY_ARN PAUSE FILE=KEY... It takes no KMS key."""

import sys
import time
from pathlib import Path

from pyarrow import fs

bucket, _key_arn, pause, *uploads = sys.argv[1:]
s3 = fs.S3FileSystem()
for number, upload in enumerate(uploads):
    time.sleep(float(pause) if number else 0)
    file, key = upload.split("=", 1)
    with s3.open_output_stream(f"{bucket}/{key}") as stream:
        stream.write(Path(file).read_bytes())
