import json

import pytest

from readings_pipeline.event import raw_key
from readings_pipeline.rejection import Rejected
from tests.pipeline_account import event


def test_an_event_names_its_object_as_it_is(settings):
    assert raw_key(event("acme/a b+c%20.csv"), settings) == "acme/a b+c%20.csv"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("hello", "not JSON"),
        ("[]", "not an event of S3"),
        ("null", "not an event of S3"),
        (event("acme/a.csv", source="com.example"), "not an event of S3"),
        (event("acme/a.csv", **{"detail-type": "Object Deleted"}), "not an event of S3"),
        (event("acme/a.csv", detail={"bucket": "raw-bucket"}), "names no object"),
        (event("acme/a.csv", detail={"bucket": {"name": "raw-bucket"}}), "names no object"),
        (event("acme/a.csv", bucket="another-bucket"), "another bucket"),
        (event("acme-eu/a.csv"), "another organization's folder"),
        (event("a.csv"), "another organization's folder"),
    ],
)
def test_anything_else_is_rejected(settings, body, reason):
    with pytest.raises(Rejected, match=reason):
        raw_key(body, settings)


def test_a_reason_does_not_quote_the_message(settings):
    with pytest.raises(Rejected) as rejection:
        raw_key(json.dumps({"secret": "1234"}), settings)
    assert "1234" not in str(rejection.value)
