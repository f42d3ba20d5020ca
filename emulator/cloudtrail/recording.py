"""Where decided calls become records, and who gets these.

A call is recorded when it is answered, so that whoever has the answer finds the record too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from emulator.authorization.calls import Call
from emulator.authorization.judged_checks import JudgedCheck
from emulator.cloudtrail import event_kinds
from emulator.cloudtrail.action_parameters import parameters_of
from emulator.cloudtrail.outcomes import DONE, Outcome, outcome_of, read_outcome
from emulator.cloudtrail.records import Recorded, record_of_call, record_of_key_use

_LOG = logging.getLogger("cloudtrail")
_KMS = "kms:"

Sink = Callable[[str, Recorded], None]
"""Takes the account and a record."""

_SINKS: list[Sink] = []
_UNRECORDED = [0]


def subscribe(sink: Sink) -> None:
    """Every record from here on goes to the sink, in the thread of its call."""
    _SINKS.append(sink)


def unrecorded() -> int:
    """How many calls could not be recorded since the start, which the log tells of."""
    return _UNRECORDED[0]


def record_request(
    call: Call,
    status: int,
    headers: list[tuple[str, str]],
    body: bytes,
    judged: Sequence[JudgedCheck],
) -> None:
    """A request that somebody sent, with the response."""
    if not event_kinds.is_recorded(call.service, call.operation):
        return
    is_reading = event_kinds.is_read_only(call.service, call.operation)
    wants_answer = not is_reading or call.service == "sts"
    with _recording(call):
        outcome = read_outcome(call, status, headers, body, wants_answer=wants_answer)
        _record(call, outcome, judged, None)


def record_made(
    call: Call,
    judged: Sequence[JudgedCheck],
    *,
    invoked_by: str | None = None,
    outcome: Outcome | None = None,
) -> None:
    """A call that a service made by itself, or as ``invoked_by`` in the name of somebody.

    Without an outcome, it is done or denied as it was judged.
    """
    if event_kinds.is_recorded(call.service, call.operation):
        made = next((found for one in judged if (found := outcome_of(one)) is not DONE), DONE)
        with _recording(call):
            _record(call, outcome or made, judged, invoked_by)


def record_action(call: Call, judged: Sequence[JudgedCheck], *, invoked_by: str) -> None:
    """An action that a service needs, of whose request nothing else is known.

    Of S3 each is a request of its own; elsewhere it may go with another request, as tags do, so
    that only its denial, which is the end of it all, is recorded.
    """
    operation = event_kinds.operation_of(call.service, call.operation)
    is_denied = any(outcome_of(one) is not DONE for one in judged)
    if operation is None or not judged or not (call.service == "s3" or is_denied):
        return
    named = parameters_of(call.service, operation, judged[0].check.resource)
    made = replace(call, operation=operation, parameters={**named, **call.parameters})
    record_made(made, judged, invoked_by=invoked_by)


@contextmanager
def _recording(call: Call) -> Iterator[None]:
    """A call does not fail because it cannot be recorded; tests do, by the number."""
    try:
        yield
    except Exception:
        _UNRECORDED[0] += 1
        _LOG.exception("no record of %s", call.action)


def _record(
    call: Call, outcome: Outcome, judged: Sequence[JudgedCheck], invoked_by: str | None
) -> None:
    for recorded in _records(call, outcome, judged, invoked_by):
        for sink in _SINKS:
            sink(call.account, recorded)


def _records(
    call: Call, outcome: Outcome, judged: Sequence[JudgedCheck], invoked_by: str | None
) -> Iterable[Recorded]:
    """The call, and before it the uses of keys that it led to."""
    if call.service != "kms":
        for one in judged:
            if one.check.action.startswith(_KMS):
                yield record_of_key_use(call, one.check, outcome_of(one), _user_of_key(call, one))
    yield record_of_call(call, outcome, [one.check for one in judged], invoked_by)


def _user_of_key(call: Call, judged: JudgedCheck) -> str:
    """The service that called KMS: the last of those that the call went through."""
    chain = judged.check.context.get("aws:CalledVia", ())
    return chain[-1] if chain else f"{call.service}.amazonaws.com"
