"""From a call that a trail records to a message about it."""

from __future__ import annotations

import json

import pytest

from emulator.tests.arrivals import deliveries
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import allow, document
from emulator.tests.test_topics import messages
from emulator.tests.trail import Audit

TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:alarms"
EVENTS = {"Service": "events.amazonaws.com"}
ALL = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"


def alarm(tenants, state=ALL):
    """A rule that tells a topic who assumes acme's role, and with which reason."""
    pattern = {
        "source": ["aws.sts"],
        "detail-type": ["AWS API Call via CloudTrail"],
        "detail": {
            "eventName": ["AssumeRole"],
            "requestParameters": {"roleArn": [f"arn:aws:iam::{ACCOUNT}:role/glass-acme"]},
        },
    }
    transformer = {
        "InputPathsMap": {
            "who": "$.detail.userIdentity.arn",
            "failed": "$.detail.errorCode",
            "session": "$.detail.requestParameters.roleSessionName",
        },
        "InputTemplate": '"<who> as <session> <failed>"',
    }
    events = tenants.root("events")
    events.put_rule(Name="opened", EventPattern=json.dumps(pattern), State=state)
    target = {"Id": "topic", "Arn": TOPIC, "InputTransformer": transformer}
    events.put_targets(Rule="opened", Targets=[target])
    sns = tenants.root("sns")
    sns.create_topic(Name="alarms")
    policy = document(allow("sns:Publish", TOPIC, Principal=EVENTS))
    sns.set_topic_attributes(TopicArn=TOPIC, AttributeName="Policy", AttributeValue=policy)


@pytest.fixture
def roles(tenants, endpoint):
    """A role of each organization, one slug a prefix of the other's."""
    return {slug: tenants.role(f"glass-{slug}") for slug in ("acme", "acme-eu")}


def texts(endpoint):
    deliveries(endpoint)
    return [one["message"] for one in messages(endpoint, TOPIC)]


def test_the_one_role_is_announced(tenants, endpoint, ready, roles):
    Audit(tenants, ready).create()
    alarm(tenants)
    for slug, role in roles.items():
        tenants.session(role, RoleSessionName=f"ada-{slug}")
    assert texts(endpoint) == [f'"arn:aws:iam::{ACCOUNT}:root as ada-acme "']


def test_a_refusal_is_announced_too(tenants, endpoint, ready, roles):
    Audit(tenants, ready).create()
    alarm(tenants)
    sts = tenants.client(tenants.user("ada"), "sts")
    with pytest.raises(sts.exceptions.ClientError):
        sts.assume_role(RoleArn=roles["acme"], RoleSessionName="ada")
    assert texts(endpoint) == [f'"arn:aws:iam::{ACCOUNT}:user/ada as ada AccessDenied"']


def test_a_rule_without_read_only_events_hears_nothing(tenants, endpoint, ready, roles):
    Audit(tenants, ready).create()
    alarm(tenants, "ENABLED")
    tenants.session(roles["acme"])
    assert texts(endpoint) == []


def test_without_a_trail_nothing_is_announced(tenants, endpoint, roles):
    alarm(tenants)
    tenants.session(roles["acme"])
    assert texts(endpoint) == []
