"""Delivery of what trails have taken into their buckets, every few seconds and when asked for.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html
"""

from __future__ import annotations

import hashlib
import logging
import time
from datetime import timedelta
from threading import Lock, Thread

from moto.cloudtrail.models import Trail

from emulator.cloudtrail.digest_chain import DeliveredFile, DigestChain
from emulator.cloudtrail.digests import deliver_digest
from emulator.cloudtrail.log_files import compressed, in_files, log_file, log_file_key
from emulator.cloudtrail.permissions import Destination
from emulator.cloudtrail.recording import unrecorded
from emulator.cloudtrail.records import Record
from emulator.cloudtrail.storage import UndeliveredError, store
from emulator.cloudtrail.trails import TrailLog, destination_of, log_of, now, trails_of
from emulator.emulator_api import EmulatorApi

_INTERVAL_SECONDS = 5.0
_DIGEST_AFTER = timedelta(hours=1)
_SECOND = timedelta(seconds=1)
_LOG = logging.getLogger("cloudtrail")
# One at a time: whoever asks for a delivery gets the answer when no other is on its way.
_DELIVERING = Lock()


def start(account: str) -> None:
    """Begins to deliver every few seconds."""
    Thread(target=_deliver_forever, args=(account,), name="trail deliveries", daemon=True).start()


def publish(api: EmulatorApi, account: str) -> None:
    """Adds the path on which a test asks for a delivery."""
    api.publish("cloudtrail/deliver", POST=lambda _: deliver_now(account))


def deliver_now(account: str) -> dict[str, int]:
    """Delivers everything that was recorded so far, with digests; counts records."""
    return {**_deliver_all(account, with_digests=True), "unrecorded": unrecorded()}


def deliver_trail(trail: Trail) -> None:
    """What one trail has taken; for when it ends."""
    with _DELIVERING:
        _deliver(trail, with_digests=True)


def _deliver_forever(account: str) -> None:
    while True:
        time.sleep(_INTERVAL_SECONDS)
        try:
            _deliver_all(account, with_digests=False)
        except Exception:
            _LOG.exception("the trails were not delivered")


def _deliver_all(account: str, *, with_digests: bool) -> dict[str, int]:
    delivered = failed = 0
    with _DELIVERING:
        for trail in trails_of(account):
            found = _deliver(trail, with_digests=with_digests)
            delivered, failed = delivered + found[0], failed + found[1]
    return {"delivered": delivered, "failed": failed}


def _deliver(trail: Trail, *, with_digests: bool) -> tuple[int, int]:
    """How many records of a trail are in its bucket now, and how many still wait."""
    log, destination = log_of(trail), destination_of(trail)
    done = 0
    waiting = log.take()
    try:
        for region, records in in_files(waiting):
            _store_file(trail, log, destination, region, records)
            done += len(records)
    except UndeliveredError as error:
        log.put_back(_left(waiting, done))
        _failed(trail, log, error)
    if trail.log_validation:
        _digests(trail, log, destination, at_once=with_digests)
    return done, len(waiting) - done


def _left(records: list[Record], done: int) -> list[Record]:
    """In the order in which they are put into files."""
    in_order = [record for _, found in in_files(records) for record in found]
    return in_order[done:]


def _store_file(
    trail: Trail, log: TrailLog, destination: Destination, region: str, records: list[Record]
) -> None:
    moment = now()
    log.last_attempt = moment
    key = log_file_key(destination.folder(), destination.account, region, moment)
    content = log_file(records)
    encryption = "aws:kms" if destination.key_arn else None
    store(destination, key, compressed(content), encryption=encryption)
    log.last_delivery, log.delivery_error = moment, ""
    if trail.log_validation:
        times = [record["eventTime"] for record in records]
        sha256 = hashlib.sha256(content).hexdigest()
        file = DeliveredFile(destination.bucket, key, sha256, min(times), max(times))
        beginning = DigestChain(moment.replace(microsecond=0) - _SECOND)
        log.chains.setdefault(region, beginning).files.append(file)


def _digests(trail: Trail, log: TrailLog, destination: Destination, *, at_once: bool) -> None:
    """Of Regions with new files if somebody asked, else of every Region once an hour."""
    moment = now()
    for region, chain in log.chains.items():
        if not (at_once and chain.files) and moment - chain.start < _DIGEST_AFTER:
            continue
        try:
            deliver_digest(trail, destination, region, chain, moment)
            log.last_digest, log.digest_error = moment, ""
        except UndeliveredError as error:
            _say(trail, log.digest_error, error)
            log.digest_error = error.code


def _failed(trail: Trail, log: TrailLog, error: UndeliveredError) -> None:
    _say(trail, log.delivery_error, error)
    log.delivery_error = error.code


def _say(trail: Trail, before: str, error: UndeliveredError) -> None:
    """Once, and not at every attempt."""
    if before != error.code:
        _LOG.warning("not delivered: trail %s: %s", trail.trail_name, error)
