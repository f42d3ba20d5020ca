"""Whoever becomes an organization's caller, or works for it, as the organization is told."""

from __future__ import annotations

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.trail_records import (
    OLGA,
    STANDARDIZED,
    key_of,
    on_object,
    operator,
    record,
    role_arn,
    service,
    session,
)


def test_whoever_becomes_the_organization_is_named_and_whoever_fails_is_not(trail):
    role = role_arn("ts-dev-acme-analyst")
    assumed = f"arn:aws:sts::{ACCOUNT}:assumed-role/ts-dev-acme-analyst/ann@acme.example"
    token = {"type": "WebIdentityUser", "userName": "subject-of-ann"}
    asked = {"roleArn": role, "roleSessionName": "ann@acme.example"}
    trail.deliver(
        [
            record(
                token,
                "sts:AssumeRoleWithWebIdentity",
                asked,
                responseElements={"assumedRoleUser": {"arn": assumed}},
            ),
            record(
                {"type": "WebIdentityUser", "userName": "eve@acme-eu.example"},
                "sts:AssumeRoleWithWebIdentity",
                {"roleArn": role, "roleSessionName": "eve-of-acme-eu"},
                errorCode="AccessDenied",
            ),
            record(
                {"type": "IAMUser", "arn": f"arn:aws:iam::{ACCOUNT}:user/bob-of-acme"},
                "athena:ListWorkGroups",
                errorCode="AccessDenied",
            ),
        ]
    )
    caller = "ts-dev-acme-analyst/ann@acme.example"
    action = "AssumeRoleWithWebIdentity"
    assert trail.lines_of("acme") == [
        ("organization", caller, "-", "sts", action, role, "succeeded"),
        ("other", "-", "-", "sts", action, role, "AccessDenied"),
        ("organization", "-", "-", "athena", "ListWorkGroups", "-", "AccessDenied"),
    ]
    assert trail.lines_of("acme-eu") == []


def test_break_glass_is_told_to_the_organization_that_it_is_opened_for(trail):
    role = role_arn("ts-dev-break-glass")
    inside = operator("break-glass")
    tag = {"key": "orgSlug", "value": "acme"}
    answer = {"sourceIdentity": OLGA}
    trail.deliver(
        [
            record(
                session("administrators", "olga"),
                "sts:AssumeRole",
                {"roleArn": role, "tags": [{"key": "reason", "value": "acme-eu is down"}, tag]},
                responseElements=answer,
            ),
            record(
                {"type": "SAMLUser"},
                "sts:AssumeRoleWithSAML",
                {"roleArn": role, "principalTags": {"orgSlug": "acme"}},
                responseElements=answer,
            ),
            record({"type": "SAMLUser"}, "sts:AssumeRoleWithSAML", {"roleArn": role}),
            on_object(inside, "GetObject", STANDARDIZED, "acme/t/1.parquet"),
        ]
    )
    opened = ("operator", "ts-dev-break-glass", OLGA, "sts")
    read = f"arn:aws:s3:::{STANDARDIZED}/acme/t/1.parquet"
    assert trail.lines_of("acme") == [
        (*opened, "AssumeRole", "-", "succeeded"),
        (*opened, "AssumeRoleWithSAML", "-", "succeeded"),
        ("operator", "ts-dev-break-glass", OLGA, "s3", "GetObject", read, "succeeded"),
    ]
    assert trail.lines_of("acme-eu") == []


def test_the_deployment_root_and_services_are_told_apart(trail):
    exec_role = f"cdk-hnb659fds-cfn-exec-role-{ACCOUNT}-{REGION}"
    stack = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/ts-dev-organization-acme"
    role = {"roleName": "ts-dev-acme-data-hub"}
    trail.deliver(
        [
            record(
                session(exec_role, "AWSCloudFormation"), "iam:TagRole", role, awsRegion="us-east-1"
            ),
            record(
                session("administrators", "olga"),
                "cloudformation:UpdateStack",
                {"stackName": f"{stack}/1-2"},
            ),
            record(
                session("administrators", "olga"),
                "cloudformation:DeleteStack",
                {"stackName": "ts-dev-organization-acme"},
            ),
            record({"type": "Root"}, "kms:PutKeyPolicy", {"keyId": key_of("acme")}),
            record(service("glue"), "iam:GetRole", role, awsRegion="eu-west-1"),
        ]
    )
    hub_role = role_arn("ts-dev-acme-data-hub")
    assert trail.lines_of("acme") == [
        ("deployment", "-", "-", "iam", "TagRole", hub_role, "succeeded"),
        ("other", "-", "-", "cloudformation", "UpdateStack", f"{stack}/1-2", "succeeded"),
        ("other", "-", "-", "cloudformation", "DeleteStack", stack, "succeeded"),
        ("root", "-", "-", "kms", "PutKeyPolicy", key_of("acme"), "succeeded"),
        ("aws", "glue.amazonaws.com", "-", "iam", "GetRole", hub_role, "succeeded"),
    ]
