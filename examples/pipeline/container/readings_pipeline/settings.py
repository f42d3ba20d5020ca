"""The settings of the program, from the environment of its process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


class SettingsError(Exception):
    """Settings that cannot be used, all of them at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """Where the program reads from and writes to; everything belongs to one organization."""

    queue_url: str
    raw_bucket: str
    standardized_bucket: str
    key_arn: str
    """The organization's key. Every write names it: the buckets deny a write that does not."""
    slug: str
    database: str
    hub_folders: str = "own"
    """Whether each hub uploads into a folder of its own, or all hubs into the organization's."""

    @property
    def prefix(self) -> str:
        """The organization's folder in both buckets. Without ``/``, acme would match acme-eu."""
        return f"{self.slug}/"


BUCKET = r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"

VARIABLES = {
    "queue_url": ("ARRIVALS_QUEUE_URL", r"https?://\S+/\S+", "the URL of an SQS queue"),
    "raw_bucket": ("RAW_BUCKET", BUCKET, "the name of a bucket"),
    "standardized_bucket": ("STANDARDIZED_BUCKET", BUCKET, "the name of a bucket"),
    "key_arn": (
        "ORGANIZATION_KEY_ARN",
        r"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/\S+",
        "the ARN of a KMS key (not of an alias)",
    ),
    "slug": ("ORG_SLUG", r"[a-z][a-z0-9-]*", "an organization's slug"),
    "database": ("GLUE_DATABASE", r"[a-z0-9_]+", "the name of a Glue database"),
    "hub_folders": ("DATA_HUB_FOLDERS", "own|common", '"own" (the default) or "common"'),
}
"""By field: the variable, what its whole value matches, and what that is."""

DEFAULTS = {"DATA_HUB_FOLDERS": "own"}
"""Values of variables that need not be set."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Reads the settings. Raises SettingsError with every problem."""
    environment = {**DEFAULTS, **environment}
    problems = []
    for variable, pattern, meaning in VARIABLES.values():
        value = environment.get(variable, "")
        if value == "":
            problems.append(f"{variable} is not set; it is {meaning}")
        elif not re.fullmatch(pattern, value):
            problems.append(f'{variable} "{value}" is not {meaning}')
    if problems:
        raise SettingsError(problems)
    return Settings(**{field: environment[variable] for field, (variable, *_) in VARIABLES.items()})
