"""What EventBridge needs to be allowed to send to a queue, a topic or a log group, and sending.

It says for which rule it sends to a queue, and for which it writes to a log group; to topics and
with their keys it does not, so that a condition on aws:SourceArn or aws:SourceAccount in the policy
of a topic, or of the key of one, keeps EventBridge out.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from moto.logs.models import logs_backends
from moto.sqs.models import sqs_backends

from emulator.authorization.actions import sns, sqs
from emulator.authorization.actions.check import Check
from emulator.authorization.guardrails import organization_facts
from emulator.events.undeliverable import NO_RESOURCE, UndeliverableError
from emulator.queues.attributes import queue_at
from emulator.topics.attributes import topic_at

_Facts = Mapping[str, Sequence[str]]
_LOG_GROUP = ":log-group:"


@dataclass(frozen=True)
class Sender:
    """The rule that EventBridge sends for."""

    account: str
    region: str
    rule_arn: str

    @property
    def facts(self) -> dict[str, tuple[str, ...]]:
        """What every request says of itself."""
        return {
            "aws:SecureTransport": ("true",),
            "aws:ViaAWSService": ("false",),
            "aws:RequestedRegion": (self.region,),
            **organization_facts("aws:ResourceOrgID"),
        }

    @property
    def source(self) -> dict[str, tuple[str, ...]]:
        """For whom, where EventBridge says it."""
        return {
            "aws:SourceAccount": (self.account,),
            "aws:SourceArn": (self.rule_arn,),
            **organization_facts("aws:SourceOrgID"),
        }


@dataclass(frozen=True)
class Destination:
    """What has to be allowed, and how a text is sent, with attributes if it is a message."""

    checks: Sequence[Check]
    send: Callable[[str, Mapping[str, str]], None]


def destination(sender: Sender, arn: str) -> Destination:
    """The queue, topic or log group with an ARN; UndeliverableError if it is not there."""
    service = arn.split(":")[2]
    return {"logs": _log_group, "sns": _topic}.get(service, _queue)(sender, arn)


def _queue(sender: Sender, arn: str) -> Destination:
    queue = queue_at(arn)
    if queue is None:
        raise UndeliverableError(NO_RESOURCE, "the queue does not exist")
    known = {**sender.facts, **sender.source}

    def send(text: str, attributes: Mapping[str, str]) -> None:
        given = {
            name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
        }
        sqs_backends[queue.account_id][queue.region].send_message(queue.name, text, given)

    key = sqs.encryption_key_arn(queue)
    # That KMS is told kms:ViaService for a service that acts by itself is not documented, so
    # that it is absent; see docs/auditor/unconfirmed.md.
    use = _key_checks(key, "aws:sqs:arn", queue.queue_arn, known)
    return Destination([Check("sqs:SendMessage", queue.queue_arn, known), *use], send)


def _topic(sender: Sender, arn: str) -> Destination:
    topic = topic_at(arn)
    if topic is None:
        raise UndeliverableError(NO_RESOURCE, "the topic does not exist")

    def send(text: str, attributes: Mapping[str, str]) -> None:
        topic.sns_backend.publish(text, arn)

    key = sns.encryption_key_arn(topic)
    use = _key_checks(key, sns.ENCRYPTION_CONTEXT, arn, sender.facts)
    return Destination([Check("sns:Publish", arn, sender.facts), *use], send)


def _log_group(sender: Sender, arn: str) -> Destination:
    name = arn.partition(_LOG_GROUP)[2].removesuffix(":*")
    backend = logs_backends[sender.account][sender.region]
    if name not in backend.groups:
        raise UndeliverableError(NO_RESOURCE, "the log group does not exist")
    # How EventBridge calls its streams is not documented; here each rule has one.
    stream = str(uuid5(NAMESPACE_URL, sender.rule_arn))
    written = f"{arn.removesuffix(':*')}:log-stream:{stream}"

    def send(text: str, attributes: Mapping[str, str]) -> None:
        if stream not in backend.groups[name].streams:
            backend.create_log_stream(name, stream)
        entry = {"timestamp": int(time.time() * 1000), "message": text}
        backend.put_log_events(name, stream, [entry])

    # AWS's example names the rule where events are put, and not where the stream is made.
    put = {**sender.facts, "aws:SourceArn": (sender.rule_arn,)}
    checks = [
        Check("logs:CreateLogStream", written, sender.facts),
        Check("logs:PutLogEvents", written, put),
    ]
    return Destination(checks, send)


def _key_checks(key_arn: str | None, about: str, resource: str, known: _Facts) -> list[Check]:
    if key_arn is None:
        return []
    encryption = {
        f"kms:EncryptionContext:{about}": (resource,),
        "kms:EncryptionContextKeys": (about,),
    }
    actions = ("kms:GenerateDataKey", "kms:Decrypt")
    return [Check(action, key_arn, {**known, **encryption}) for action in actions]
