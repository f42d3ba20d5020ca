"""Arrivals of two organizations, one slug a prefix of the other: a bucket, rules, queues, keys."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.kept_account import Account
from emulator.tests.twins import ROOT, allow, document, without

BUCKET = "raw"
EVENTS = {"Service": "events.amazonaws.com"}
_ADMINISTRATION = allow(
    ["kms:Put*", "kms:Describe*", "kms:Get*", "kms:List*", "kms:ScheduleKeyDeletion"]
)


def queue_arn(slug: str, suffix: str = "") -> str:
    """The ARN of an organization's queue."""
    return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{slug}-arrivals{suffix}"


def rule_arn(slug: str) -> str:
    """The ARN of an organization's rule."""
    return f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{slug}-arrivals"


def bucket(**versioning: Any) -> dict[str, Any]:
    """The bucket, whose events go to EventBridge."""
    events = {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}
    properties = {"BucketName": BUCKET, "NotificationConfiguration": events, **versioning}
    return {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": properties}}


def organization(slug: str, **changes: Any) -> dict[str, Any]:
    """Rule, queue, dead-letter queue and key; ``changes`` replace statements and properties.

    ``queue_use``, ``dead_letter_use`` and ``key_use`` are what the policies allow EventBridge,
    None for nothing; ``rule``, ``target`` and ``queue`` are properties.
    """
    from_rule = {"ArnEquals": {"aws:SourceArn": rule_arn(slug)}}
    account = {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
    bound = {"Principal": EVENTS, "Condition": {**from_rule, **account}}
    use_of_key = changes.get(
        "key_use", without(allow(["kms:GenerateDataKey", "kms:Decrypt"], **bound), "Resource")
    )
    key_policy = document(
        {**_ADMINISTRATION, "Principal": ROOT},
        allow(["kms:GenerateDataKey", "kms:Decrypt"], Principal=ROOT),
        *([{**use_of_key, "Resource": "*"}] if use_of_key else []),
    )
    encrypted = {"KmsMasterKeyId": {"Fn::GetAtt": ["Key", "Arn"]}}
    redrive = {"deadLetterTargetArn": {"Fn::GetAtt": ["DeadLetters", "Arn"]}, "maxReceiveCount": 2}
    target = {
        "Id": "arrivals",
        "Arn": queue_arn(slug),
        "DeadLetterConfig": {"Arn": queue_arn(slug, "-dead")},
    }
    send = {
        suffix: changes.get(name, allow("sqs:SendMessage", **bound))
        for suffix, name in (("", "queue_use"), ("-dead", "dead_letter_use"))
    }
    prefix = {"object": {"key": [{"prefix": f"{slug}/"}]}, "bucket": {"name": [BUCKET]}}
    pattern = {"source": ["aws.s3"], "detail-type": ["Object Created"], "detail": prefix}
    rule = {
        "Name": f"{slug}-arrivals",
        "EventPattern": pattern,
        "Targets": [{key: v for key, v in {**target, **changes.get("target", {})}.items() if v}],
        **changes.get("rule", {}),
    }
    return {
        "Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": key_policy}},
        "DeadLetters": _queue(slug, "-dead", encrypted),
        "Queue": _queue(
            slug, "", {**encrypted, "RedrivePolicy": redrive, **changes.get("queue", {})}
        ),
        **_policy("Queue", queue_arn(slug), send[""]),
        **_policy("DeadLetters", queue_arn(slug, "-dead"), send["-dead"]),
        "Rule": {"Type": "AWS::Events::Rule", "Properties": rule, "DependsOn": "Queue"},
    }


def deploy_platform(
    account: Account, deployer: Any, versioning: dict[str, Any] | None = None, **changes: Any
) -> None:
    """Deploys the bucket and both organizations, the first with changes."""
    if versioning:
        _deploy_neighbour(deployer, **versioning)
    else:
        deployer.stack_ids |= account.rebuilt(_deploy_neighbour, deployer)
    deployer.succeed(organization("acme", **changes), "acme")


class StackIds(dict[str, str]):
    """Of what was deployed, by name."""

    def again(self) -> StackIds:
        """The same in another test."""
        return StackIds(self)


def _deploy_neighbour(deployer: Any, **versioning: Any) -> StackIds:
    deployer.succeed(bucket(**versioning), "platform")
    deployer.succeed(organization("acme-eu"), "acme-eu")
    return StackIds(deployer.stack_ids)


def upload(client: Any, key: str = "acme/file.csv", body: bytes = b"data") -> dict[str, Any]:
    """Puts an object into the bucket, as root."""
    answer: dict[str, Any] = client("s3").put_object(Bucket=BUCKET, Key=key, Body=body)
    return answer


def deliveries(endpoint: str) -> dict[str, int]:
    """What became of all events, when none is on its way any more."""
    with urllib.request.urlopen(f"{endpoint}/emulator-api/events/deliveries") as answer:
        found: dict[str, int] = json.load(answer)
        return found


def received(sqs: Any, name: str, **options: Any) -> list[dict[str, Any]]:
    """Messages of a queue that are visible now, up to ten."""
    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
    answer = sqs.receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=10,
        MessageSystemAttributeNames=["All"],
        MessageAttributeNames=["All"],
        **options,
    )
    messages: list[dict[str, Any]] = answer.get("Messages", [])
    return messages


def keys_of(messages: list[dict[str, Any]]) -> list[str]:
    """The keys of the objects that messages are about."""
    return [json.loads(message["Body"])["detail"]["object"]["key"] for message in messages]


def _queue(slug: str, suffix: str, properties: dict[str, Any]) -> dict[str, Any]:
    given = {"QueueName": f"{slug}-arrivals{suffix}", **properties}
    return {"Type": "AWS::SQS::Queue", "Properties": given}


def _policy(queue: str, arn: str, statement: dict[str, Any] | None) -> dict[str, Any]:
    if statement is None:
        return {}
    policy = document({**statement, "Resource": arn})
    properties = {"Queues": [{"Ref": queue}], "PolicyDocument": policy}
    return {f"{queue}Policy": {"Type": "AWS::SQS::QueuePolicy", "Properties": properties}}
