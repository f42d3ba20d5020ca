"""The templates in ``bootstrap/``: which jobs may take on which roles, and what for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cfnlint.api import lint  # type: ignore[import-untyped]

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT
from emulator.tests.delivery_roles import BOOTSTRAP, Bootstrapped, Delivery
from emulator.tests.kept_account import Account
from emulator.tests.shared_clients import client_of

GITHUB, GITLAB = "token.actions.githubusercontent.com", "gitlab.com"
_DENIED = "AccessDenied"


@pytest.fixture
def github(ready: dict[str, str], account: Account, client: Any) -> Iterator[Delivery]:
    """Roles of two environments for jobs of GitHub Actions."""
    made = Delivery(GITHUB, "sts.amazonaws.com", ready, account.rebuilt(_with_github, client))
    with made.issuer:
        yield made


def _with_github(client: Any) -> Bootstrapped:
    made = Bootstrapped(client)
    made.deploy("github-delivery.yaml", Repository="acme/platform", Environment="production")
    made.deploy(
        "github-delivery.yaml",
        Repository="acme@12/platform@34",
        Environment="production-eu",
        ProviderArn=f"arn:aws:iam::{ACCOUNT}:oidc-provider/{GITHUB}",
    )
    return made


@pytest.fixture
def gitlab(ready: dict[str, str], account: Account, client: Any) -> Iterator[Delivery]:
    """Roles of an environment for jobs of GitLab CI."""
    made = Delivery(GITLAB, "https://gitlab.com", ready, account.rebuilt(_with_gitlab, client))
    with made.issuer:
        yield made


def _with_gitlab(client: Any) -> Bootstrapped:
    made = Bootstrapped(client)
    made.deploy("gitlab-delivery.yaml", Project="acme/data/platform", Environment="production")
    return made


@pytest.mark.parametrize("template", sorted(path.name for path in BOOTSTRAP.glob("*.yaml")))
def test_template_is_valid_in_every_partition(template: str) -> None:
    regions = ["eu-central-1", "cn-north-1", "us-gov-west-1"]
    text = (BOOTSTRAP / template).read_text()
    assert [str(match) for match in lint(text, regions=regions)] == []


@pytest.mark.parametrize(
    ("role", "subject"),
    [
        ("platform-production-deploy", "repo:acme/platform:environment:production"),
        ("platform-production-read", "repo:acme/platform:environment:production-read"),
        ("platform-production-eu-deploy", "repo:acme@12/platform@34:environment:production-eu"),
        ("platform-production-eu-read", "repo:acme@12/platform@34:environment:production-eu-read"),
    ],
)
def test_role_opens_to_jobs_of_its_environment_only(
    github: Delivery, role: str, subject: str
) -> None:
    assert "SessionToken" in github.session(role, subject)
    others = {
        "repo:acme/platform:environment:production",
        "repo:acme/platform:environment:production-read",
        "repo:acme/platform:environment:production-eu",
        "repo:acme@12/platform@34:environment:production-eu",
        "repo:acme@12/platform@34:environment:production-eu-read",
        "repo:acme@99/platform@34:environment:production-eu",
        "repo:acme-eu/platform:environment:production",
        "repo:acme/platform-eu:environment:production",
        "repo:acme/platform:ref:refs/heads/main",
        "repo:acme/platform:pull_request",
        f"{subject}:x",
        subject.upper(),
    } - {subject}
    for other in others:
        assert github.session(role, other) == _DENIED, other
    audience = github.session(role, subject, aud="https://github.com/acme")
    assert audience == "InvalidIdentityToken"


def test_deploying_role_gets_the_roles_of_the_cdk_and_no_other(github: Delivery) -> None:
    job = github.session("platform-production-deploy", "repo:acme/platform:environment:production")
    allowed = ("deploy", "file-publishing", "lookup")
    for purpose in (*allowed, "image-publishing", "cfn-exec"):
        expected = "allowed" if purpose in allowed else _DENIED
        assert github.assumes(job, purpose) == expected, purpose
    s3 = client_of(job, "s3", github.endpoint)
    assert outcome(s3.list_buckets) == _DENIED


def test_reading_role_gets_the_lookup_role_only(github: Delivery) -> None:
    job = github.session(
        "platform-production-read", "repo:acme/platform:environment:production-read"
    )
    assert github.assumes(job, "lookup") == "allowed"
    for purpose in ("deploy", "file-publishing", "image-publishing", "cfn-exec"):
        assert github.assumes(job, purpose) == _DENIED, purpose


def test_role_that_only_has_the_name_is_not_meant(github: Delivery) -> None:
    job = github.session("platform-production-deploy", "repo:acme/platform:environment:production")
    github.tag("deploy", "another")
    assert github.assumes(job, "deploy") == _DENIED
    github.tag("cfn-exec", "deploy")
    assert github.assumes(job, "cfn-exec") == _DENIED


def test_gitlab_roles_open_to_jobs_of_the_branch_only(gitlab: Delivery) -> None:
    project = "project_path:acme/data/platform:ref_type:branch:ref:"
    for role in ("platform-production-deploy", "platform-production-read"):
        assert "SessionToken" in gitlab.session(role, f"{project}main")
        for other in (
            f"{project}main-eu",
            f"{project}feature",
            "project_path:acme/data/platform:ref_type:tag:ref:main",
            "project_path:acme/data/platform-eu:ref_type:branch:ref:main",
            "project_path:acme/data:ref_type:branch:ref:main",
        ):
            assert gitlab.session(role, other) == _DENIED, other
    job = gitlab.session("platform-production-read", f"{project}main")
    assert gitlab.assumes(job, "lookup") == "allowed"
    assert gitlab.assumes(job, "deploy") == _DENIED


def test_parameters_that_would_open_a_role_to_others_are_refused(github: Delivery) -> None:
    for parameters in (
        {"Repository": "acme/*"},
        {"Repository": "acme/platform:environment:production"},
        {"Repository": "acme"},
        {"Environment": "*"},
        {"Environment": "production:x"},
        {"ProviderArn": f"arn:aws:iam::{ACCOUNT}:oidc-provider/gitlab.com"},
    ):
        values = {"Repository": "acme/platform", "Environment": "dev", **parameters}
        with pytest.raises(ClientError, match="must match pattern"):
            github.deploy("github-delivery.yaml", **values)


def test_certificates_are_issued_by_a_role_of_its_own_if_at_all(github: Delivery) -> None:
    """And the role reaches nothing but things of hubs, their certificates and their one shadow."""
    subject = "repo:acme/platform:environment:staging-certificates"
    assert github.session("platform-production-certificates", subject) == _DENIED
    provider = f"arn:aws:iam::{ACCOUNT}:oidc-provider/{GITHUB}"
    made = github.deploy(
        "github-delivery.yaml",
        Repository="acme/platform",
        Environment="staging",
        ProviderArn=provider,
        CertificateRequests="yes",
    )
    assert made["CertificatesRoleArn"].endswith(":role/platform-staging-certificates")
    other = "repo:acme/platform:environment:staging-read"
    assert github.session("platform-staging-certificates", other) == _DENIED
    keys = github.session("platform-staging-certificates", subject)
    iot = client_of(keys, "iot", github.endpoint)
    data = client_of(keys, "iot-data", github.endpoint)
    assert outcome(iot.list_things) == "allowed"
    missing = "ResourceNotFound"
    assert outcome(iot.describe_thing, thingName="acme--berlin-1") == missing
    assert outcome(iot.describe_thing, thingName="lamp") == _DENIED
    assert outcome(iot.create_thing, thingName="acme--berlin-1") == _DENIED
    assert outcome(iot.delete_thing, thingName="acme--berlin-1") == _DENIED
    thing = {"thingName": "acme--berlin-1"}
    assert outcome(data.get_thing_shadow, **thing, shadowName="data-hub") == missing
    assert outcome(data.get_thing_shadow, **thing, shadowName="other") == _DENIED
    assert outcome(data.get_thing_shadow, **thing) == _DENIED
    assert outcome(client_of(keys, "s3", github.endpoint).list_buckets) == _DENIED
