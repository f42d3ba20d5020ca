"""What trails take: by their selectors, in their Regions, while they log."""

from __future__ import annotations

from typing import Any

import pytest

from emulator.tests.tenants import BUCKET as DATA
from emulator.tests.trail import TRAIL


def objects(*conditions: dict[str, Any]) -> list[dict[str, Any]]:
    """Selectors of data events of objects."""
    category = {"Field": "eventCategory", "Equals": ["Data"]}
    kind = {"Field": "resources.type", "Equals": ["AWS::S3::Object"]}
    return [{"FieldSelectors": [category, kind, *conditions]}]


@pytest.mark.parametrize(
    ("conditions", "taken"),
    [
        ([], {"acme/a", "acme-eu/a"}),
        ([{"Field": "resources.ARN", "StartsWith": [f"arn:aws:s3:::{DATA}/acme/"]}], {"acme/a"}),
        ([{"Field": "resources.ARN", "NotStartsWith": [f"arn:aws:s3:::{DATA}/acme/"]}],
         {"acme-eu/a"}),
        ([{"Field": "readOnly", "Equals": ["true"]}], set()),
        ([{"Field": "eventName", "NotEquals": ["DeleteObject", "PutObject"]}], set()),
        ([{"Field": "eventName", "Equals": ["PutObject"]}], {"acme/a", "acme-eu/a"}),
    ],
)  # fmt: skip
def test_advanced_selectors_of_objects(tenants, audit, conditions, taken):
    audit.create(objects(*conditions))
    for slug in ("acme", "acme-eu"):
        tenants.client(tenants.hub(slug)).put_object(**tenants.upload(slug, "a"))
    records = audit.records(lambda record: record["requestParameters"]["bucketName"] == DATA)
    assert {record["requestParameters"]["key"] for record in records} == taken
    assert {record["eventName"] for record in records} <= {"PutObject"}


def test_plain_selectors(tenants, audit):
    audit.create()
    values = [f"arn:aws:s3:::{DATA}/acme/"]
    selector = {
        "ReadWriteType": "WriteOnly",
        "IncludeManagementEvents": True,
        "ExcludeManagementEventSources": ["kms.amazonaws.com"],
        "DataResources": [{"Type": "AWS::S3::Object", "Values": values}],
    }
    audit.deliver()
    before = len(audit.records())
    audit.cloudtrail.put_event_selectors(TrailName=TRAIL, EventSelectors=[selector])
    for slug in ("acme", "acme-eu"):
        tenants.client(tenants.hub(slug)).put_object(**tenants.upload(slug, "a"))
    found = audit.records()
    assert len(found) > before
    puts = [one for one in found if one["eventName"] == "PutObject"]
    assert [one["requestParameters"]["key"] for one in puts] == ["acme/a"]
    assert not [one for one in found if one["eventName"] == "GenerateDataKey"]
    assert [one for one in found if one["eventName"] == "CreateRole"]


def test_a_trail_of_one_region_has_the_global_services_only_if_it_says_so(tenants, audit):
    audit.create(IsMultiRegionTrail=False, IncludeGlobalServiceEvents=False)
    tenants.role("ann")
    assert audit.named("CreateRole") == []
    assert audit.named("PutEventSelectors") == []
    audit.cloudtrail.update_trail(Name=TRAIL, IncludeGlobalServiceEvents=True)
    tenants.role("bob")
    [record] = audit.named("CreateRole")
    assert record["requestParameters"]["roleName"] == "bob"


def test_a_trail_that_is_stopped_takes_nothing_and_what_it_took_is_delivered(tenants, audit):
    audit.create()
    audit.cloudtrail.stop_logging(Name=TRAIL)
    tenants.role("ann")
    assert not audit.cloudtrail.get_trail_status(Name=TRAIL)["IsLogging"]
    assert audit.named("CreateRole") == []
    audit.cloudtrail.start_logging(Name=TRAIL)
    tenants.role("bob")
    audit.cloudtrail.delete_trail(Name=TRAIL)
    assert [one["requestParameters"]["roleName"] for one in audit.named("CreateRole")] == ["bob"]
