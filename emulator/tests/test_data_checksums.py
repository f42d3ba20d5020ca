"""Data that is not what its checksum says is refused, whole or as a part, and kept nowhere."""

from __future__ import annotations

import base64
import hashlib
import zlib

import pytest
from botocore.exceptions import ClientError

BUCKET = "platform-data"
DATA = b"readings of a day"


def b64(digest):
    return base64.b64encode(digest).decode()


CHECKSUMS = {
    "ChecksumSHA256": lambda data: b64(hashlib.sha256(data).digest()),
    "ChecksumSHA1": lambda data: b64(hashlib.sha1(data).digest()),
    "ChecksumCRC32": lambda data: b64(zlib.crc32(data).to_bytes(4, "big")),
    "ContentMD5": lambda data: b64(hashlib.md5(data).digest()),
}


@pytest.fixture
def s3(client):
    s3 = client("s3")
    s3.create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    return s3


@pytest.mark.parametrize("name", CHECKSUMS)
def test_an_object_is_kept_if_its_checksum_is_right(s3, name):
    s3.put_object(Bucket=BUCKET, Key="right", Body=DATA, **{name: CHECKSUMS[name](DATA)})

    with pytest.raises(ClientError, match="BadDigest"):
        s3.put_object(Bucket=BUCKET, Key="wrong", Body=DATA, **{name: CHECKSUMS[name](b"other")})

    assert s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 1


def test_so_is_a_part(s3):
    upload = s3.create_multipart_upload(
        Bucket=BUCKET, Key="large", ChecksumAlgorithm="SHA256", ChecksumType="COMPOSITE"
    )
    part = {"Bucket": BUCKET, "Key": "large", "UploadId": upload["UploadId"], "PartNumber": 1}
    sha256 = CHECKSUMS["ChecksumSHA256"]
    with pytest.raises(ClientError, match="BadDigest"):
        s3.upload_part(**part, Body=DATA, ChecksumSHA256=sha256(b"other"))

    s3.upload_part(**part, Body=DATA, ChecksumSHA256=sha256(DATA))

    assert len(s3.list_parts(Bucket=BUCKET, Key="large", UploadId=upload["UploadId"])["Parts"]) == 1
