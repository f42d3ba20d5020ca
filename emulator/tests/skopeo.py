"""skopeo, as somebody who pushes and pulls images with it, each with a login of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from emulator.registry import storage

_MISSING = [
    name
    for name, found in (
        ("docker-registry", storage.is_installed()),
        ("skopeo", shutil.which("skopeo") is not None),
    )
    if not found
]
#: For tests that push and pull. Where REQUIRE_REGISTRY is set, to have no programs is a failure.
needs_registry = pytest.mark.skipif(
    bool(_MISSING) and not os.environ.get("REQUIRE_REGISTRY"),
    reason=f"not installed: {', '.join(_MISSING)}",
)


def password_from(ecr: Any) -> str:
    """The password for the user AWS, as ``aws ecr get-login-password`` prints it."""
    given = ecr.get_authorization_token()["authorizationData"][0]
    user, _, password = b64decode(given["authorizationToken"]).decode().partition(":")
    assert user == "AWS"
    return password


class Skopeo:
    """One person or program with a file of logins."""

    def __init__(self, registry: str, folder: Path) -> None:
        self._registry = registry
        self._folder = folder
        folder.mkdir()

    def login(self, password: str) -> str:
        """Logs in; what went wrong, or nothing."""
        return self._run(
            *("login", "--tls-verify=false", "--username", "AWS", "--password-stdin"),
            self._registry,
            text=password,
        )

    def push(self, image: Path, name: str) -> str:
        """Pushes an OCI layout; what went wrong, or nothing."""
        target = f"docker://{self._registry}/{name}"
        # Without another try in another format, which would hide the first error.
        options = ("--dest-tls-verify=false", "--preserve-digests")
        return self._run("copy", *options, f"oci:{image}", target)

    def pull(self, name: str, to: Path) -> str:
        """Pulls into a new OCI layout; what went wrong, or nothing."""
        source = f"docker://{self._registry}/{name}"
        options = ("--src-tls-verify=false", "--preserve-digests")
        return self._run("copy", *options, source, f"oci:{to}")

    def _run(self, command: str, *arguments: str, text: str = "") -> str:
        done = subprocess.run(
            ["skopeo", command, "--authfile", str(self._folder / "logins.json"), *arguments],
            input=text,
            capture_output=True,
            text=True,
        )
        return "" if done.returncode == 0 else done.stderr
