"""Which services say for whom they assume a role, by aws:SourceAccount and aws:SourceArn.

Only those whose documentation has the keys in a role's trust policy are here. Lambda, EC2 and Batch
are not known to send them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """How the ARNs of a service's sources begin, and the page that says so."""

    arn_service: str
    page: str


_DOCS = "https://docs.aws.amazon.com"
SOURCES = {
    "ecs-tasks.amazonaws.com": Source(
        "ecs", f"{_DOCS}/AmazonECS/latest/developerguide/task-iam-roles.html"
    ),
    "emr-serverless.amazonaws.com": Source(
        "emr-serverless", f"{_DOCS}/emr/latest/EMR-Serverless-UserGuide/getting-started.html"
    ),
    "glue.amazonaws.com": Source(
        "glue", f"{_DOCS}/glue/latest/dg/cross-service-confused-deputy-prevention.html"
    ),
    "scheduler.amazonaws.com": Source(
        "scheduler",
        f"{_DOCS}/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html",
    ),
    "states.amazonaws.com": Source(
        "states", f"{_DOCS}/step-functions/latest/dg/procedure-create-iam-role.html"
    ),
}
"""By service principal."""
