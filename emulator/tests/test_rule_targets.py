"""Events of API calls, and rules that tell topics and log groups of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from moto.events.models import events_backends

from emulator.events import rules
from emulator.events.api_calls import announce
from emulator.events.inputs import filled, text_for
from emulator.tests.arrivals import deliveries
from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.tenants import ROOT_ARN, allow, document
from emulator.tests.test_topics import messages

TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:alarms"
GROUP = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/events/alarms"
RULE = f"arn:aws:events:{REGION}:{ACCOUNT}:rule/opened"
EVENTS = {"Service": "events.amazonaws.com"}
FROM_RULE = {"Condition": {"ArnEquals": {"aws:SourceArn": RULE}}}
OF_ACCOUNT = {"Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}}}
OF_TOPIC = {"Condition": {"StringEquals": {"kms:EncryptionContext:aws:sns:topicArn": TOPIC}}}
RECORD = {
    "eventSource": "sts.amazonaws.com",
    "eventName": "AssumeRole",
    "eventType": "AwsApiCall",
    "eventTime": "2026-11-26T02:00:00Z",
    "awsRegion": REGION,
    "managementEvent": True,
    "readOnly": True,
    "userIdentity": {"arn": "arn:aws:iam::123456789012:user/ada"},
}
ALL = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"


@pytest.fixture
def told(monkeypatch):
    """What rules would deliver; there is one of each state."""
    found: list[Any] = []
    monkeypatch.setattr(rules, "deliver_soon", found.append)
    backend = events_backends[ACCOUNT][REGION]
    backend.reset()
    for state in ("DISABLED", "ENABLED", ALL):
        pattern = json.dumps({"source": ["aws.sts"], "detail": {"eventName": ["AssumeRole"]}})
        backend.put_rule(state, event_pattern=pattern, state=state)
        backend.put_targets(state, None, [{"Id": "a", "Arn": TOPIC}])
    yield found
    backend.reset()


def states(told):
    return [delivery.sender.rule_arn.rsplit("/", 1)[-1] for delivery in told]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [ALL]),
        ({"readOnly": False}, ["ENABLED", ALL]),
        ({"managementEvent": False}, ["ENABLED", ALL]),
        ({"eventName": "AssumeRoleWithSAML"}, []),
        ({"eventSource": "iam.amazonaws.com"}, []),
        ({"awsRegion": "us-east-1"}, []),
    ],
)
def test_which_rules_hear_of_a_call(told, changes, expected):
    announce(ACCOUNT, {**RECORD, **changes})
    assert states(told) == expected


@pytest.mark.parametrize(
    ("event_type", "detail_type"),
    [
        ("AwsApiCall", "AWS API Call via CloudTrail"),
        ("AwsConsoleSignIn", "AWS Console Sign In via CloudTrail"),
        ("AwsServiceEvent", "AWS Service Event via CloudTrail"),
    ],
)
def test_the_event_of_a_record(told, event_type, detail_type):
    record = {**RECORD, "eventType": event_type}
    announce(ACCOUNT, record)
    event = told[0].event
    assert event.pop("id")
    assert event == {
        "version": "0",
        "detail-type": detail_type,
        "source": "aws.sts",
        "account": ACCOUNT,
        "time": RECORD["eventTime"],
        "region": REGION,
        "resources": [],
        "detail": record,
    }


EVENT = {"detail": {"who": 'Ada "A"', "count": 3, "roles": [{"arn": "a"}]}, "detail-type": "t"}
PATHS = {
    "who": "$.detail.who",
    "count": "$.detail.count",
    "role": "$.detail.roles[0].arn",
    "type": "$['detail-type']",
    "none": "$.detail.none",
}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('"<who> did <count> of <type>"', '"Ada \\"A\\" did 3 of t"'),
        (
            '{"who": <who>, "n": <count>, "text": "by <role>"}',
            '{"who": "Ada \\"A\\"", "n": 3, "text": "by a"}',
        ),
        ('{"none": <none>}', '{"none": ""}'),
        ('"<aws.events.rule-name>"', '"opened"'),
    ],
)
def test_a_text_made_of_parts(template, expected):
    target = {"InputTransformer": {"InputPathsMap": PATHS, "InputTemplate": template}}
    assert text_for(target, EVENT, RULE) == expected
    json.loads(expected)


def test_other_inputs():
    assert text_for({"Input": '"fixed"'}, EVENT, RULE) == '"fixed"'
    assert text_for({"InputPath": "$.detail.count"}, EVENT, RULE) == "3"
    assert json.loads(text_for({}, EVENT, RULE)) == EVENT
    assert filled('"<unknown>"', {}) == '"<unknown>"'


def rule_to(client, *targets):
    events = client("events")
    events.put_rule(Name="opened", EventPattern='{"source":["test"]}')
    events.put_targets(
        Rule="opened", Targets=[{"Id": str(n), **one} for n, one in enumerate(targets)]
    )


def happen(client, endpoint):
    entry = {"Source": "test", "DetailType": "opened", "Detail": '{"slug":"acme"}'}
    client("events").put_events(Entries=[entry])
    return deliveries(endpoint)


def topic_under(client, topic_statement, key_statement):
    policy = document(allow("kms:*", Principal={"AWS": ROOT_ARN}), key_statement)
    key = client("kms").create_key(Policy=policy)["KeyMetadata"]["Arn"]
    client("sns").create_topic(Name="alarms", Attributes={"KmsMasterKeyId": key})
    client("sns").set_topic_attributes(
        TopicArn=TOPIC, AttributeName="Policy", AttributeValue=document(topic_statement)
    )


USE = ["kms:GenerateDataKey", "kms:Decrypt"]


@pytest.mark.parametrize(
    ("of_topic", "of_key", "delivered"),
    [
        ({}, {}, 1),
        ({}, OF_TOPIC, 1),
        # EventBridge does not say for whom it publishes.
        (FROM_RULE, {}, 0),
        (OF_ACCOUNT, {}, 0),
        ({}, FROM_RULE, 0),
        ({}, OF_ACCOUNT, 0),
    ],
)
def test_an_encrypted_topic(client, endpoint, of_topic, of_key, delivered):
    topic_under(
        client,
        allow("sns:Publish", TOPIC, Principal=EVENTS, **of_topic),
        allow(USE, Principal=EVENTS, **of_key),
    )
    paths = {"InputPathsMap": {"slug": "$.detail.slug"}, "InputTemplate": '"opened <slug>"'}
    rule_to(client, {"Arn": TOPIC, "InputTransformer": paths})
    assert happen(client, endpoint)["delivered"] == delivered
    assert [one["message"] for one in messages(endpoint, TOPIC)] == ['"opened acme"'] * delivered


@pytest.mark.parametrize(
    ("statements", "delivered"),
    [
        ([allow(["logs:CreateLogStream", "logs:PutLogEvents"], f"{GROUP}:*", Principal=EVENTS)], 1),
        (
            [
                allow("logs:CreateLogStream", f"{GROUP}:*", Principal=EVENTS),
                allow("logs:PutLogEvents", f"{GROUP}:*", Principal=EVENTS, **FROM_RULE),
            ],
            1,
        ),
        ([allow("logs:*", f"{GROUP}-eu:*", Principal=EVENTS)], 0),
        ([allow("logs:PutLogEvents", f"{GROUP}:*", Principal=EVENTS)], 0),
        ([], 0),
    ],
)
def test_a_log_group(client, endpoint, statements, delivered):
    logs = client("logs")
    for name in ("/aws/events/alarms", "/aws/events/alarms-eu"):
        logs.create_log_group(logGroupName=name)
    if statements:
        logs.put_resource_policy(policyName="events", policyDocument=document(*statements))
    rule_to(client, {"Arn": GROUP})
    assert happen(client, endpoint)["delivered"] == delivered
    found = logs.filter_log_events(logGroupName="/aws/events/alarms")["events"]
    assert [json.loads(one["message"])["detail"] for one in found] == [{"slug": "acme"}] * delivered


def test_a_topic_that_is_gone_leaves_a_dead_letter(client, endpoint):
    sqs = client("sqs")
    url = sqs.create_queue(QueueName="dead")["QueueUrl"]
    queue = f"arn:aws:sqs:{REGION}:{ACCOUNT}:dead"
    policy = document(allow("sqs:SendMessage", queue, Principal=EVENTS))
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    fixed = {"Arn": TOPIC, "Input": '"fixed"', "DeadLetterConfig": {"Arn": queue}}
    rule_to(client, fixed)
    assert happen(client, endpoint)["deadLettered"] == 1
    asked = {"QueueUrl": url, "MessageAttributeNames": ["All"]}
    (message,) = sqs.receive_message(**asked)["Messages"]
    assert message["MessageAttributes"]["ERROR_CODE"]["StringValue"] == "NO_RESOURCE"
    assert json.loads(message["Body"])["detail"] == {"slug": "acme"}
