"""The trails of the account, what each has taken, and how its delivery goes."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from threading import Lock

from moto.cloudtrail.models import Trail, cloudtrail_backends
from moto.utilities.utils import get_partition

from emulator.authorization.actions.kms import find_key
from emulator.cloudtrail import event_kinds
from emulator.cloudtrail.digest_chain import DigestChain
from emulator.cloudtrail.permissions import Destination
from emulator.cloudtrail.records import Record, Recorded
from emulator.cloudtrail.selectors import is_taken, takes_management_events
from emulator.events.api_calls import announce

MOST_RECORDS = 50_000
"""That wait for a delivery; older ones are dropped, and the log says so."""

_LOG = logging.getLogger("cloudtrail")


@dataclass
class TrailLog:
    """What moto does not keep of a trail."""

    waiting: deque[Record] = field(default_factory=deque)
    lock: Lock = field(default_factory=Lock)
    last_delivery: datetime | None = None
    last_attempt: datetime | None = None
    delivery_error: str = ""
    last_digest: datetime | None = None
    digest_error: str = ""
    chains: dict[str, DigestChain] = field(default_factory=dict)
    """By Region."""

    def take(self) -> list[Record]:
        """Everything that waits."""
        with self.lock:
            found = list(self.waiting)
            self.waiting.clear()
            return found

    def add(self, record: Record) -> None:
        """One more that waits."""
        with self.lock:
            if len(self.waiting) >= MOST_RECORDS:
                self.waiting.popleft()
                _LOG.warning("a record is dropped: %d wait for delivery", MOST_RECORDS)
            self.waiting.append(record)

    def put_back(self, records: list[Record]) -> None:
        """Those of a delivery that failed come first again."""
        with self.lock:
            free = MOST_RECORDS - len(self.waiting)
            self.waiting.extendleft(reversed(records[-free:] if free else []))


def trails_of(account: str) -> Iterator[Trail]:
    """In all Regions."""
    for backend in list(cloudtrail_backends[account].values()):
        yield from list(backend.trails.values())


def log_of(trail: Trail) -> TrailLog:
    """Kept on the trail so that it ends with it."""
    log: TrailLog = vars(trail).setdefault("emulator_log", TrailLog())
    return log


def offer(account: str, recorded: Recorded) -> None:
    """To every trail that logs and wants it; a management event that one takes is announced."""
    record = recorded.record
    is_announced = False
    for trail in trails_of(account):
        if not trail.status.is_logging or not _covers(trail, record):
            continue
        selectors, advanced = trail.get_event_selectors()
        if is_taken(recorded, selectors, advanced):
            log_of(trail).add(record)
        if recorded.data_type is None and takes_management_events(selectors, advanced):
            is_announced = True
    if is_announced:
        announce(account, record)


def destination_of(trail: Trail) -> Destination:
    """Where a trail is delivered now."""
    key_id = trail.kms_key_id
    key = find_key(trail.account_id, trail.region_name, key_id) if key_id else None
    return Destination(
        trail.account_id,
        trail.region_name,
        trail.arn,
        trail.bucket_name,
        trail.s3_key_prefix or None,
        str(key.arn) if key else key_id or None,
    )


def now() -> datetime:
    """UTC."""
    return datetime.now(timezone.utc)


def _covers(trail: Trail, record: Record) -> bool:
    """A trail of one Region has its events, and those of global services if it includes them."""
    if trail.is_multi_region or record["awsRegion"] == trail.region_name:
        return get_partition(record["awsRegion"]) == trail.partition
    return trail.include_global_service_events and event_kinds.is_global(record["eventSource"])
