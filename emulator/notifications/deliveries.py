"""What SNS needs to be allowed to send to a queue for one of its topics.

https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
"""

from __future__ import annotations

import logging

from moto.sns.models import Subscription

from emulator.authorization.actions.check import Check
from emulator.authorization.actions.sqs import encryption_key_arn
from emulator.authorization.deployed_principals import service_principal
from emulator.authorization.guardrails import organization_facts
from emulator.authorization.judgement import judge_use, time_facts
from emulator.authorization.request_context import RequestContext
from emulator.queues.attributes import queue_at

_SERVICE = "sns.amazonaws.com"
_LOG = logging.getLogger("topics")


class UndeliveredError(Exception):
    """Why a queue does not get a message."""


def require_queue_takes(subscription: Subscription) -> None:
    """UndeliveredError if the queue is gone, or its policy or its key's keeps SNS out."""
    queue = queue_at(subscription.endpoint)
    if queue is None:
        raise UndeliveredError(f"there is no queue {subscription.endpoint}")
    account = subscription.account_id
    source = {
        "aws:SourceAccount": (account,),
        **organization_facts("aws:ResourceOrgID", "aws:SourceOrgID"),
        "aws:SourceArn": (subscription.topic_arn,),
        "aws:SecureTransport": ("true",),
        "aws:ViaAWSService": ("false",),
        "aws:RequestedRegion": (queue.region,),
    }
    checks = [Check("sqs:SendMessage", queue.queue_arn, source)]
    key = encryption_key_arn(queue)
    if key is not None:
        encryption = {
            "kms:EncryptionContext:aws:sqs:arn": (queue.queue_arn,),
            "kms:EncryptionContextKeys": ("aws:sqs:arn",),
        }
        for action in ("kms:GenerateDataKey", "kms:Decrypt"):
            checks.append(Check(action, key, {**source, **encryption}))
    principal = service_principal(_SERVICE, account)
    shared = RequestContext({**time_facts(), **principal.facts})
    for check in checks:
        decision = judge_use(principal, check, shared, account)
        if not decision.is_allowed:
            message = (
                f"{_SERVICE} is not authorized to perform: {check.action} on resource: "
                f"{check.resource} {decision.reason}"
            )
            _LOG.warning("not delivered: topic %s: %s", subscription.topic_arn, message)
            raise UndeliveredError(message)
