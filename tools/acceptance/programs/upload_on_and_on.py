"""Uploads every half second, until its input ends: upload_on_and_on.py BUCKET PREFIX KEY_ARN

Each upload asks the agent for credentials anew, as a program that is started for it would. Prints a line for each,
"ok" or the error.
"""

import select
import sys

import boto3

EVERY = 0.5

bucket, prefix, key_arn = sys.argv[1:]
number = 0
while not select.select([sys.stdin], [], [], EVERY)[0]:
    number += 1
    try:
        boto3.session.Session().client("s3").put_object(
            Bucket=bucket,
            Key=f"{prefix}on-and-on/{number}",
            Body=b"one of many\n",
            ServerSideEncryption="aws:kms",
            SSEKMSKeyId=key_arn,
        )
        print("ok", flush=True)
    except Exception as error:  # whatever it is, an owner would miss this upload
        print(f"{type(error).__name__}: {error}".replace("\n", " "), flush=True)
