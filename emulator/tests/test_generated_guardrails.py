"""The guardrails that `npm run guardrails` writes, on the local account.

`generated-guardrails.json` is kept equal to them by generated-guardrails.test.ts.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emulator.tests.callers import decide
from emulator.tests.conftest import ACCOUNT
from emulator.tests.guardrails import Guardrails
from emulator.tests.tenants import Tenants, allow

GENERATED = json.loads((Path(__file__).parent / "generated-guardrails.json").read_text("utf-8"))
REGION = "eu-central-1"
IAM = f"arn:aws:iam::{ACCOUNT}"
PIPELINE = f"{IAM}:role/ts-test-acme-pipeline"
HUB = f"{IAM}:role/ts-test-acme-data-hub"
NODE = f"{IAM}:role/ts-test-acme-hybrid-node"
EXECUTION = f"cdk-hnb659fds-cfn-exec-role-{ACCOUNT}-{REGION}"
RAW = f"arn:aws:s3:::ts-test-raw-{ACCOUNT}-{REGION}-an"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
TRAIL = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/ts-test"
CERTIFICATE = f"arn:aws:iot:{REGION}:{ACCOUNT}:cert/{'ab' * 32}"

WORST = [
    ("iam:TagRole", f"{IAM}:role/admin", {"aws:TagKeys": ["orgSlug"]}),
    ("iam:CreateRole", f"{IAM}:role/new", {}),
    ("iam:UpdateAssumeRolePolicy", PIPELINE, {}),
    ("iam:AttachRolePolicy", PIPELINE, {}),
    ("iam:PutRolePolicy", HUB, {}),
    ("iam:PassRole", PIPELINE, {"iam:PassedToService": "glue.amazonaws.com"}),
    ("sts:AssumeRole", f"{IAM}:role/{EXECUTION}", {}),
    ("kms:PutKeyPolicy", KEY, {}),
    ("kms:CreateGrant", KEY, {}),
    ("s3:PutBucketPolicy", RAW, {}),
    ("s3:PutReplicationConfiguration", RAW, {}),
    ("cloudtrail:StopLogging", TRAIL, {}),
    ("events:PutTargets", f"arn:aws:events:{REGION}:{ACCOUNT}:rule/mine", {}),
    ("iot:AttachPolicy", CERTIFICATE, {}),
    ("cloudformation:UpdateStack", f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/s/1", {}),
    ("glue:StartJobRun", f"arn:aws:glue:{REGION}:{ACCOUNT}:job/j", {}),
    ("organizations:LeaveOrganization", "*", {}),
    ("sqs:ListQueues", "*", {"aws:RequestedRegion": "us-west-2"}),
]

WORK = [
    ("delivery", "cloudformation:UpdateStack", WORST[14][1]),
    (EXECUTION, "iam:CreateRole", PIPELINE),
    (EXECUTION, "iam:PassRole", PIPELINE),
    (EXECUTION, "s3:PutBucketPolicy", RAW),
    (EXECUTION, "cloudtrail:CreateTrail", TRAIL),
    ("ts-test-hub-operator", "iot:AttachPolicy", CERTIFICATE),
    ("ts-test-hub-operator", "iot:CreateCertificateFromCsr", "*"),
    ("ts-test-hub-operator", "ssm:CreateActivation", "*"),
    ("ts-test-hub-operator", "iam:PassRole", NODE),
    ("ts-test-hub-revoker", "iam:PutRolePolicy", HUB),
    ("ts-test-hub-revoker", "iot:UpdateCertificate", CERTIFICATE),
    ("admin", "iam:ListRoles", f"{IAM}:role/"),
    ("admin", "cloudtrail:LookupEvents", "*"),
    ("admin", "cloudformation:DescribeStacks", WORST[14][1]),
]


@pytest.fixture
def guarded(kept, ready):
    """An account under the generated guardrails, to be asked about; identity policies allow its
    roles everything."""
    kept(_guarded, ready)


def _guarded(ready):
    tenants = Tenants(ready)
    for name in sorted({"admin", *(name for name, _, _ in WORK)}):
        tenants.role(name, allow("*"), slug=None)
    Guardrails(ready["endpoint"]).put(GENERATED["service"], GENERATED["resource"])


def _here(context: dict[str, object]) -> dict[str, object]:
    return {"aws:RequestedRegion": REGION, **context}


@pytest.mark.parametrize(("action", "resource", "context"), WORST)
def test_administrators_are_refused(guarded, ready, action, resource, context):
    answer = decide(ready, f"{IAM}:role/admin", action, resource, _here(context))
    assert answer["decision"] == "denied"
    assert "explicit deny in a service control policy" in answer["reason"]


@pytest.mark.parametrize(("role", "action", "resource"), WORK)
def test_the_work_goes_on(guarded, ready, role, action, resource):
    answer = decide(ready, f"{IAM}:role/{role}", action, resource, _here({}))
    assert answer["decision"] == "allowed", answer
