"""Which events a trail takes.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from emulator.cloudtrail.records import Record, Recorded

Selector = Mapping[str, Any]

DEFAULT: tuple[dict[str, Any], ...] = (
    {
        "ReadWriteType": "All",
        "IncludeManagementEvents": True,
        "DataResources": [],
        "ExcludeManagementEventSources": [],
    },
)
"""A trail without selectors of its own takes all management events."""

FIELDS = frozenset(
    {
        "eventCategory",
        "eventName",
        "eventSource",
        "eventType",
        "readOnly",
        "resources.ARN",
        "resources.type",
        "sessionCredentialFromConsole",
        "userIdentity.arn",
    }
)
"""What advanced selectors can ask for."""

_OPERATORS: dict[str, tuple[Callable[[str, str], bool], bool]] = {
    "EndsWith": (str.endswith, True),
    "Equals": (str.__eq__, True),
    "NotEndsWith": (str.endswith, False),
    "NotEquals": (str.__eq__, False),
    "NotStartsWith": (str.startswith, False),
    "StartsWith": (str.startswith, True),
}
OPERATORS = frozenset(_OPERATORS)


def is_taken(
    recorded: Recorded, selectors: Sequence[Selector], advanced: Sequence[Selector]
) -> bool:
    """Whether a trail with these selectors takes a record; it has one kind of them only."""
    if advanced:
        return any(_matches(recorded, selector) for selector in advanced)
    return any(_is_selected(recorded, selector) for selector in selectors or DEFAULT)


def takes_management_events(selectors: Sequence[Selector], advanced: Sequence[Selector]) -> bool:
    """Whether a trail takes management events at all; only those of such a trail are announced."""
    if advanced:
        return any(
            field.get("Field") == "eventCategory" and "Management" in field.get("Equals", ())
            for selector in advanced
            for field in selector["FieldSelectors"]
        )
    return any(selector.get("IncludeManagementEvents", True) for selector in selectors or DEFAULT)


def _is_selected(recorded: Recorded, selector: Selector) -> bool:
    record = recorded.record
    kind = selector.get("ReadWriteType", "All")
    if kind != "All" and record["readOnly"] != (kind == "ReadOnly"):
        return False
    if recorded.data_type is None:
        excluded = selector.get("ExcludeManagementEventSources") or ()
        included = selector.get("IncludeManagementEvents", True)
        return included and record["eventSource"] not in excluded
    arns = list(_arns(record))
    return any(
        wanted.get("Type") == recorded.data_type and _is_within(arns, wanted.get("Values") or ())
        for wanted in selector.get("DataResources") or ()
    )


def _is_within(arns: Sequence[str], prefixes: Iterable[str]) -> bool:
    """``arn:aws:s3`` and ``arn:aws:s3:::`` are all buckets, ``arn:aws:s3:::name/`` is one."""
    return any(arn.startswith(prefix) or f"{arn}/" == prefix for prefix in prefixes for arn in arns)


def _matches(recorded: Recorded, selector: Selector) -> bool:
    return all(_has(recorded, field) for field in selector["FieldSelectors"])


def _has(recorded: Recorded, field: Selector) -> bool:
    """Operators of a field are alternatives if they demand, and all hold if they exclude."""
    values = list(_values(recorded, field["Field"]))
    demanded: list[bool] = []
    excluded: list[bool] = []
    for name, (matches, is_demand) in _OPERATORS.items():
        for wanted in field.get(name) or ():
            found = any(matches(value, wanted) for value in values)
            (demanded if is_demand else excluded).append(found)
    return not any(excluded) and (any(demanded) or not demanded)


def _values(recorded: Recorded, field: str) -> Iterable[str]:
    record = recorded.record
    if field == "eventCategory":
        return [record["eventCategory"]]
    if field == "readOnly":
        return [str(record["readOnly"]).lower()]
    if field == "resources.type":
        return [recorded.data_type] if recorded.data_type else []
    if field == "resources.ARN":
        return _arns(record)
    if field == "userIdentity.arn":
        return [record["userIdentity"].get("arn", "")]
    return [str(record.get(field, ""))]


def _arns(record: Record) -> Iterable[str]:
    """Of the objects, queues or things that a data event is about; a listing is about a bucket."""
    found = [one for one in record.get("resources", []) if "ARN" in one]
    objects = [one["ARN"] for one in found if one.get("type") == "AWS::S3::Object"]
    return objects or [f"{one['ARN']}/" if _is_bucket(one) else one["ARN"] for one in found]


def _is_bucket(resource: Mapping[str, Any]) -> bool:
    return resource.get("type") == "AWS::S3::Bucket"
