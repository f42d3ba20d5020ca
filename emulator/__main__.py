"""Command line: arguments in, a running server out."""

from __future__ import annotations

import argparse
import gc
import os
import re
import socket
import sys

from emulator.moto_changes import MotoChangedError

_HOST = "127.0.0.1"
_UNUSABLE_MOTO = 1
_UNUSABLE_PORT = 2
_INSTALL = "pip install -r emulator/requirements.txt -c emulator/constraints.txt"


def main(arguments: list[str] | None = None) -> int:
    """Serves until it is told to stop; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        plain = _listen(options.port, "--port")
        secure = _listen(options.tls_port, "--tls-port")
        credentials = _listen(options.credentials_port, "--credentials-port")
        registry = _listen(options.registry_port, "--registry-port")
    except _UnusablePortError as error:
        print(f"emulator: {error}", file=sys.stderr)
        return _UNUSABLE_PORT
    isolate_from_users_aws_configuration(options.account)
    # Imported late: --help and a busy port answer at once, and moto reads the environment when it
    # is imported. Nothing of it is ever thrown away, so nothing is searched for garbage meanwhile.
    gc.disable()
    try:
        from emulator import lighter_start

        lighter_start.install()
        from emulator.server import Listeners, serve

        return serve(
            Listeners(plain, secure, credentials, registry),
            account=options.account,
            region=options.region,
            ca_file=options.ca_file,
            exit_with_stdin=options.exit_with_stdin,
            verbose=options.verbose,
            page_size=options.page_size,
        )
    except ImportError as error:
        print(f"emulator: {error}; install with: {_INSTALL}", file=sys.stderr)
        return _UNUSABLE_MOTO
    except MotoChangedError as error:
        print(f"emulator: {error}; the pinned version: {_INSTALL}", file=sys.stderr)
        return _UNUSABLE_MOTO


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m emulator",
        description="Runs a local AWS account on the loopback interface, state in memory.",
        epilog=(
            "example:\n"
            "  python -m emulator --port 5000\n"
            "  AWS_ENDPOINT_URL=http://localhost:5000 AWS_ACCESS_KEY_ID=test \\\n"
            "    AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-central-1 npx cdk deploy --all\n"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--port", type=_port, default=5000, help="port on 127.0.0.1; 0 picks one (default 5000)"
    )
    parser.add_argument(
        "--tls-port", type=_port, default=0, help="port for HTTPS; 0 picks one (default 0)"
    )
    parser.add_argument(
        "--ca-file",
        metavar="PATH",
        help="where to write the certificate that clients have to trust "
        "(default: a temporary file, named in the line that says ready)",
    )
    parser.add_argument(
        "--credentials-port",
        type=_port,
        default=0,
        help="port of the IoT credentials provider; 0 picks one (default 0)",
    )
    parser.add_argument(
        "--registry-port",
        type=_port,
        default=0,
        help="port of ECR's registry; 0 picks one (default 0)",
    )
    parser.add_argument(
        "--account",
        type=_account,
        default="123456789012",
        help="12-digit account id (default 123456789012)",
    )
    parser.add_argument(
        "--region",
        default="us-east-1",
        help="Region of requests that nobody signs, such as sign-ins with a token: on AWS the "
        "address tells it (default us-east-1)",
    )
    parser.add_argument(
        "--exit-with-stdin",
        action="store_true",
        help="stop when standard input is closed, so that a killed parent leaves nothing behind",
    )
    parser.add_argument(
        "--page-size",
        type=_page_size,
        metavar="N",
        help="answer lists in pages of N items at most, as AWS may at any time "
        "(default: each operation's own size)",
    )
    parser.add_argument("--verbose", action="store_true", help="log every request to stderr")
    return parser


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _page_size(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of items")
    return int(text)


def _account(text: str) -> str:
    if not re.fullmatch(r"\d{12}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a 12-digit account id")
    return text


class _UnusablePortError(Exception):
    """Another program listens on a port that was asked for, or this user may not."""


def _listen(port: int, option: str) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
    except PermissionError as error:
        raise _UnusablePortError(
            f"port {port} is not for this user; choose one from 1024 on with {option}"
        ) from error
    except OSError as error:
        raise _UnusablePortError(f"port {port} is in use; choose another with {option}") from error
    listener.listen(128)
    return listener


def isolate_from_users_aws_configuration(account: str) -> None:
    """moto asks boto3 for Regions, and boto3 fails on a profile that it does not know."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ["AWS_CONFIG_FILE"] = os.devnull
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    os.environ["MOTO_ACCOUNT_ID"] = account


if __name__ == "__main__":
    sys.exit(main())
