"""Uploads in parts: order, declared size, and the checksums that they were begun with."""

from __future__ import annotations

import base64
import hashlib
import zlib

import pytest

from emulator.tests.callers import outcome
from emulator.tests.conftest import REGION

WHERE = {"Bucket": "acme-data", "Key": "large"}
SIZE = 5 * 1024 * 1024
FIRST, LAST = b"a" * SIZE, b"b"


def sha256(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


@pytest.fixture
def s3(kept, client):
    return kept(_with_a_bucket, client)


def _with_a_bucket(client):
    made = client("s3")
    where = {"LocationConstraint": REGION}
    made.create_bucket(Bucket=WHERE["Bucket"], CreateBucketConfiguration=where)
    return made


def begun(s3, **more):
    return {**WHERE, "UploadId": s3.create_multipart_upload(**WHERE, **more)["UploadId"]}


def completion(parts, **more):
    return {"MultipartUpload": {"Parts": parts}, **more}


def test_parts_are_named_in_their_order_and_have_the_size_declared(s3):
    upload = begun(s3)
    etags = [
        s3.upload_part(**upload, PartNumber=number, Body=body)["ETag"]
        for number, body in ((1, FIRST), (2, LAST))
    ]
    parts = [{"PartNumber": number, "ETag": etag} for number, etag in enumerate(etags, 1)]

    def told(listed, **more):
        return outcome(s3.complete_multipart_upload, **upload, **completion(listed, **more))

    assert told(parts[::-1]) == "InvalidPartOrder"
    assert told([parts[0], parts[0]]) == "InvalidPartOrder"
    assert told([*parts, {"PartNumber": 3, "ETag": etags[0]}]) == "InvalidPart"
    assert told(parts, MpuObjectSize=SIZE) == "InvalidRequest"
    assert told(parts, MpuObjectSize=SIZE + 1) == "allowed"
    assert s3.get_object(**WHERE)["Body"].read() == FIRST + LAST


def test_each_part_has_the_checksum_that_the_upload_declares(s3):
    upload = begun(s3, ChecksumAlgorithm="SHA256")
    part = {**upload, "PartNumber": 1, "Body": LAST}
    crc = base64.b64encode(zlib.crc32(LAST).to_bytes(4, "big")).decode()
    assert outcome(s3.upload_part, **part, ChecksumCRC32=crc) == "InvalidRequest"
    etag = s3.upload_part(**part, ChecksumSHA256=sha256(LAST))["ETag"]
    named = {"PartNumber": 1, "ETag": etag}

    def told(**checksum):
        return outcome(
            s3.complete_multipart_upload, **upload, **completion([{**named, **checksum}])
        )

    assert told() == "InvalidRequest"
    assert told(ChecksumSHA256=sha256(FIRST)) == "InvalidPart"
    assert told(ChecksumSHA256=sha256(LAST)) == "allowed"


def test_a_checksum_of_the_whole_object_needs_none_of_its_parts_in_the_end(s3):
    upload = begun(s3, ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT")
    # The client adds the checksum of the part.
    etag = s3.upload_part(**upload, PartNumber=1, Body=LAST, ChecksumAlgorithm="CRC32")["ETag"]
    parts = [{"PartNumber": 1, "ETag": etag}]
    assert outcome(s3.complete_multipart_upload, **upload, **completion(parts)) == "allowed"
