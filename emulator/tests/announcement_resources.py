"""Topics, their subscriptions, and rules that tell them something, with every property."""

from __future__ import annotations

import json
from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION, statement
from emulator.tests.template_parts import KEY_ARN, resource, tags

_EVENTS = {"Service": "events.amazonaws.com"}
_TRANSFORMER = {
    "InputPathsMap": {"who": "$.detail.userIdentity.arn"},
    "InputTemplate": '"<who> opened it"',
}


def announcements(slug: str) -> dict[str, Any]:
    """A topic, who hears of it, and a rule for it and for a log group."""
    group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/events/{slug}"
    topic, log = {"Ref": "Topic"}, {"Arn": group, "Id": "log"}
    writing = statement(
        ["logs:CreateLogStream", "logs:PutLogEvents"], f"{group}:*", Principal=_EVENTS
    )
    return {
        "Topic": resource(
            "SNS::Topic",
            DisplayName=f"alarms of {slug}",
            KmsMasterKeyId=KEY_ARN,
            SignatureVersion="2",
            Tags=tags(slug),
            TopicName=f"topic-{slug}",
            TracingConfig="PassThrough",
        ),
        "TopicPolicy": resource(
            "SNS::TopicInlinePolicy",
            PolicyDocument=statement("sns:Publish", topic, Principal=_EVENTS),
            TopicArn=topic,
        ),
        "Subscription": resource(
            "SNS::Subscription",
            Endpoint={"Fn::GetAtt": ["Queue", "Arn"]},
            FilterPolicy={"kind": ["alarm"]},
            FilterPolicyScope="MessageBody",
            Protocol="sqs",
            RawMessageDelivery=True,
            TopicArn=topic,
        ),
        "Announcements": resource(
            "Events::Rule",
            EventPattern={"source": ["aws.sts"]},
            Name=f"announcements-{slug}",
            State="ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
            Targets=[
                {"Arn": topic, "Id": "topic", "InputTransformer": _TRANSFORMER},
                log,
            ],
        ),
        "LogsPolicy": resource(
            "Logs::ResourcePolicy",
            PolicyDocument=json.dumps(writing),
            PolicyName=f"announcements-{slug}",
        ),
    }
