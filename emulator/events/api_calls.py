"""Events of API calls that a trail records.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from emulator.events.rules import offer

_DETAIL_TYPES = {
    "AwsApiCall": "AWS API Call via CloudTrail",
    "AwsConsoleAction": "AWS Console Action via CloudTrail",
    "AwsConsoleSignIn": "AWS Console Sign In via CloudTrail",
    "AwsServiceEvent": "AWS Service Event via CloudTrail",
}


def announce(account: str, record: Mapping[str, Any]) -> None:
    """Sends a record of CloudTrail's to the default event bus of its Region.

    Whether a trail records the call is for whoever has the record to know: without one, EventBridge
    gets no events of API calls.
    """
    service = str(record["eventSource"]).split(".", 1)[0]
    event = {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": _DETAIL_TYPES[record["eventType"]],
        "source": f"aws.{service}",
        "account": account,
        "time": record["eventTime"],
        "region": record["awsRegion"],
        "resources": [],
        "detail": dict(record),
    }
    offer(account, str(record["awsRegion"]), event)
