"""Uploads with boto3, new or old: BUCKET KEY_ARN PAUSE FILE=KEY..., with a pause in seconds between two."""

import os
import sys
import time

import boto3

bucket, key_arn, pause, *uploads = sys.argv[1:]
# Named here, since boto3 of before 2023 does not read AWS_ENDPOINT_URL.
s3 = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
for number, upload in enumerate(uploads):
    time.sleep(float(pause) if number else 0)
    file, key = upload.split("=", 1)
    s3.upload_file(
        file,
        bucket,
        key,
        ExtraArgs={"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key_arn},
    )
