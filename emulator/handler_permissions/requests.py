"""The contract between a type's requests and whoever asks for their permissions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emulator.authorization.actions.check import Check, request_tags
from emulator.cloudtrail.action_parameters import parameters_of, tag_parameters
from emulator.resources.resource_type import Placement, Properties, tag_map
from emulator.validation.planned_call import PlannedCall


@dataclass(frozen=True)
class Decided:
    """A request with the check that stands for those of the API, which knows less.

    About what does not exist yet, or where services name a resource in ways of their own.
    """

    call: PlannedCall
    check: Check


Needed = PlannedCall | Decided | Check
"""A request, which is judged as the API's own are, or an action on a resource that a service asks
for besides, as for the tags of something new."""

OfNew = Callable[[Placement, Properties], Iterable[Needed]]
OfExisting = Callable[[Placement, str, Properties], Iterable[Needed]]
OfChanged = Callable[[Placement, str, Properties, Properties], Iterable[Needed]]


def nothing(place: Placement, physical_id: str, properties: Properties) -> Iterator[Needed]:
    """No requests."""
    return iter(())


def no_change(
    place: Placement, physical_id: str, properties: Properties, previous: Properties
) -> Iterator[Needed]:
    """No requests: the type has no update, every change is a replacement."""
    return iter(())


@dataclass(frozen=True)
class HandlerRequests:
    """The requests of one resource type.

    ``create`` is asked before the resource is there, ``made`` when it is there and bare, and
    ``settled`` when it has its properties: its own policy decides then. ``read`` are those that
    read it besides the ones of ``drift/read_calls.py``.
    """

    create: OfNew
    update: OfChanged
    delete: OfExisting
    made: OfExisting = nothing
    settled: OfExisting = nothing
    read: OfExisting = nothing


def changed(properties: Properties, previous: Properties, *names: str) -> bool:
    """Whether one of the properties is not what it was."""
    return any(properties.get(name) != previous.get(name) for name in names)


def tag_context(tags: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The condition keys of tags that a request sets."""
    return request_tags(tags)


def new_tags(action: str, arn: str, properties: Properties) -> Iterator[Check]:
    """The permission to tag a new resource, if it has tags."""
    tags = tag_map(properties)
    if tags:
        yield Check(action, arn, tag_context(tags))


def changed_tags(
    set_action: str, remove_action: str, arn: str, new: Mapping[str, str], old: Mapping[str, str]
) -> Iterator[Decided]:
    """The requests that change the tags of a resource, as far as they change."""
    added = {key: value for key, value in new.items() if old.get(key) != value}
    if added:
        yield _decided(Check(set_action, arn, tag_context(added)), tags=added)
    removed = tuple(key for key in old if key not in new)
    if removed:
        yield _decided(Check(remove_action, arn, {"aws:TagKeys": removed}), keys=removed)


def _decided(
    check: Check, *, tags: Mapping[str, str] | None = None, keys: Sequence[str] = ()
) -> Decided:
    service, operation = check.action.split(":", 1)
    named = parameters_of(service, operation, check.resource)
    changed = tag_parameters(service, operation, tags=tags or {}, keys=keys)
    return Decided(PlannedCall(service, operation, {**named, **changed}), check)


def on(arn: str, service: str, operations: str) -> Iterator[Check]:
    """Actions, written as words, on one resource."""
    return (Check(f"{service}:{operation}", arn) for operation in operations.split())


def calls(service: str, operations: str, **parameters: Any) -> Iterator[PlannedCall]:
    """Operations, written as words, with the same parameters."""
    return (PlannedCall(service, operation, parameters) for operation in operations.split())
