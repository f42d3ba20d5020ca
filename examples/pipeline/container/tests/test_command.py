"""The command as a process, against a server of moto's."""

import json
import signal
import subprocess
import sys
import urllib.request
from functools import cache, partial
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from readings_pipeline.__main__ import main
from tests.pipeline_account import REGION, environment_of, prepare

CONTAINER = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(port=0)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def local(endpoint):
    reset = urllib.request.Request(f"{endpoint}/moto-api/reset", method="POST")
    urllib.request.urlopen(reset).close()

    return prepare(partial(client_at, endpoint), "acme")


@cache
def client_at(endpoint, service):
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


@pytest.fixture
def environment(local, endpoint):
    return environment_of(local.settings) | {
        "AWS_ENDPOINT_URL": endpoint,
        "PYTHONPATH": str(CONTAINER),
    }


def command(*arguments, env):
    return subprocess.Popen(
        [sys.executable, "-m", "readings_pipeline", *arguments],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_an_arrival_is_processed_and_the_command_ends(local, environment, tmp_path):
    local.arrive("acme/acme--berlin-1/one.csv")
    process = command("--once", "--wait", "0", env=environment)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    entries = [json.loads(line) for line in out.splitlines()]
    assert [entry["event"] for entry in entries] == ["started", "processed", "ended"]
    assert (entries[1]["key"], entries[1]["rows"]) == ("acme/acme--berlin-1/one.csv", 3)
    assert len(local.rows(tmp_path)) == 3
    local.send("poison")
    process = command("--once", "--wait", "0", env=environment)
    process.communicate(timeout=60)
    assert process.returncode == 1
    assert local.waiting(local.dead_letters_url) == 1


def test_sigterm_ends_the_command_without_an_error(environment):
    process = command(env=environment)
    assert json.loads(process.stdout.readline())["event"] == "started"
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert json.loads(out)["event"] == "ended"


def test_bad_settings_end_with_2(settings):
    variables = environment_of(settings) | {"PYTHONPATH": str(CONTAINER)}
    process = command(env=variables | {"ORG_SLUG": "", "RAW_BUCKET": "Raw"})
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.splitlines() == [
        'RAW_BUCKET "Raw" is not the name of a bucket',
        "ORG_SLUG is not set; it is an organization's slug",
    ]


def test_bad_arguments_end_with_2(settings, monkeypatch, capsys):
    # That the command ends with what main says is told above: a process for each is not needed.
    for name, value in environment_of(settings).items():
        monkeypatch.setenv(name, value)
    for arguments, problem in (
        (["--wait", "21"], "--wait 21: 0 to 20 seconds"),
        (["--max-messages", "0"], "--max-messages 0: at least 1"),
        (["--twice"], "unrecognized arguments: --twice"),
    ):
        with pytest.raises(SystemExit) as end:
            main(arguments)
        assert end.value.code == 2
        assert problem in capsys.readouterr().err
