"""Which ECR action each request of the registry protocol needs.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

#: Where a client asks whether it is logged in.
ROOT = "/v2/"
# https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
_PART = r"[a-z0-9]+(?:[._-][a-z0-9]+)*"
_NAME = rf"(?:{_PART}/)*{_PART}"
_DIGEST = r"sha256:[0-9a-f]{64}"
_PATHS = re.compile(
    rf"/v2/(?P<repository>{_NAME})/"
    rf"(?:manifests/(?P<manifest>{_DIGEST}|[A-Za-z0-9_][A-Za-z0-9._-]{{0,127}})"
    rf"|blobs/(?P<blob>{_DIGEST})"
    r"|blobs/uploads/(?P<upload>[A-Za-z0-9-]*))"
)


class Subject(Enum):
    """What a request is about."""

    MANIFEST = "manifest"
    BLOB = "blob"
    UPLOAD = "upload"


_OPERATIONS = {
    ("GET", Subject.MANIFEST): "BatchGetImage",
    ("HEAD", Subject.MANIFEST): "BatchGetImage",
    ("PUT", Subject.MANIFEST): "PutImage",
    ("GET", Subject.BLOB): "GetDownloadUrlForLayer",
    ("HEAD", Subject.BLOB): "BatchCheckLayerAvailability",
    ("POST", Subject.UPLOAD): "InitiateLayerUpload",
    ("PATCH", Subject.UPLOAD): "UploadLayerPart",
    ("PUT", Subject.UPLOAD): "CompleteLayerUpload",
}


@dataclass(frozen=True)
class RegistryRequest:
    """One request: the ECR operation, the repository, and a tag, a digest or an upload's id."""

    operation: str
    subject: Subject
    repository: str
    reference: str

    @property
    def is_by_digest(self) -> bool:
        """Whether a manifest is named by its digest, and not by a tag."""
        return ":" in self.reference


def read(method: str, path: str) -> RegistryRequest | None:
    """What a request asks for; None if it is nothing that ECR offers here."""
    found = _PATHS.fullmatch(path)
    if found is None:
        return None
    for subject in Subject:
        reference = found[subject.value]
        operation = _OPERATIONS.get((method, subject))
        # POST begins an upload, which has no id yet; the others go on with one.
        is_new = subject is Subject.UPLOAD and method == "POST"
        if reference is not None and operation is not None and is_new == (reference == ""):
            return RegistryRequest(operation, subject, found["repository"], reference)
    return None
