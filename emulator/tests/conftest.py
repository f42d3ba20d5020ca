"""One emulator for all tests, emptied before each, and shorthands to deploy templates."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from emulator.tests.kept_account import Account
from emulator.tests.shared_server import ServerLog, serving

REPOSITORY_ROOT = Path(__file__).resolve().parents[2]
REGION = "eu-central-1"
ACCOUNT = "123456789012"
# One that is given need not be put together anew for every request.
USER_AGENT = "tests-of-the-emulator"


# Modules stay to the end, and every client of boto3 is large: a seventh of the time went into
# searching them for garbage. What is loaded from here on is not searched at all.
gc.disable()


def pytest_collection_finish() -> None:
    """What tests leave behind is, now and then."""
    gc.freeze()
    gc.set_threshold(5_000, 20, 100)
    gc.enable()


def pytest_sessionfinish() -> None:
    """pytest searches for garbage five times when it ends: what the first does not find, the
    others need not look at."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def log_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of all tests writes what it says."""
    return tmp_path_factory.mktemp("server") / "log"


@pytest.fixture(scope="session")
def ready(log_file: Path) -> Iterator[dict[str, str]]:
    """The server of all tests."""
    with serving(module="emulator.tests.restorable_server", log=log_file) as announced:
        yield announced


@pytest.fixture(scope="session")
def other_server() -> Iterator[dict[str, str]]:
    """One with other options: pages of one item, and the Region of whoever signs nothing."""
    with serving("--page-size", "1", "--region", REGION) as announced:
        yield announced


@pytest.fixture
def server_log(ready: dict[str, str], log_file: Path) -> ServerLog:
    """What the server says from here on."""
    return ServerLog(log_file)


@pytest.fixture(scope="session")
def endpoint(ready: dict[str, str]) -> str:
    """Where the server takes requests to AWS."""
    return ready["endpoint"]


@pytest.fixture(scope="session")
def account(endpoint: str) -> Account:
    """The account of the server."""
    return Account(endpoint)


@pytest.fixture(autouse=True)
def empty_account(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test that talks to the server starts with an empty account, or with a kept one."""
    if "endpoint" not in request.fixturenames:
        yield
        return
    if "kept" not in request.fixturenames:
        request.getfixturevalue("account").empty()
    log: ServerLog = request.getfixturevalue("server_log")
    yield
    # pytest shows it where the test has failed.
    sys.stderr.write(log.text())


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
            made[service] = boto3.client(
                service,
                region_name=REGION,
                endpoint_url=endpoint,
                aws_access_key_id="test",
                aws_secret_access_key="test",
                config=Config(retries={"total_max_attempts": 1}, user_agent=USER_AGENT),
            )
        return made[service]

    return get


class Deployer:
    """Creates and updates stacks from resource dictionaries."""

    def __init__(self, client: Callable[[str], Any]) -> None:
        self.cloudformation = client("cloudformation")
        self.stack_ids: dict[str, str] = {}

    def deploy(
        self, resources: dict[str, Any], name: str = "acme", **template: Any
    ) -> dict[str, Any]:
        """Creates or updates a stack and returns its description, whatever the outcome."""
        options = {k: template.pop(k) for k in ("Parameters", "Tags") if k in template}
        sections = template.pop("sections", {})
        body = json.dumps({"Resources": resources, **sections})
        # The account was empty: only what was deployed from here is there to be updated.
        known = name in self.stack_ids and self.exists(name)
        call = self.cloudformation.update_stack if known else self.cloudformation.create_stack
        stack_id = call(StackName=name, TemplateBody=body, **options, **template)["StackId"]
        self.stack_ids[name] = stack_id
        return self.describe(stack_id)

    def succeed(self, resources: dict[str, Any], name: str = "acme", **more: Any) -> Any:
        """Deploys and demands success; returns the outputs."""
        stack = self.deploy(resources, name, **more)
        assert stack["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE"), self.reasons(
            stack["StackId"]
        )
        return {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}

    def delete(self, name: str = "acme", **options: Any) -> dict[str, Any]:
        """Deletes a stack and returns its description."""
        stack_id = self.stack_ids.get(name) or self.describe(name)["StackId"]
        self.cloudformation.delete_stack(StackName=name, **options)
        return self.describe(stack_id)

    def exists(self, name: str) -> bool:
        """Whether a stack that is not deleted has this name."""
        stacks = self.cloudformation.describe_stacks()["Stacks"]
        return any(stack["StackName"] == name for stack in stacks)

    def describe(self, name: str) -> dict[str, Any]:
        """One stack."""
        stack: dict[str, Any] = self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        return stack

    def reasons(self, name: str) -> dict[str, str]:
        """Why resources failed, by logical id."""
        events = self.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        return {
            event["LogicalResourceId"]: event.get("ResourceStatusReason", "")
            for event in events
            if event["ResourceStatus"].endswith("_FAILED")
        }

    def physical_id(self, logical_id: str, name: str = "acme") -> str:
        """What ``Ref`` yields."""
        detail = self.cloudformation.describe_stack_resource(
            StackName=name, LogicalResourceId=logical_id
        )
        physical_id: str = detail["StackResourceDetail"]["PhysicalResourceId"]
        return physical_id


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
def platform(client: Callable[[str], Any], ready: dict[str, str], tmp_path: Path) -> Iterator[Any]:
    """An operator of the emptied account, whose settings of the provider end with the test."""
    # Here, because that module needs the names above.
    from emulator.tests.device import Platform

    made = Platform(client, ready, tmp_path)
    yield made
    for path in ("faults", "requests", "unconfirmed"):
        made.set_up("DELETE", f"credentials-provider/{path}")


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
def lake(ready: dict[str, str], account: Account) -> Any:
    """The same two with a database and a workgroup each."""
    from emulator.tests.lake import Lake

    return account.rebuilt(Lake.in_use, ready)


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
