"""Who may write to log groups, and who may administer groups and rules."""

from __future__ import annotations

import json
import time

import pytest
from botocore.exceptions import ClientError

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import allow, document

LOGS = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group"
RULES = f"arn:aws:events:{REGION}:{ACCOUNT}:rule"
BUS = f"arn:aws:events:{REGION}:{ACCOUNT}:event-bus"
PATTERN = json.dumps({"source": ["aws.s3"]})
WRITING = ["logs:CreateLogStream", "logs:PutLogEvents"]


@pytest.fixture
def groups(tenants):
    """A log group of each organization."""
    logs = tenants.root("logs")
    for slug in ("acme", "acme-eu"):
        logs.create_log_group(logGroupName=f"/p/{slug}", tags={"orgSlug": slug})
    return logs


@pytest.fixture
def caller(tenants):
    """Makes a client of a role with these permissions."""
    numbers = iter(range(100))

    def make(service, *statements):
        role = tenants.role(f"caller-{next(numbers)}", *statements)
        return tenants.client(tenants.session(role), service)

    return make


def denied(call, *arguments, **named):
    with pytest.raises(ClientError) as error:
        call(*arguments, **named)
    assert error.value.response["Error"]["Code"] == "AccessDeniedException"
    return error.value.response["Error"]["Message"]


def write(logs, group, stream="job"):
    logs.create_log_stream(logGroupName=group, logStreamName=stream)
    event = {"timestamp": int(time.time() * 1000), "message": "done"}
    logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[event])


def test_a_writer_writes_its_own_group_and_reads_none(caller, groups):
    logs = caller("logs", allow(WRITING, f"{LOGS}:/p/acme:*"))
    write(logs, "/p/acme")
    assert "logs:CreateLogStream" in denied(write, logs, "/p/acme-eu")
    where = {"logGroupName": "/p/acme", "logStreamName": "job"}
    denied(logs.get_log_events, **where)
    assert len(groups.get_log_events(**where)["events"]) == 1
    for call in (logs.delete_log_group, logs.filter_log_events, logs.describe_log_streams):
        denied(call, logGroupName="/p/acme")
    denied(logs.put_retention_policy, logGroupName="/p/acme", retentionInDays=1)


def test_writing_can_be_bound_to_streams(caller, groups):
    logs = caller("logs", allow(WRITING, f"{LOGS}:/p/acme:log-stream:job-*"))
    write(logs, "/p/acme", "job-1")
    message = denied(write, logs, "/p/acme", "other")
    assert f"{LOGS}:/p/acme:log-stream:other" in message


def test_a_group_without_an_asterisk_is_not_its_streams(caller, groups):
    logs = caller("logs", allow(WRITING, f"{LOGS}:/p/acme"))
    denied(write, logs, "/p/acme")


@pytest.mark.parametrize(
    ("operation", "more"),
    [
        ("put_retention_policy", {"retentionInDays": 7}),
        ("delete_retention_policy", {}),
        ("disassociate_kms_key", {}),
        ("delete_log_group", {}),
    ],
)
def test_administration_by_group(caller, groups, operation, more):
    logs = caller("logs", allow("logs:*", f"{LOGS}:/p/acme:*"))
    denied(getattr(logs, operation), logGroupName="/p/acme-eu", **more)
    getattr(logs, operation)(logGroupName="/p/acme", **more)


def test_groups_are_listed_as_a_whole(caller, groups):
    denied(caller("logs", allow("logs:*", f"{LOGS}:/p/acme:*")).describe_log_groups)
    everything = caller("logs", allow("logs:DescribeLogGroups", f"{LOGS}:*"))
    assert len(everything.describe_log_groups()["logGroups"]) == 2


def test_tags_are_about_the_group_alone(caller, groups):
    reads = "logs:ListTagsForResource"
    logs = caller("logs", allow(reads, f"{LOGS}:/p/acme"))
    found = logs.list_tags_for_resource(resourceArn=f"{LOGS}:/p/acme")["tags"]
    assert found == {"orgSlug": "acme"}
    denied(logs.list_tags_for_resource, resourceArn=f"{LOGS}:/p/acme-eu")


def test_tags_of_a_group_are_resource_tags(caller, groups):
    own = {"StringEquals": {"aws:ResourceTag/orgSlug": "${aws:PrincipalTag/orgSlug}"}}
    logs = caller("logs", allow(WRITING, f"{LOGS}:*", Condition=own))
    write(logs, "/p/acme")
    denied(write, logs, "/p/acme-eu")


def test_a_new_group_with_tags_needs_permission_for_both(caller, endpoint):
    create = allow("logs:CreateLogGroup", f"{LOGS}:/p/new:*")
    new = {"logGroupName": "/p/new", "tags": {"orgSlug": "acme"}}
    assert "logs:TagResource" in denied(caller("logs", create).create_log_group, **new)
    caller("logs", create, allow("logs:TagResource", f"{LOGS}:/p/new")).create_log_group(**new)


def test_a_key_that_logs_may_not_use_for_the_group(tenants, groups):
    """With its accepted twin."""
    kms = tenants.root("kms")
    key = kms.create_key()["KeyMetadata"]["Arn"]
    about = {"StringEquals": {"kms:EncryptionContext:aws:logs:arn": f"{LOGS}:/p/acme"}}
    root = allow("kms:*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"})
    service = {"Service": f"logs.{REGION}.amazonaws.com"}
    for uses, is_allowed in (
        (["kms:Encrypt", "kms:Decrypt"], False),
        (["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*"], True),
    ):
        policy = document(root, allow(uses, Principal=service, Condition=about))
        kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy)
        if is_allowed:
            groups.associate_kms_key(logGroupName="/p/acme", kmsKeyId=key)
        else:
            with pytest.raises(ClientError, match="kms:GenerateDataKey by logs"):
                groups.associate_kms_key(logGroupName="/p/acme", kmsKeyId=key)
        with pytest.raises(ClientError, match="not allowed to be used with Arn"):
            groups.associate_kms_key(logGroupName="/p/acme-eu", kmsKeyId=key)
    found = groups.describe_log_groups(logGroupNamePrefix="/p/acme")["logGroups"]
    assert [group.get("kmsKeyId") for group in found] == [key, None]
    groups.disassociate_kms_key(logGroupName="/p/acme")
    assert "kmsKeyId" not in groups.describe_log_groups()["logGroups"][0]


def test_administration_by_rule(tenants, caller, endpoint):
    root = tenants.root("events")
    for slug in ("acme", "acme-eu"):
        root.put_rule(Name=slug, EventPattern=PATTERN)
    events = caller("events", allow("events:*", f"{RULES}/acme"))
    queue = {"Id": "a", "Arn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:acme"}
    for operation, more in (
        ("put_targets", {"Rule": "acme", "Targets": [queue]}),
        ("list_targets_by_rule", {"Rule": "acme"}),
        ("remove_targets", {"Rule": "acme", "Ids": ["a"]}),
        ("put_rule", {"Name": "acme", "EventPattern": PATTERN}),
        ("describe_rule", {"Name": "acme"}),
        ("disable_rule", {"Name": "acme"}),
        ("enable_rule", {"Name": "acme"}),
        ("list_tags_for_resource", {"ResourceARN": f"{RULES}/acme"}),
        ("delete_rule", {"Name": "acme"}),
    ):
        other = {k: f"{v}-eu" if isinstance(v, str) and "acme" in v else v for k, v in more.items()}
        denied(getattr(events, operation), **other)
        getattr(events, operation)(**more)
    denied(events.list_rules)
    assert len(caller("events", allow("events:ListRules")).list_rules()["Rules"]) == 1


def test_putting_events_is_about_the_bus(caller, endpoint):
    entry = {"Source": "pipeline", "DetailType": "Finished", "Detail": "{}"}
    caller("events", allow("events:PutEvents", f"{BUS}/default")).put_events(Entries=[entry])
    other = caller("events", allow("events:PutEvents", f"{BUS}/other"))
    assert f"{BUS}/default" in denied(other.put_events, Entries=[entry])
