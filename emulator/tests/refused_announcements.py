"""Topics, subscriptions, rules for them and policies of log groups that AWS refuses."""

from __future__ import annotations

import json
from typing import Any

from emulator.tests.twins import NOBODY, ROOT, Twins, allow, document, tags, without

_ARN = "arn:aws:sns:eu-central-1:123456789012:acme"
_QUEUE = "arn:aws:sqs:eu-central-1:123456789012:acme"
_PUBLISH = allow("sns:Publish", Principal=ROOT, Resource=_ARN)
_TOPICS = {"Acme": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "acme"}}}
_GROUP = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/events/acme"
_WRITE = allow("logs:PutLogEvents", Principal={"Service": "events.amazonaws.com"})
_RULE = {"Name": "acme", "EventPattern": {"source": ["aws.sts"]}}
_WHO = {"InputPathsMap": {"who": "$.detail.userIdentity.arn"}, "InputTemplate": '"<who>"'}


def _twins(kind: str, good: dict[str, Any], others: dict[str, Any] | None = None) -> Any:
    def twins(name: str, *words: str, **bad: Any) -> Twins:
        better = bad.pop("good", {})
        return Twins(f"{kind}: {name}", f"AWS::{kind}", {**good, **better}, bad, words, others)

    return twins


def _targets(**changes: Any) -> list[dict[str, Any]]:
    return [{"Id": "alarm", "Arn": _ARN, "InputTransformer": _WHO, **changes}]


_topic = _twins("SNS::Topic", {"TopicName": "acme"})
_topic_policy = _twins(
    "SNS::TopicPolicy", {"Topics": [{"Ref": "Acme"}], "PolicyDocument": document(_PUBLISH)}, _TOPICS
)
_inline_policy = _twins(
    "SNS::TopicInlinePolicy",
    {"TopicArn": {"Ref": "Acme"}, "PolicyDocument": document(_PUBLISH)},
    _TOPICS,
)
_subscription = _twins(
    "SNS::Subscription",
    {"Endpoint": "ops@example.com", "Protocol": "email", "TopicArn": {"Ref": "Acme"}},
    _TOPICS,
)
_rule = _twins("Events::Rule", {**_RULE, "Targets": _targets()})
_logs_policy = _twins(
    "Logs::ResourcePolicy", {"PolicyName": "acme", "PolicyDocument": json.dumps(document(_WRITE))}
)

_CALL = "arn:aws:scheduler:::aws-sdk:athena:startQueryExecution"
_ROLE = "arn:aws:iam::123456789012:role/schedules"
_READ = "arn:aws:scheduler:::aws-sdk:athena:getQueryExecution"
_TARGET = {"Arn": _CALL, "RoleArn": _ROLE, "Input": "{}"}


def _assumed_by(group: str) -> dict[str, Any]:
    """A role that Scheduler may assume for one group."""
    arn = f"arn:aws:scheduler:eu-central-1:123456789012:schedule-group/{group}"
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": "scheduler.amazonaws.com"},
        "Condition": {"StringEquals": {"aws:SourceArn": arn}},
    }
    properties = {"RoleName": "schedules", "AssumeRolePolicyDocument": document(statement)}
    return {"Role": {"Type": "AWS::IAM::Role", "Properties": properties}}


_group = _twins("Scheduler::ScheduleGroup", {"Name": "acme"})
_schedule = _twins(
    "Scheduler::Schedule",
    {
        "Name": "daily",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "ScheduleExpression": "cron(0 2 * * ? *)",
        "Target": _TARGET,
    },
    _assumed_by("default"),
)
_acme = {"Group": {"Type": "AWS::Scheduler::ScheduleGroup", "Properties": {"Name": "acme"}}}
_schedule_of_acme = _twins(
    "Scheduler::Schedule",
    {
        "Name": "daily",
        "GroupName": "acme",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "ScheduleExpression": "rate(1 day)",
        "Target": _TARGET,
    },
    {**_acme, **_assumed_by("acme")},
)

REFUSED_ANNOUNCEMENTS = [
    _group("name", "#/Name", "a b", Name="a b"),
    _group("tag value", "'Team'", "A & B", Tags=tags(Team="A & B")),
    _schedule("expression", "Invalid Schedule Expression", ScheduleExpression="rate(1 days)"),
    _schedule("days", "one ?", ScheduleExpression="cron(0 2 * * * *)"),
    _schedule("window", "FLEXIBLE", FlexibleTimeWindow={"Mode": "FLEXIBLE"}),
    _schedule("target", "not emulated", Target={**_TARGET, "Arn": _QUEUE}),
    _schedule("reading", "not emulated", Target={**_TARGET, "Arn": _READ}),
    _schedule("input", "JSON object", Target={**_TARGET, "Input": "[]"}),
    _schedule("role", "must allow", Target={**_TARGET, "RoleArn": f"{_ROLE}-eu"}),
    _schedule("group", "Schedule group acme-eu does not exist", GroupName="acme-eu"),
    _schedule_of_acme("role of another group", "must allow", GroupName="default"),
    _topic("name", "Topic Name", "a b", TopicName="a b"),
    _topic(
        "signature", "SignatureVersion", "3", good={"SignatureVersion": "2"}, SignatureVersion="3"
    ),
    _topic("display name", "DisplayName", good={"DisplayName": "x" * 100}, DisplayName="x" * 101),
    _topic("tag value", "'Team'", "A & B", Tags=tags(Team="A & B")),
    _topic_policy(
        "no principal", "Principal", PolicyDocument=document(without(_PUBLISH, "Principal"))
    ),
    _topic_policy(
        "other service",
        "sqs:SendMessage",
        PolicyDocument=document({**_PUBLISH, "Action": "sqs:SendMessage"}),
    ),
    _inline_policy(
        "unknown principal",
        NOBODY,
        PolicyDocument=document({**_PUBLISH, "Principal": {"AWS": NOBODY}}),
    ),
    _subscription("address", "Endpoint", "ops", Endpoint="ops"),
    _subscription("topic", "Topic does not exist", "acme-eu", TopicArn=f"{_ARN}-eu"),
    _subscription(
        "queue",
        "Endpoint",
        "acme",
        good={"Protocol": "sqs", "Endpoint": _QUEUE},
        Protocol="sqs",
        Endpoint="acme",
    ),
    _rule(
        "topic of another account",
        "210987654321",
        Targets=_targets(Arn=_ARN.replace("123456789012", "210987654321")),
    ),
    _rule(
        "placeholder",
        "invalid placeholder <whom>",
        Targets=_targets(InputTransformer={**_WHO, "InputTemplate": '"<whom>"'}),
    ),
    _rule(
        "template",
        "not JSON",
        Targets=_targets(InputTransformer={**_WHO, "InputTemplate": "opened by <who>"}),
    ),
    _rule(
        "path",
        "Invalid who",
        Targets=_targets(InputTransformer={**_WHO, "InputPathsMap": {"who": "detail"}}),
    ),
    _rule("two inputs", "Only one of", Targets=_targets(Input='"text"')),
    _rule(
        "input of a log group",
        "InputTransformer",
        good={"Targets": [{"Id": "alarm", "Arn": _GROUP}]},
        Targets=_targets(Arn=_GROUP),
    ),
    _logs_policy("no JSON", "JSON", PolicyDocument="{"),
    _logs_policy(
        "no resource", "Resource", PolicyDocument=json.dumps(document(without(_WRITE, "Resource")))
    ),
]
