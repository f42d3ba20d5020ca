"""CloudTrail's operations where moto differs or has none: status, event history, public keys.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import datetime, timezone
from itertools import dropwhile, islice
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail
from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.exceptions import JsonRESTError

from emulator.cloudtrail import history, recording, signing, trails
from emulator.cloudtrail.delivery import deliver_trail
from emulator.cloudtrail.history import Event
from emulator.cloudtrail.selectors import DEFAULT
from emulator.cloudtrail.trails import TrailLog, destination_of, log_of
from emulator.moto_changes import add_method, replace_attribute

_MOST_RESULTS = 50
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Begins to record; replaces what differs in moto, and adds what it lacks."""
    recording.subscribe(history.remember)
    recording.subscribe(trails.offer)
    for name, method in (
        ("get_trail_status", _get_trail_status),
        ("get_event_selectors", _get_event_selectors),
    ):
        replace_attribute(CloudTrailResponse, name, method)
    replace_attribute(CloudTrailBackend, "delete_trail", _delete_trail)
    _ORIGINAL["put"] = replace_attribute(Trail, "put_event_selectors", _put_event_selectors)
    _ORIGINAL["describe"] = replace_attribute(Trail, "description", _description)
    add_method(CloudTrailResponse, "lookup_events", _lookup_events)
    add_method(CloudTrailResponse, "list_public_keys", _list_public_keys)


def _delete_trail(backend: CloudTrailBackend, name: str) -> None:
    """By name or ARN; a trail that is not there is an error."""
    trail = backend.get_trail(name)
    trail.stop_logging()
    deliver_trail(trail)
    del backend.trails[trail.trail_name]
    backend.tagging_service.delete_all_tags_for_resource(trail.arn)


def _put_event_selectors(trail: Trail, selectors: Any, advanced: Any) -> None:
    """The one kind replaces the other."""
    trail.event_selectors = selectors or []
    trail.advanced_event_selectors = [] if selectors else advanced or []


def _description(trail: Trail, include_region: bool = False) -> dict[str, Any]:
    """What is not set is left out, and a trail says whether it has selectors of its own."""
    described = _ORIGINAL["describe"](trail, include_region=True)
    own = bool(trail.event_selectors or trail.advanced_event_selectors)
    described |= {
        "HasCustomEventSelectors": own,
        "HasInsightSelectors": bool(trail.insight_selectors),
        "KmsKeyId": destination_of(trail).key_arn,
    }
    return {name: value for name, value in described.items() if value not in (None, "")}


def _get_event_selectors(response: CloudTrailResponse) -> str:
    trail = response.cloudtrail_backend.get_trail(json.loads(response.body)["TrailName"])
    selectors, advanced = trail.get_event_selectors()
    found: dict[str, Any] = {"TrailARN": trail.arn}
    if advanced:
        found["AdvancedEventSelectors"] = advanced
    else:
        found["EventSelectors"] = selectors or list(DEFAULT)
    return json.dumps(found)


def _get_trail_status(response: CloudTrailResponse) -> str:
    name = response._get_param("Name")
    backend = response.cloudtrail_backend
    backend.get_trail_status(name)
    trails = backend.describe_trails(include_shadow_trails=True)
    trail = next(one for one in trails if name in (one.trail_name, one.arn))
    return json.dumps(_status(trail, log_of(trail)))


def _status(trail: Trail, log: TrailLog) -> dict[str, Any]:
    status = trail.status
    started, stopped = _utc(status.started), _utc(status.stopped)
    found: dict[str, Any] = {
        "IsLogging": status.is_logging,
        "LatestDeliveryError": log.delivery_error or None,
        "LatestDigestDeliveryError": log.digest_error or None,
        "LatestDeliveryTime": _epoch(log.last_delivery),
        "LatestDigestDeliveryTime": _epoch(log.last_digest),
        "StartLoggingTime": _epoch(started),
        "StopLoggingTime": _epoch(stopped),
        "LatestDeliveryAttemptTime": _iso(log.last_attempt),
        "LatestDeliveryAttemptSucceeded": _iso(log.last_delivery),
        "LatestNotificationAttemptTime": "",
        "LatestNotificationAttemptSucceeded": "",
        "TimeLoggingStarted": _iso(started),
        "TimeLoggingStopped": _iso(stopped),
    }
    return {name: value for name, value in found.items() if value is not None}


def _list_public_keys(response: CloudTrailResponse) -> str:
    return json.dumps({"PublicKeyList": [signing.public_key()]})


def _lookup_events(response: CloudTrailResponse) -> str:
    given: dict[str, Any] = json.loads(response.body) if response.body else {}
    found = _after(given.get("NextToken"), _matching(response, given))
    size = given.get("MaxResults") or _MOST_RESULTS
    shown = list(islice(found, size))
    page: dict[str, Any] = {"Events": [_shown(event) for event in shown]}
    if shown and next(found, None) is not None:
        last = shown[-1].attributes["EventId"]
        page["NextToken"] = base64.b64encode(last.encode()).decode()
    return json.dumps(page)


def _after(token: str | None, events: Iterator[Event]) -> Iterator[Event]:
    """What follows the event that a page ended with: meanwhile there are newer ones."""
    if not token:
        return events
    try:
        last = base64.b64decode(token).decode()
    except ValueError:
        raise JsonRESTError("InvalidNextTokenException", "Invalid NextToken.") from None
    return islice(dropwhile(lambda event: event.attributes["EventId"] != last, events), 1, None)


def _matching(response: CloudTrailResponse, given: dict[str, Any]) -> Iterator[Event]:
    start, end = given.get("StartTime", 0), given.get("EndTime", float("inf"))
    wanted = given.get("LookupAttributes") or []
    for event in history.events_of(response.current_account, response.region):
        in_time = start <= event.time <= end
        if in_time and all(event.has(one["AttributeKey"], one["AttributeValue"]) for one in wanted):
            yield event


def _shown(event: Event) -> dict[str, Any]:
    attributes = {name: value for name, value in event.attributes.items() if value}
    resources = [
        {"ResourceType": kind, "ResourceName": name} for kind, name in event.resources if kind
    ]
    return {
        **attributes,
        "EventTime": int(event.time),
        "Resources": resources,
        "CloudTrailEvent": event.text,
    }


def _utc(moment: datetime | None) -> datetime | None:
    """moto's times are UTC without a time zone."""
    return moment.replace(tzinfo=timezone.utc) if moment else None


def _epoch(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None


def _iso(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
