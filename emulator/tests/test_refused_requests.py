"""Values that AWS refuses at the services' own APIs, with the service's code."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from emulator.tests.callers import outcome
from emulator.tests.conftest import REGION
from emulator.tests.refused_requests import REFUSED_REQUESTS
from emulator.tests.twins import distinct

_GOOD = distinct(REFUSED_REQUESTS, key=lambda twins: (twins.call, twins.good))
# The SDK itself would check a little of what is sent.
_UNCHECKED = Config(
    parameter_validation=False,
    retries={"total_max_attempts": 1},
    s3={"addressing_style": "path"},
)


@pytest.fixture
def ask(endpoint):
    """Makes a request, with a key in place of $KEY."""
    key: dict[str, str] = {}

    def made(call: str, parameters: dict[str, Any]) -> Any:
        service, operation = call.split(".")
        if "$KEY" in parameters.values() and not key:
            key["$KEY"] = made("kms.create_key", {})["KeyMetadata"]["KeyId"]
        given = {
            name: key.get(value, value) if isinstance(value, str) else value
            for name, value in parameters.items()
        }
        return getattr(_unchecked_client(service, endpoint), operation)(**given)

    return made


@cache
def _unchecked_client(service: str, endpoint: str) -> Any:
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=_UNCHECKED,
    )


@pytest.mark.parametrize("twins", REFUSED_REQUESTS, ids=lambda twins: twins.name)
def test_refused(ask, twins):
    if twins.before:
        ask(*twins.before)
    with pytest.raises(ClientError) as caught:
        ask(twins.call, {**twins.good, **twins.bad})
    error = caught.value.response["Error"]
    assert error["Code"] == twins.code, error
    assert not [word for word in twins.words if word not in error["Message"]], error


@pytest.mark.parametrize("twins", _GOOD, ids=lambda twins: twins.name)
def test_accepted(ask, twins):
    if twins.before:
        ask(*twins.before)
    ask(twins.call, twins.good)


def test_what_is_missing_or_too_much_is_refused_together(ask):
    with pytest.raises(ClientError) as caught:
        ask("iam.create_role", {"RoleName": "a b", "Description": "x" * 1_001})
    assert caught.value.response["Error"]["Message"] == (
        "3 validation errors detected: "
        "Value 'a b' at 'roleName' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: [\\w+=,.@-]+; "
        "Value null at 'assumeRolePolicyDocument' failed to satisfy constraint: "
        "Member must not be null; "
        f"Value '{'x' * 200}...' at 'description' failed to satisfy constraint: "
        "Member must have length less than or equal to 1000"
    )


def test_secrets_are_not_shown(ask):
    with pytest.raises(ClientError) as caught:
        ask(
            "ssm.put_parameter", {"Name": "/acme/v", "Value": "{{hunter2}}", "Type": "SecureString"}
        )
    assert "hunter2" not in caught.value.response["Error"]["Message"]


def test_who_may_not_ask_is_not_told_what_is_wrong(tenants):
    nobody = tenants.client(tenants.user("nobody"), "iam")
    assert outcome(nobody.create_user, UserName="a b") == "AccessDenied"
    assert outcome(tenants.iam.create_user, UserName="a b") == "ValidationError"
