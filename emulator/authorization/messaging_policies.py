"""Policies and tags of queues, topics, log groups and schedules as moto's services have them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from moto.logs.models import logs_backends
from moto.scheduler.models import scheduler_backends
from moto.sns.models import sns_backends
from moto.sqs.models import Queue, sqs_backends

from emulator.authorization.evaluation import Guard
from emulator.authorization.policy_document import Policy
from emulator.topics.attributes import topic_at


def queue_guard(account: str, arn: re.Match[str]) -> Guard:
    """The policy of a queue."""
    queue = _queue(account, arn)
    policy = queue.policy if queue else None
    return Guard(Policy(f"policy of queue {arn['rest']}", policy) if policy else None)


def topic_guard(account: str, arn: re.Match[str]) -> Guard:
    """The policy of a topic; every topic has one."""
    topic = topic_at(arn.string)
    return Guard(Policy(f"policy of topic {topic.name}", topic.policy) if topic else None)


def log_group_guard(account: str, arn: re.Match[str]) -> Guard:
    """The resource policies of CloudWatch Logs, which are a Region's and name groups in it.

    https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
    """
    statements: list[Any] = []
    for policy in logs_backends[account][arn["region"]].resource_policies.values():
        found = json.loads(policy.policy_document).get("Statement", [])
        statements += found if isinstance(found, list) else [found]
    if not statements:
        return Guard(None)
    document = json.dumps({"Version": "2012-10-17", "Statement": statements})
    return Guard(Policy("resource policies of CloudWatch Logs", document))


def queue_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    """The tags of a queue."""
    queue = _queue(account, arn)
    return dict(queue.tags) if queue else {}


def topic_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    """The tags of a topic."""
    topic = sns_backends[account][arn["region"]].topics.get(arn.string)
    return dict(topic._tags) if topic else {}


def log_group_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    """Of the group, for its streams too."""
    group = arn.string.split(":log-stream:", 1)[0]
    return dict(logs_backends[account][arn["region"]].list_tags_for_resource(group))


def scheduler_tags(account: str, arn: re.Match[str]) -> Mapping[str, str]:
    """Of a group; schedules have none."""
    backend = scheduler_backends[account][arn["region"]]
    found: Mapping[str, str] = backend.tagger.get_tag_dict_for_resource(arn.string)
    return found


def _queue(account: str, arn: re.Match[str]) -> Queue | None:
    found: Queue | None = sqs_backends[account][arn["region"]].queues.get(arn["rest"])
    return found
