"""The program that keeps images leaves nothing. Where it is missing: test_command_line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request

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
def test_the_program_and_its_folder_end_with_an_account_that_is_killed(tmp_path):
    server, ready = start(TMPDIR=str(tmp_path))
    ecr = client_of(ROOT, "ecr", ready["endpoint"])
    ecr.create_repository(repositoryName="data-connector-csv")
    request = urllib.request.Request(
        f"{ready['registryEndpoint']}/v2/data-connector-csv/blobs/uploads/",
        headers={"Authorization": basic("AWS", password_from(ecr))},
        method="POST",
    )
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 202
    (folder,) = tmp_path.glob("emulator-registry-*")
    # The socket asks for no password, so the folder lets nobody in.
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "socket").is_socket()
    server.kill()
    server.communicate(timeout=PATIENCE_SECONDS)
    end = time.monotonic() + PATIENCE_SECONDS
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not folder.exists()
