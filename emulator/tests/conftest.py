"""One emulator for all tests, emptied before each, and shorthands to deploy templates."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from emulator.tests.deployer import Deployer
from emulator.tests.kept_account import Account
from emulator.tests.server_here import serving_here
from emulator.tests.shared_server import Program, serving
from emulator.tests.without_sockets import without_socket

REPOSITORY_ROOT = Path(__file__).resolve().parents[2]
REGION = "eu-central-1"
ACCOUNT = "123456789012"
# One that is given need not be put together anew for every request.
USER_AGENT = "tests-of-the-emulator"


def pytest_collection_finish() -> None:
    """What tests leave behind is, now and then: little of it goes in circles."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


def pytest_sessionfinish() -> None:
    """pytest searches for garbage five times when it ends: what the first does not find, the
    others need not look at."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The server of all tests."""
    with serving_here(tmp_path_factory.mktemp("server") / "ca.pem") as announced:
        yield announced


@pytest.fixture(scope="session")
def other_program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A process of its own with other options: pages of one item, and the Region of whoever signs
    nothing."""
    log = tmp_path_factory.mktemp("other-server") / "log"
    with serving("--page-size", "1", "--region", REGION, log=log) as started:
        yield started


@pytest.fixture(scope="session")
def other_server(other_program: Program) -> dict[str, str]:
    """What it announced."""
    return other_program.ready


@pytest.fixture
def server_log(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> Callable[[], str]:
    """What the server of all tests says, and moto prints."""
    return lambda: caplog.text + "".join(capsys.readouterr())


@pytest.fixture(scope="session")
def endpoint(ready: dict[str, str]) -> str:
    """Where the server takes requests to AWS."""
    return ready["endpoint"]


@pytest.fixture(scope="session")
def account(endpoint: str) -> Account:
    """The account of the server."""
    return Account(endpoint)


# Of the last test.
_LEFT: list[Account] = []


@pytest.fixture(autouse=True)
def empty_account(request: pytest.FixtureRequest) -> None:
    """Every test starts with an empty account, or with a kept one.

    Those that do not ask the server as well: what they look at in this process is the same.
    """
    if "endpoint" not in request.fixturenames:
        while _LEFT:
            _LEFT.pop().empty()
        return
    account: Account = request.getfixturevalue("account")
    _LEFT[:] = [account]
    if "kept" not in request.fixturenames:
        account.empty()


@pytest.fixture
def kept(account: Account) -> Callable[..., Any]:
    """Builds an account once for the tests that follow each other in it."""
    return account.kept


@pytest.fixture(scope="session")
def client(endpoint: str) -> Callable[[str], Any]:
    """boto3 clients by service name, one each."""
    made: dict[str, Any] = {}

    def get(service: str) -> Any:
        if service not in made:
            made[service] = without_socket(
                boto3.client(
                    service,
                    region_name=REGION,
                    endpoint_url=endpoint,
                    aws_access_key_id="test",
                    aws_secret_access_key="test",
                    config=Config(retries={"total_max_attempts": 1}, user_agent=USER_AGENT),
                )
            )
        return made[service]

    return get


@pytest.fixture
def deployer(client: Callable[[str], Any], endpoint: str) -> Deployer:
    """Stack operations against the emptied account."""
    return Deployer(client)


def statement(action: str | list[str], resource: Any = "*", **more: Any) -> dict[str, Any]:
    """A policy document with one statement."""
    allow = {"Effect": "Allow", "Action": action, "Resource": resource, **more}
    return {"Version": "2012-10-17", "Statement": [allow]}


def trust(service: str) -> dict[str, Any]:
    """A trust policy for a service."""
    allow = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return {"Version": "2012-10-17", "Statement": [allow]}


@pytest.fixture
def platform(
    client: Callable[[str], Any], ready: dict[str, str], account: Account, tmp_path: Path
) -> Iterator[Any]:
    """An operator of the emptied account, whose settings of the provider end with the test."""
    # Here, because that module needs the names above.
    from emulator.tests.device import Platform

    made = Platform(client, ready, tmp_path)
    yield made
    for path in ("faults", "requests", "unconfirmed"):
        account.ask("DELETE", f"/emulator-api/credentials-provider/{path}")


@pytest.fixture
def hub(platform: Any, account: Account) -> Any:
    """A hub of acme that may get credentials, in an account with another organization."""
    enrolled = account.rebuilt(_hub, platform)
    return platform.device(enrolled.certificate_pem)


def _hub(platform: Any) -> Any:
    return platform.hub()


@pytest.fixture
def tenants(ready: dict[str, str], account: Account) -> Any:
    """Two organizations in the emptied account."""
    from emulator.tests.tenants import Tenants

    return account.rebuilt(Tenants, ready)


@pytest.fixture
def uploader(tenants: Any) -> Any:
    """S3 as a hub of acme asks it."""
    return tenants.client(tenants.hub())


@pytest.fixture
def audit(tenants: Any, ready: dict[str, str]) -> Any:
    """The same two, and where a trail of them would go."""
    from emulator.tests.trail import Audit

    return Audit(tenants, ready)


@pytest.fixture
def recording(audit: Any) -> Any:
    """With a trail of everything."""
    audit.create()
    return audit


@pytest.fixture
def trail(ready: dict[str, str], account: Account) -> Any:
    """A trail whose records are written by hand, for its questions."""
    from emulator.tests.log_files import Trail

    return account.rebuilt(Trail, ready)


@pytest.fixture
def role(tenants: Any) -> Any:
    """The service role of deployments, with the permissions that it is called with."""
    from emulator.tests.deployment_role import DeploymentRole

    return DeploymentRole(tenants)


@pytest.fixture
def platform_of(account: Account, deployer: Deployer) -> Any:
    """Deploys the bucket and both organizations, whose arrivals go to queues; the first changed."""
    from emulator.tests.arrivals import deploy_platform

    return partial(deploy_platform, account, deployer)


@pytest.fixture
def lake(ready: dict[str, str], account: Account) -> Any:
    """The same two with a database and a workgroup each."""
    from emulator.tests.lake import Lake

    return account.rebuilt(Lake.in_use, ready)


@pytest.fixture
def glue(client: Callable[[str], Any], endpoint: str) -> Any:
    """A client of an account with tables."""
    from emulator.tests.catalog_tables import make_tables

    return make_tables(client("glue"))


@pytest.fixture
def issuer(ready: dict[str, str]) -> Iterator[Any]:
    """An issuer of tokens that the emulator finds."""
    from emulator.tests.issuer import Issuer, tell_address

    with Issuer() as found:
        tell_address(ready, found.url, found.endpoint)
        yield found


@pytest.fixture
def sign_in(tenants: Any, issuer: Any, endpoint: str) -> Any:
    """An account that knows the issuer."""
    from emulator.tests.sign_in import SignIn

    return SignIn(tenants, issuer, endpoint)
