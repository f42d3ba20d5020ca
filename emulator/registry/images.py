"""The images of repositories. moto has them, so that the API and the registry tell the same."""

from __future__ import annotations

import json
from hashlib import sha256
from threading import Lock
from typing import Any
from uuid import uuid4

from moto.ecr.models import Image, Repository, ecr_backends

from emulator.registry import refusals

_RECORDING = Lock()


def repository_of(account: str, region: str, name: str) -> Repository:
    """The repository; RegistryError if it was not created."""
    repository = ecr_backends[account][region].repositories.get(name)
    if repository is None:
        raise refusals.no_repository(name, account)
    return repository


def storage_name(repository: Repository) -> str:
    """Under which name its bytes are kept: a repository that is made anew begins empty."""
    name: str = vars(repository).setdefault("emulator_storage_name", uuid4().hex)
    return name


def digest_of(manifest: bytes) -> str:
    """The digest by which an image is known."""
    return f"sha256:{sha256(manifest).hexdigest()}"


def digest_named(repository: Repository, reference: str) -> str:
    """The digest of the image with a tag or a digest; RegistryError if there is none."""
    for image in repository.images:
        if reference == image.image_digest or reference in image.image_tags:
            return image.image_digest
    raise refusals.no_image()


def require_free_tag(repository: Repository, tag: str | None, digest: str) -> None:
    """RegistryError if the tag is another image's and must stay it."""
    if repository.is_tag_immutable() and any(
        tag in image.image_tags and image.image_digest != digest for image in repository.images
    ):
        raise refusals.tag_taken(str(tag), repository.name)


def record(repository: Repository, manifest: bytes, media_type: str, tag: str | None) -> None:
    """Adds an image that was pushed, or a tag to one that is there; RegistryError if it may not."""
    digest = digest_of(manifest)
    with _RECORDING:
        require_free_tag(repository, tag, digest)
        same = next((one for one in repository.images if one.image_digest == digest), None)
        if same is not None and (tag is None or tag in same.image_tags):
            return
        if tag is not None:
            for image in repository.images:
                image.remove_tag(tag)
        if same is None:
            # moto's type does not say that images need no tag.
            optional_tag: Any = tag
            text = manifest.decode()
            owner, name = repository.account_id, repository.name
            repository.images.append(Image(owner, optional_tag, text, name, media_type, digest))
        elif tag is not None:
            same.update_tag(tag)


def require_manifest(manifest: bytes) -> None:
    """RegistryError if it is no JSON object, which moto reads it as."""
    try:
        parsed = json.loads(manifest)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise refusals.manifest_invalid("the manifest is not a JSON object")
