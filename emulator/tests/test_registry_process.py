"""The program that keeps images leaves nothing. Where it is missing: test_command_line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from emulator.registry.storage import Storage, StorageError
from emulator.tests.callers import ROOT
from emulator.tests.conftest import REPOSITORY_ROOT
from emulator.tests.shared_clients import client_of
from emulator.tests.skopeo import needs_registry, password_from
from emulator.tests.test_registry_protocol import basic

PATIENCE_SECONDS = 10


def start(**environment):
    server = subprocess.Popen(
        [sys.executable, "-m", "emulator", "--port", "0", "--exit-with-stdin"],
        cwd=REPOSITORY_ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    return server, json.loads(server.stdout.readline())


@needs_registry
def test_the_program_and_its_folder_end_with_an_account_that_is_killed():
    # That of the test has a longer path than a socket may have.
    with tempfile.TemporaryDirectory() as temporary:
        _end_with_an_account_that_is_killed(Path(temporary))


def _end_with_an_account_that_is_killed(folder_of_all):
    server, ready = start(TMPDIR=str(folder_of_all))
    ecr = client_of(ROOT, "ecr", ready["endpoint"])
    ecr.create_repository(repositoryName="data-connector-csv")
    request = urllib.request.Request(
        f"{ready['registryEndpoint']}/v2/data-connector-csv/blobs/uploads/",
        headers={"Authorization": basic("AWS", password_from(ecr))},
        method="POST",
    )
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 202
    (folder,) = folder_of_all.glob("emulator-registry-*")
    # The socket asks for no password, so the folder lets nobody in.
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "socket").is_socket()
    server.kill()
    server.communicate(timeout=PATIENCE_SECONDS)
    end = time.monotonic() + PATIENCE_SECONDS
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not folder.exists()


@needs_registry
def test_a_folder_whose_path_no_socket_can_have_is_refused_at_once_and_left_empty(
    tmp_path, monkeypatch
):
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    refused = pytest.raises(StorageError, match=r"longer than 103 bytes; set TMPDIR to a folder")
    with refused, Storage().request("GET", "/v2/", headers={}):
        pass
    assert list(long.iterdir()) == []
