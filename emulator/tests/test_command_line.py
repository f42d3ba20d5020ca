"""The interface that launchers depend on."""

from __future__ import annotations

import json
import re
import signal
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import pytest

from emulator.__main__ import main
from emulator.registry import storage
from emulator.tests.conftest import REPOSITORY_ROOT

COMMAND = [sys.executable, "-m", "emulator"]


def start(*arguments, **options):
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=REPOSITORY_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_help_has_an_example():
    done = subprocess.run([*COMMAND, "--help"], cwd=REPOSITORY_ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    assert "example:" in done.stdout


@pytest.mark.parametrize("option", ["--port", "--credentials-port"])
def test_busy_port(option):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        server = start("--port", "0", option, str(port))
        out, err = server.communicate(timeout=10)
    assert (server.returncode, out) == (2, "")
    assert err == f"emulator: port {port} is in use; choose another with {option}\n"


def test_port_of_the_system(monkeypatch, capsys):
    class Socket(socket.socket):
        def bind(self, address):
            raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("emulator.__main__.socket.socket", Socket)
    assert main(["--port", "80"]) == 2
    assert capsys.readouterr().err == (
        "emulator: port 80 is not for this user; choose one from 1024 on with --port\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--account", "12"], "not a 12-digit account id"),
        (["--port", "99999"], "not a port"),
        (["--page-size", "0"], "not a number of items"),
    ],
)
def test_wrong_arguments(arguments, message):
    server = start(*arguments)
    _, err = server.communicate(timeout=10)
    assert server.returncode == 2
    assert message in err


def ready_line_of(server):
    """What a launcher reads; the account answers there."""
    ready = json.loads(server.stdout.readline())
    assert ready.keys() >= {"event", "endpoint", "secureEndpoint", "credentialsEndpoint", "account"}
    assert (ready["event"], ready["account"]) == ("ready", "210987654321")
    assert re.fullmatch(r"http://localhost:\d+", ready["endpoint"])
    assert Path(ready["caFile"]).read_text() == ready["certificateAuthority"]
    sts = boto3.client(
        "sts",
        region_name="eu-central-1",
        endpoint_url=ready["endpoint"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    assert sts.get_caller_identity()["Account"] == "210987654321"
    return ready


def log_at_prompt_end(server, number):
    """Ends it with a signal."""
    server.send_signal(number)
    out, log = server.communicate(timeout=3)
    assert (server.returncode, out) == (0, "")
    return log


def test_the_program_with_options_of_a_user_who_has_a_profile_and_no_registry(tmp_path):
    ca_file = tmp_path / "ca.pem"
    server = start(
        *("--port", "0", "--account", "210987654321", "--ca-file", str(ca_file)),
        env={"AWS_PROFILE": "no-such-profile", "PATH": "/nowhere"},
    )
    ready = ready_line_of(server)
    assert ready["caFile"] == str(ca_file)
    log = log_at_prompt_end(server, signal.SIGTERM)
    # It was wanted there.
    assert ca_file.exists()
    # An account without the program names no registry, and says why.
    assert "registryEndpoint" not in ready
    assert f"emulator: registry: {storage.NOT_INSTALLED}" in log


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_takes_the_ca_file_that_nobody_asked_for(number):
    """Without moto, which takes a second to load, and has no part in it."""
    code = (
        "from emulator.stop import Stop; import signal\n"
        "stop = Stop(None); stop.when_told(exit_with_stdin=False)\n"
        "stop.ca_file.write_text('ca'); print(stop.ca_file, flush=True)\n"
        "while True: signal.pause()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=REPOSITORY_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    ca_file = Path(process.stdout.readline().strip())
    assert ca_file.exists()
    assert log_at_prompt_end(process, number) == ""
    assert not ca_file.parent.exists()


def test_https_with_the_ca_of_the_run(ready):
    urllib.request.urlopen(f"{ready['endpoint']}/moto-api/data.json").close()
    trusting = ssl.create_default_context(cafile=ready["caFile"])
    for host in ("localhost", "127.0.0.1"):
        url = ready["secureEndpoint"].replace("localhost", host) + "/moto-api/data.json"
        urllib.request.urlopen(url, context=trusting).close()
    url = ready["secureEndpoint"]
    with pytest.raises(urllib.error.URLError, match="self-signed certificate in certificate chain"):
        urllib.request.urlopen(url, context=ssl.create_default_context())


def test_silent_client_holds_up_nobody_and_plain_http_is_no_tls(ready):
    host, port = "localhost", int(ready["secureEndpoint"].rsplit(":", 1)[1])
    trusting = ssl.create_default_context(cafile=ready["caFile"])
    with socket.create_connection((host, port)):
        url = f"{ready['secureEndpoint']}/moto-api/data.json"
        urllib.request.urlopen(url, context=trusting, timeout=3).close()
    with socket.create_connection((host, port)) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        plain.settimeout(3)
        try:
            answer = plain.recv(100)
        except ConnectionResetError:
            answer = b""
    assert b"HTTP" not in answer


def test_no_connections_to_other_machines():
    code = (
        "from emulator import loopback_only as l, __main__; import socket; l.install();\n"
        "try: socket.create_connection(('192.0.2.1', 80), 1)\n"
        "except l.OutgoingConnectionError as e: print(e)\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(server.getsockname(), 1); print('loopback works')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY_ROOT, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == [
        "the emulator does not connect to 192.0.2.1",
        "loopback works",
    ], done.stderr


def test_missing_moto_is_explained():
    # -S leaves out site-packages, where moto is.
    done = subprocess.run(
        [sys.executable, "-S", "-m", "emulator", "--port", "0"],
        cwd=REPOSITORY_ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("emulator: No module named")
    assert "pip install -r emulator/requirements.txt" in done.stderr
