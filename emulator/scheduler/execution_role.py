"""Whether Scheduler may assume the role of a schedule.

It does so in the name of the schedule's group, whose ARN is the source.
https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
"""

from __future__ import annotations

from emulator.authorization.actions.check import Check
from emulator.authorization.deployed_principals import service_principal
from emulator.authorization.evaluation import Decision
from emulator.authorization.judgement import judge, time_facts
from emulator.authorization.request_context import RequestContext

SERVICE = "scheduler.amazonaws.com"


def assuming(account: str, role_arn: str, group_arn: str) -> Decision:
    """What the role's trust policy says of it."""
    principal = service_principal(SERVICE, account)
    source = {"aws:SourceAccount": (account,), "aws:SourceArn": (group_arn,)}
    shared = RequestContext({**time_facts(), **principal.facts})
    return judge(principal, Check("sts:AssumeRole", role_arn, source), shared, account)
