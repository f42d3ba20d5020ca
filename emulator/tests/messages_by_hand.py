"""What somebody changes by hand in topics, rules, tables of logs, saved queries and schedules.

The first half of ``changes_by_hand.py``, which says what the methods return.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION, statement

Differences = dict[str, list[str]]
_ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
_STATEMENT = "/PolicyDocument/Statement/0"


class MessagesByHand:
    """``physical_id`` finds a resource by its logical id."""

    def __init__(
        self, client: Callable[[str], Any], physical_id: Callable[[str], str], slug: str
    ) -> None:
        self._client = client
        self._id = physical_id
        self._slug = slug

    def change_announcements(self) -> Differences:
        """Who may publish, who hears of it, and what the rule says."""
        sns, topic = self._client("sns"), self._id("Topic")
        changed = {
            "DisplayName": "mine",
            "Policy": _text(statement("sns:*", topic, Principal=_ROOT)),
        }
        for name, value in changed.items():
            sns.set_topic_attributes(TopicArn=topic, AttributeName=name, AttributeValue=value)
        sns.set_subscription_attributes(
            SubscriptionArn=self._id("Subscription"),
            AttributeName="RawMessageDelivery",
            AttributeValue="false",
        )
        rule = self._id("Announcements")
        self._client("events").put_targets(Rule=rule, Targets=[{"Id": "topic", "Arn": topic}])
        opened = _text(statement("logs:*", Principal=_ROOT))
        self._client("logs").put_resource_policy(
            policyName=self._id("LogsPolicy"), policyDocument=opened
        )
        return {
            "Topic": ["NOT_EQUAL /DisplayName"],
            "TopicPolicy": [
                f"NOT_EQUAL {_STATEMENT}/Action",
                f"REMOVE {_STATEMENT}/Principal/Service",
                f"ADD {_STATEMENT}/Principal/AWS",
            ],
            "Subscription": ["NOT_EQUAL /RawMessageDelivery"],
            "Announcements": ["REMOVE /Targets/0/InputTransformer"],
            "LogsPolicy": ["NOT_EQUAL /PolicyDocument"],
        }

    def change_audits(self) -> Differences:
        """What the trail's table reads, and what a saved query asks."""
        glue, database = self._client("glue"), self._id("Database")
        table = glue.get_table(DatabaseName=database, Name="trail")["Table"]
        wanted = {
            name: table[name]
            for name in ("Name", "PartitionKeys", "Retention", "StorageDescriptor")
        }
        wanted["StorageDescriptor"]["Location"] = "s3://elsewhere/"
        glue.update_table(DatabaseName=database, TableInput=wanted)
        self._client("athena").update_named_query(
            NamedQueryId=self._id("SavedQuery"), Name="mine", QueryString="SELECT 1"
        )
        scheduler, schedule = self._client("scheduler"), {"Name": self._id("Schedule")}
        schedule["GroupName"] = self._id("ScheduleGroup")
        found = scheduler.get_schedule(**schedule)
        target = {**found["Target"], "Input": "{}"}
        scheduler.update_schedule(
            **schedule,
            FlexibleTimeWindow={"Mode": "OFF"},
            ScheduleExpression="rate(2 hours)",
            State="DISABLED",
            Target=target,
        )
        arn = f"arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule-group/{self._id('ScheduleGroup')}"
        scheduler.tag_resource(ResourceArn=arn, Tags=[{"Key": "orgSlug", "Value": "globex"}])
        gone = ("Description", "Owner", "Parameters", "TableType")
        return {
            "Table": [
                *(f"REMOVE /TableInput/{name}" for name in gone[:3]),
                "NOT_EQUAL /TableInput/StorageDescriptor/Location",
                "REMOVE /TableInput/TableType",
            ],
            "Schedule": [
                "REMOVE /Description",
                "REMOVE /FlexibleTimeWindow/MaximumWindowInMinutes",
                "NOT_EQUAL /FlexibleTimeWindow/Mode",
                "REMOVE /KmsKeyArn",
                "NOT_EQUAL /ScheduleExpression",
                "NOT_EQUAL /ScheduleExpressionTimezone",
                "NOT_EQUAL /State",
                "NOT_EQUAL /Target/Input",
            ],
            "ScheduleGroup": ["NOT_EQUAL /Tags/0/Value"],
            "SavedQuery": ["NOT_EQUAL /Name", "NOT_EQUAL /QueryString"],
        }


def _text(document: Any) -> str:
    return json.dumps(document, separators=(",", ":"))
