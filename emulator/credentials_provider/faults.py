"""Faults that tests switch on, to see what clients make of them.

Each request has the first fault of every kind that is on; ``hang``, ``reset`` and ``status`` count
as one kind, since each of them ends the request. So a list is also a sequence: two times 503, then
once 429. ``skew`` moves the provider's whole clock: its Date header and the expirations that it
reports; the session itself ends by the real clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from threading import Event, Lock
from typing import Any

from emulator.emulator_api import InvalidSettingError

_HOUR = 3600
_YEAR = 366 * 24 * _HOUR
_MAX_SESSION = 12 * _HOUR


def _number(least: float, most: float) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    )


def _whole(least: int, most: int) -> Callable[[Any], bool]:
    in_range = _number(least, most)
    return lambda value: isinstance(value, int) and in_range(value)


@dataclass(frozen=True)
class _Kind:
    """A kind of fault: the parameter it takes, if any, and what that may be."""

    parameter: str | None
    allowed: str
    accepts: Callable[[Any], bool]


_KINDS = {
    "delay": _Kind("seconds", "seconds from 0 to 600", _number(0, 600)),
    "drip": _Kind("bytesPerSecond", "bytesPerSecond from 1 to 100000", _whole(1, 100_000)),
    "expiry": _Kind("seconds", "seconds from 1 to 43200", _whole(1, _MAX_SESSION)),
    "hang": _Kind(None, "nothing", lambda value: True),
    "reset": _Kind(None, "nothing", lambda value: True),
    "skew": _Kind("seconds", "seconds from -31622400 to 31622400", _whole(-_YEAR, _YEAR)),
    "status": _Kind("status", "a status from 400 to 599", _whole(400, 599)),
    "truncate": _Kind("bytes", "bytes from 0 to 65536", _whole(0, 65_536)),
}
_ENDING = ("hang", "reset", "status")


@dataclass
class Fault:
    """One fault; ``remaining`` requests are to have it, or all until cleared if None."""

    kind: str
    value: float | None
    remaining: int | None


@dataclass(frozen=True)
class Effects:
    """What one request is to suffer."""

    ending: str | None = None
    status: int = 503
    delay: float = 0
    skew: int = 0
    expiry: int | None = None
    drip: int | None = None
    truncate: int | None = None


class Faults:
    """Those that are on. ``cleared`` is set whenever all are taken off, which ends what hangs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._on: list[Fault] = []
        self._cleared = Event()

    def add(self, settings: Any) -> None:
        """Switches on one fault or a list; raises InvalidSettingError with everything wrong."""
        wanted = settings if isinstance(settings, list) else [settings]
        problems = [problem for item in wanted for problem in _problems(item)]
        if problems or not wanted:
            raise InvalidSettingError(problems or ["write a fault or a list of faults"])
        with self._lock:
            self._on.extend(_fault(item) for item in wanted)

    def clear(self) -> None:
        """Switches all off."""
        with self._lock:
            self._on.clear()
            self._cleared.set()
            self._cleared = Event()

    def shown(self) -> list[dict[str, Any]]:
        """As they were given, with what remains of them."""
        with self._lock:
            return [_shown(fault) for fault in self._on]

    def for_next_request(self) -> tuple[Effects, Event]:
        """Counts one request down; the event is set when the faults are cleared."""
        with self._lock:
            firsts = list({_slot(fault): fault for fault in reversed(self._on)}.values())
            for fault in firsts:
                if fault.remaining is not None:
                    fault.remaining -= 1
            self._on = [fault for fault in self._on if fault.remaining != 0]
            return _effects(firsts), self._cleared


def _slot(fault: Fault) -> str:
    return "ending" if fault.kind in _ENDING else fault.kind


def _effects(faults: list[Fault]) -> Effects:
    found: dict[str, Any] = {}
    for fault in faults:
        found[_slot(fault)] = fault.kind if fault.kind in _ENDING else fault.value
        if fault.kind == "status":
            found["status"] = fault.value
    return Effects(**found)


def _problems(item: Any) -> list[str]:
    if not isinstance(item, dict) or item.get("kind") not in _KINDS:
        return [f"kind has to be one of {', '.join(_KINDS)}: {item!r}"]
    kind = _KINDS[item["kind"]]
    problems = []
    unknown = item.keys() - {"kind", "count", kind.parameter}
    if unknown:
        problems.append(f"{item['kind']} does not take {', '.join(sorted(map(str, unknown)))}")
    if kind.parameter and not kind.accepts(item.get(kind.parameter)):
        problems.append(f"{item['kind']} takes {kind.allowed}, not {item.get(kind.parameter)!r}")
    count = item.get("count", 1)
    if not _whole(1, 1_000_000)(count):
        problems.append(f"count has to be a number of requests from 1 on, not {count!r}")
    return problems


def _fault(item: dict[str, Any]) -> Fault:
    parameter = _KINDS[item["kind"]].parameter
    return Fault(item["kind"], item[parameter] if parameter else None, item.get("count"))


def _shown(fault: Fault) -> dict[str, Any]:
    shown = {k: v for k, v in asdict(fault).items() if k == "kind" or v is not None}
    parameter = _KINDS[fault.kind].parameter
    if parameter:
        shown[parameter] = shown.pop("value")
    return shown
