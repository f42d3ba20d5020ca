"""Uploads a file with boto3: upload.py FILE BUCKET KEY KEY_ARN"""

import sys

import boto3

file, bucket, key, key_arn = sys.argv[1:]
encryption = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key_arn}
boto3.client("s3").upload_file(file, bucket, key, ExtraArgs=encryption)
