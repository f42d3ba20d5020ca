"""Errors of the registry, in the JSON form of its protocol and in ECR's words.

https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes
"""

from __future__ import annotations

import json
from http import HTTPStatus


class RegistryError(Exception):
    """A request that is not carried out."""

    def __init__(self, status: HTTPStatus, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    @property
    def body(self) -> bytes:
        """What clients show."""
        error = {"code": self.code, "message": str(self)}
        return json.dumps({"errors": [error]}).encode()


def not_logged_in() -> RegistryError:
    """There is no token, or one that nobody was given. Clients are told how to log in."""
    return RegistryError(HTTPStatus.UNAUTHORIZED, "UNAUTHORIZED", "Not Authorized")


def login_expired() -> RegistryError:
    """ECR answers an old token as a denial, and not with a challenge."""
    message = "Your authorization token has expired. Reauthenticate and try again."
    return RegistryError(HTTPStatus.FORBIDDEN, "DENIED", message)


def denied(message: str) -> RegistryError:
    """The caller's policies, or the repository's, do not allow it."""
    return RegistryError(HTTPStatus.FORBIDDEN, "DENIED", message)


def no_repository(name: str, registry_id: str) -> RegistryError:
    """Pushing does not create a repository."""
    message = (
        f"The repository with name '{name}' does not exist in the registry with id '{registry_id}'"
    )
    return RegistryError(HTTPStatus.NOT_FOUND, "NAME_UNKNOWN", message)


def no_image() -> RegistryError:
    """No image of the repository has the tag or the digest."""
    return RegistryError(HTTPStatus.NOT_FOUND, "MANIFEST_UNKNOWN", "Requested image not found")


def tag_taken(tag: str, repository: str) -> RegistryError:
    """Another image has the tag, and tags are immutable.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
    """
    message = (
        f"The image tag '{tag}' already exists in the '{repository}' repository "
        "and cannot be overwritten because the repository is immutable."
    )
    return RegistryError(HTTPStatus.BAD_REQUEST, "TAG_INVALID", message)


def not_offered(method: str, path: str) -> RegistryError:
    """Lists, deletions and whatever else is no push or pull."""
    message = f"{method} {path} is not emulated; use the ECR API to list and delete images"
    return RegistryError(HTTPStatus.METHOD_NOT_ALLOWED, "UNSUPPORTED", message)


def manifest_invalid(message: str) -> RegistryError:
    """A manifest that ECR does not take."""
    return RegistryError(HTTPStatus.BAD_REQUEST, "MANIFEST_INVALID", message)


def unavailable(message: str) -> RegistryError:
    """Nothing keeps images on this machine."""
    return RegistryError(HTTPStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", message)
