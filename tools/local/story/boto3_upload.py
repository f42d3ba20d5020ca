"""Uploads with boto3 as whoever the AWS profile `hub` is; says what came of each upload as JSON."""

import json
import sys

import boto3
from botocore.exceptions import ClientError

bucket, key_arn, *keys = sys.argv[1:]
s3 = boto3.Session(profile_name="hub").client("s3")


def upload(key: str) -> str:
    try:
        s3.put_object(
            Bucket=bucket,
            Key=key,
            Body=b"from boto3",
            ServerSideEncryption="aws:kms",
            SSEKMSKeyId=key_arn,
        )
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "allowed"


print(json.dumps([upload(key) for key in keys]))
