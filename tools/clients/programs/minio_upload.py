"""Uploads with minio-py: BUCKET KEY_ARN PAUSE FILE=KEY..., with a pause in seconds between two."""

import os
import sys
import time
from urllib.parse import urlsplit

import certifi
import urllib3
from minio import Minio
from minio.credentials import IamAwsProvider
from minio.sse import SseKMS

bucket, key_arn, pause, *uploads = sys.argv[1:]
endpoint = urlsplit(os.environ["AWS_ENDPOINT_URL"])
client = Minio(
    endpoint=endpoint.netloc,
    secure=endpoint.scheme == "https",
    # Without it minio-py asks for the bucket's Region, which a hub may not know.
    region=os.environ["AWS_REGION"],
    credentials=IamAwsProvider(),
    http_client=urllib3.PoolManager(
        ca_certs=os.environ.get("SSL_CERT_FILE", certifi.where()), retries=False
    ),
)
for number, upload in enumerate(uploads):
    time.sleep(float(pause) if number else 0)
    file, key = upload.split("=", 1)
    client.fput_object(
        bucket, key, file, sse=SseKMS(key_arn, {}), part_size=5 * 1024 * 1024
    )
