"""Digest files, with which anyone can check that no log file was changed or deleted.

Each names the log files since the last with their hashes, and the last digest with its hash and
signature. ``aws cloudtrail validate-logs`` follows the chain.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from moto.cloudtrail.models import Trail

from emulator.cloudtrail import signing
from emulator.cloudtrail.digest_chain import DeliveredFile, Digest, DigestChain
from emulator.cloudtrail.log_files import compressed, to_json
from emulator.cloudtrail.permissions import Destination
from emulator.cloudtrail.storage import store

# Digests are never encrypted under the trail's key.
_ENCRYPTION = "AES256"
_SECOND = timedelta(seconds=1)


def deliver_digest(
    trail: Trail, destination: Destination, region: str, chain: DigestChain, moment: datetime
) -> None:
    """Stores the next digest of the chain; UndeliveredError leaves the chain as it is."""
    end = max(moment.replace(microsecond=0), chain.start + _SECOND)
    key = _key(trail, destination, region, end)
    content = to_json(_content(destination, key, chain, end))
    sha256 = hashlib.sha256(content).hexdigest()
    previous = chain.last.signature if chain.last else "null"
    signature = signing.sign(f"{_iso(end)}\n{destination.bucket}/{key}\n{sha256}\n{previous}")
    metadata = {
        "x-amz-meta-signature": signature,
        "x-amz-meta-signature-algorithm": signing.ALGORITHM,
    }
    store(destination, key, compressed(content), encryption=_ENCRYPTION, metadata=metadata)
    chain.last = Digest(destination.bucket, key, sha256, signature)
    chain.files, chain.start = [], end


def _key(trail: Trail, destination: Destination, region: str, end: datetime) -> str:
    folder = destination.folder("CloudTrail-Digest")
    name = (
        f"{destination.account}_CloudTrail-Digest_{region}_{trail.trail_name}"
        f"_{trail.region_name}_{end:%Y%m%dT%H%M%SZ}.json.gz"
    )
    return f"{folder}/{region}/{end:%Y/%m/%d}/{name}"


def _content(
    destination: Destination, key: str, chain: DigestChain, end: datetime
) -> dict[str, Any]:
    files, last = chain.files, chain.last
    return {
        "awsAccountId": destination.account,
        "digestStartTime": _iso(chain.start),
        "digestEndTime": _iso(end),
        "digestS3Bucket": destination.bucket,
        "digestS3Object": key,
        "digestPublicKeyFingerprint": signing.fingerprint(),
        "digestSignatureAlgorithm": signing.ALGORITHM,
        "newestEventTime": max((file.newest for file in files), default=None),
        "oldestEventTime": min((file.oldest for file in files), default=None),
        "previousDigestS3Bucket": last.bucket if last else None,
        "previousDigestS3Object": last.key if last else None,
        "previousDigestHashValue": last.sha256 if last else None,
        "previousDigestHashAlgorithm": "SHA-256" if last else None,
        "previousDigestSignature": last.signature if last else None,
        "logFiles": [_file(file) for file in files],
    }


def _file(file: DeliveredFile) -> dict[str, str]:
    return {
        "s3Bucket": file.bucket,
        "s3Object": file.key,
        "hashValue": file.sha256,
        "hashAlgorithm": "SHA-256",
        "newestEventTime": file.newest,
        "oldestEventTime": file.oldest,
    }


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
