"""Data that is not what its checksum says is refused, whole or as a part, and kept nowhere."""

from __future__ import annotations

import base64
import hashlib
import zlib

import pytest
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from emulator.tests.callers import SignedRequest, outcome, refusal_of, send
from emulator.tests.conftest import REGION
from emulator.validation.cyclic_checks import Crc32, Crc32c, Crc64Nvme

BUCKET = "platform-data"
DATA = b"readings of a day"


def b64(digest):
    return base64.b64encode(digest).decode()


def _digest(algorithm, *pieces):
    made = algorithm()
    for piece in pieces:
        made.update(piece)
    return made.digest()


@pytest.mark.parametrize(
    ("algorithm", "check"),
    [(Crc32, 0xCBF43926), (Crc32c, 0xE3069283), (Crc64Nvme, 0xAE8B14860A799888)],
)
def test_cyclic_checks_have_the_published_values(algorithm, check):
    """Of the nine digits, in one piece or several."""
    for pieces in ([b"123456789"], [b"123", b"", memoryview(b"456789")]):
        assert int.from_bytes(_digest(algorithm, *pieces), "big") == check


CHECKSUMS = {
    "ChecksumSHA256": lambda data: b64(hashlib.sha256(data).digest()),
    "ChecksumSHA1": lambda data: b64(hashlib.sha1(data).digest()),
    "ChecksumCRC32": lambda data: b64(zlib.crc32(data).to_bytes(4, "big")),
    "ChecksumCRC32C": lambda data: b64(_digest(Crc32c, data)),
    "ChecksumCRC64NVME": lambda data: b64(_digest(Crc64Nvme, data)),
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


def test_a_checksum_is_one_and_of_its_length(s3):
    sent = {name: CHECKSUMS[name](DATA) for name in ("ChecksumSHA256", "ChecksumSHA1")}
    for wrong in (sent, {"ChecksumCRC32C": b64(bytes(8))}, {"ChecksumCRC64NVME": "none"}):
        assert (
            outcome(s3.put_object, Bucket=BUCKET, Key="a", Body=DATA, **wrong) == "InvalidRequest"
        )


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


def chunked(endpoint, key, *chunks, trailer="x-amz-checksum-crc32", length=None, end="0"):
    """A request in chunks, with the checksum of the data after them."""
    data = b"".join(chunks)
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    checksum = CHECKSUMS["ChecksumCRC32"](DATA)
    body += f"{end}\r\n{trailer}:{checksum}\r\n\r\n".encode() if end else b""
    headers = {
        "Content-Encoding": "aws-chunked",
        "Content-Type": "text/csv",
        "x-amz-trailer": "x-amz-checksum-crc32",
        "x-amz-decoded-content-length": str(len(data) if length is None else length),
    }
    url = f"{endpoint}/{BUCKET}/{key}"
    request = AWSRequest("PUT", url, headers=headers, data=body)
    request.context["checksum"] = {"request_algorithm": {"in": "trailer"}}
    S3SigV4Auth(Credentials("test", "test"), "s3", REGION).add_auth(request)
    sent = {**dict(request.headers), "Host": url.split("/")[2]}
    return SignedRequest("PUT", url, sent, body)


def test_data_in_chunks_is_that_of_the_checksum_after_it(s3, endpoint):
    send(chunked(endpoint, "right", DATA[:5], DATA[5:]))
    assert s3.get_object(Bucket=BUCKET, Key="right")["Body"].read() == DATA
    for code, request in (
        ("BadDigest", chunked(endpoint, "wrong", DATA[:5], b"other")),
        ("IncompleteBody", chunked(endpoint, "wrong", DATA, length=len(DATA) + 1)),
        ("IncompleteBody", chunked(endpoint, "wrong", DATA, end="")),
        ("IncompleteBody", chunked(endpoint, "wrong", DATA, end="no size")),
        ("MalformedTrailerError", chunked(endpoint, "wrong", DATA, trailer="x-amz-other")),
    ):
        assert f"<Code>{code}</Code>" in refusal_of(request)
    assert s3.list_objects_v2(Bucket=BUCKET)["KeyCount"] == 1
