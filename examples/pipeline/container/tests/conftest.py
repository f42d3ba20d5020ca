"""Settings and an account of the organization acme; acme-eu is its neighbour."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache, partial

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws
from moto.kms import models as motos_keys

from readings_pipeline.settings import Settings
from tests.pipeline_account import RAW, REGION, STANDARDIZED, Account, prepare

# One of each service for all tests: to make one takes longer than all that a test asks of it. Its
# user agent is put together anew for every request unless it is given.
client = cache(partial(boto3.client, config=Config(user_agent="tests-of-the-pipeline")))

# Modules stay to the end: nothing of them is garbage.
gc.disable()


def pytest_collection_finish() -> None:
    """What tests leave behind is, now and then."""
    gc.freeze()
    gc.enable()


def pytest_sessionfinish() -> None:
    """pytest looks for garbage several times when it ends, in all that is there."""
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def one_secret() -> Iterator[None]:
    """moto makes an RSA key for every key of KMS, ours too, which are symmetric: a tenth of a
    second for what nothing here uses. So all have the same."""
    with pytest.MonkeyPatch.context() as patch:
        made_once = cache(motos_keys.generate_private_key)
        patch.setattr(motos_keys, "generate_private_key", made_once)
        yield


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    """The account as the organization acme finds it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        yield prepare(client, "acme")


@pytest.fixture
def settings() -> Settings:
    """Settings of acme, without an account."""
    return Settings(
        queue_url="https://sqs.eu-central-1.amazonaws.com/111122223333/acme",
        raw_bucket=RAW,
        standardized_bucket=STANDARDIZED,
        key_arn="arn:aws:kms:eu-central-1:111122223333:key/1234",
        slug="acme",
        database="op_test_acme",
    )
