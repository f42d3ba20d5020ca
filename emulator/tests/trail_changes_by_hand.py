"""What somebody changes by hand in trails and in the bucket that keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Differences = dict[str, list[str]]
"""By logical id, as ``KIND path``."""


class TrailsByHand:
    """An administrator at a terminal; ``physical_id`` finds a resource by its logical id."""

    def __init__(self, client: Callable[[str], Any], physical_id: Callable[[str], str]) -> None:
        self._client = client
        self._id = physical_id

    def change_trails(self) -> Differences:
        """What a trail takes, whether it logs, and how long its bucket keeps."""
        cloudtrail, trail = self._client("cloudtrail"), self._id("Trail")
        cloudtrail.update_trail(Name=trail, EnableLogFileValidation=False)
        selectors = [{"ReadWriteType": "WriteOnly", "IncludeManagementEvents": True}]
        cloudtrail.put_event_selectors(TrailName=trail, EventSelectors=selectors)
        cloudtrail.start_logging(Name=trail)
        shorter = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}
        self._client("s3").put_object_lock_configuration(
            Bucket=self._id("TrailBucket"),
            ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": shorter},
        )
        retention = "/ObjectLockConfiguration/Rule/DefaultRetention"
        return {
            "Trail": [
                "REMOVE /AdvancedEventSelectors",
                "NOT_EQUAL /EnableLogFileValidation",
                "NOT_EQUAL /IsLogging",
            ],
            "TrailBucket": [f"NOT_EQUAL {retention}/Days", f"NOT_EQUAL {retention}/Mode"],
        }
