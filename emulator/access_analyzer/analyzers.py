"""The analyzers of the account, by Region and name.

https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_AnalyzerSummary.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

_ANALYZERS: dict[str, dict[str, Analyzer]] = {}


@dataclass
class Analyzer:
    """What looks for access of one kind. ``configuration`` is as the API writes it."""

    arn: str
    name: str
    type: str
    configuration: dict[str, Any] | None
    tags: dict[str, str]
    created: str = field(
        default_factory=lambda: datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    )

    def shown(self) -> dict[str, Any]:
        """As the API shows it."""
        found: dict[str, Any] = {
            "arn": self.arn,
            "name": self.name,
            "type": self.type,
            "createdAt": self.created,
            "status": "ACTIVE",
            "tags": self.tags,
        }
        return {**found, **({"configuration": self.configuration} if self.configuration else {})}


def analyzers_in(region: str) -> dict[str, Analyzer]:
    """By name."""
    return _ANALYZERS.setdefault(region, {})


def analyzer_at(arn: str) -> Analyzer | None:
    """The analyzer with this ARN, if there is one."""
    parts = arn.split(":")
    return analyzers_in(parts[3]).get(arn.rsplit("/", 1)[-1]) if len(parts) == 6 else None


def forget_all() -> None:
    """Forgets every analyzer; for when the account is emptied."""
    _ANALYZERS.clear()
