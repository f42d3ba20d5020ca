import json
from dataclasses import replace

import pytest

from readings_pipeline.event import Arrival, arrival_of
from readings_pipeline.rejection import Rejected
from tests.pipeline_account import event


def test_an_event_names_its_object_as_it_is(settings):
    key = "acme/acme--berlin-1/in/a b+c%20.csv"
    assert arrival_of(event(key), settings) == Arrival(key, "berlin-1")


@pytest.mark.parametrize(
    "key",
    [
        "acme/a.csv",
        "acme/berlin-1/a.csv",
        "acme/acme--berlin-1",
        "acme/acme--berlin-1/",
        "acme/acme--/a.csv",
        "acme/acme--berlin--1/a.csv",
        "acme/acme--berlin-/a.csv",
        "acme/acme--Berlin/a.csv",
        "acme/acme-eu--berlin-1/a.csv",
        "acme/x/acme--berlin-1/a.csv",
    ],
)
def test_only_a_folder_that_bears_the_name_of_a_thing_of_the_organization_is_a_hubs(settings, key):
    with pytest.raises(Rejected, match="no hub's folder"):
        arrival_of(event(key), settings)
    common = replace(settings, hub_folders="common")
    assert arrival_of(event(key), common) == Arrival(key, None)


def test_a_hub_with_a_folder_of_its_own_is_known_where_others_share_one(settings):
    common = replace(settings, hub_folders="common")
    key = "acme/acme--eu-1/a.csv"
    assert arrival_of(event(key), common) == Arrival(key, "eu-1")


@pytest.mark.parametrize(
    ("key", "is_check"),
    [
        ("acme/acme--berlin-1/_doctor/berlin-1.txt", True),
        ("acme/_doctor/berlin-1.txt", True),
        ("acme/acme--berlin-1/_doctor/berlin-2.txt", False),
        ("acme/acme--berlin-1/_doctor/readings.csv", False),
        ("acme/acme--berlin-1/2026/_doctor/berlin-1.txt", False),
        ("acme/_doctor/readings.csv", False),
        ("acme/2026/_doctor/berlin-1.txt", False),
    ],
)
def test_what_only_looks_like_a_check_is_data(settings, key, is_check):
    common = replace(settings, hub_folders="common")
    assert arrival_of(event(key), common).is_check is is_check


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("hello", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not an event of S3"),
        ("null", "not an event of S3"),
        (event("acme/acme--berlin-1/a.csv", source="com.example"), "not an event of S3"),
        (
            event("acme/acme--berlin-1/a.csv", **{"detail-type": "Object Deleted"}),
            "not an event of S3",
        ),
        (event("acme/acme--berlin-1/a.csv", detail={"bucket": "raw-bucket"}), "names no object"),
        (
            event("acme/acme--berlin-1/a.csv", detail={"bucket": {"name": "raw-bucket"}}),
            "names no object",
        ),
        (event("acme/acme--berlin-1/a.csv", bucket="another-bucket"), "another bucket"),
        (event("acme-eu/acme-eu--berlin-1/a.csv"), "another organization's folder"),
        (event("a.csv"), "another organization's folder"),
    ],
)
def test_anything_else_is_rejected(settings, body, reason):
    with pytest.raises(Rejected, match=reason):
        arrival_of(body, settings)


def test_a_reason_does_not_quote_the_message(settings):
    with pytest.raises(Rejected) as rejection:
        arrival_of(json.dumps({"secret": "1234"}), settings)
    assert "1234" not in str(rejection.value)
