"""What an organization is told of the trail, by the text that the platform generates."""

from __future__ import annotations

import json
import random

import pytest

from emulator.tests.conftest import ACCOUNT, REGION
from emulator.tests.log_files import told
from emulator.tests.trail_records import (
    OLGA,
    RAW,
    STANDARDIZED,
    a_day_of,
    analyst,
    certificate_arn,
    certificate_of,
    hub,
    key_of,
    on_object,
    operator,
    record,
    refused,
    service,
)


@pytest.mark.parametrize("slug", ["acme", "acme-eu"])
def test_an_organization_sees_its_day_and_what_operators_did_for_it(trail, slug):
    trail.deliver([*a_day_of("acme"), *a_day_of("acme-eu")])
    hub_session = f"ts-dev-{slug}-data-hub/{certificate_of(slug)}"
    person = f"ann@{slug}.example"
    ann = ("organization", f"ts-dev-{slug}-analyst/{person}", person)
    revoker = ("operator", "ts-dev-hub-revoker", OLGA)
    arn = f"arn:aws:%s:{REGION}:{ACCOUNT}:%s"
    parameter = arn % ("ssm", f"parameter/dev/{slug}/connectors/postgres")
    database = arn % ("glue", f"database/ts_dev_{slug.replace('-', '_')}")
    uploaded = f"arn:aws:s3:::{RAW}/{slug}/{slug}--berlin/a.csv"
    revocations = f"arn:aws:iam::{ACCOUNT}:policy/ts-dev-{slug}-data-hub-revocations"
    assert trail.lines_of(slug) == [
        ("organization", hub_session, "-", "s3", "PutObject", uploaded, "succeeded"),
        ("organization", hub_session, "-", "kms", "GenerateDataKey", key_of(slug), "succeeded"),
        ("aws", "events.amazonaws.com", "-", "kms", "Decrypt", key_of(slug), "succeeded"),
        ("organization", hub_session, "-", "ssm", "GetParameters", parameter, "succeeded"),
        (
            *ann,
            "athena",
            "StartQueryExecution",
            arn % ("athena", f"workgroup/ts-dev-{slug}"),
            "succeeded",
        ),
        (*ann, "glue", "GetTable", database, "succeeded"),
        (
            *("operator", "ts-dev-secret-writer", OLGA),
            *("ssm", "PutParameter", parameter, "succeeded"),
        ),
        (*revoker, "iot", "UpdateThing", arn % ("iot", f"thing/{slug}--berlin"), "succeeded"),
        (*revoker, "iot", "UpdateCertificate", certificate_arn(slug), "succeeded"),
        (*revoker, "iam", "CreatePolicyVersion", revocations, "succeeded"),
    ]


def test_addresses_are_told_of_the_organizations_own_callers_alone(trail):
    trail.deliver([*a_day_of("acme"), *a_day_of("acme-eu")])
    rows = told(trail.of_organization("acme"), "caller_kind", "source_ip", "read_only")
    assert set(rows) == {
        ("organization", "203.0.113.7", "true"),
        ("organization", "203.0.113.7", "false"),
        ("aws", "-", "false"),
        ("operator", "-", "false"),
    }


def test_an_attempt_is_a_line_for_both_and_names_neither_to_the_other(trail):
    """Who was refused at the neighbour's sees that; the neighbour sees that somebody was."""
    theirs = f"arn:aws:s3:::{RAW}/acme-eu/x.csv"
    workgroup = f"arn:aws:athena:{REGION}:{ACCOUNT}:workgroup/ts-dev-acme-eu"
    acme_hub, ann = hub("acme"), analyst("acme")
    own = f"arn:aws:s3:::{STANDARDIZED}/acme/y.csv"
    copied = {"x-amz-copy-source": f"/{RAW}/acme-eu/x%20y.csv"}
    trail.deliver(
        [
            on_object(
                acme_hub, "PutObject", RAW, "acme-eu/x.csv", **refused(acme_hub, "s3:Put", theirs)
            ),
            # KMS names the key in its message, and nowhere else.
            record(acme_hub, "kms:Decrypt", **refused(acme_hub, "kms:Decrypt", key_of("acme-eu"))),
            record(
                ann,
                "athena:StartQueryExecution",
                {"workGroup": "ts-dev-acme-eu", "queryString": "SELECT * FROM acme_secrets"},
                **refused(ann, "athena:StartQueryExecution", workgroup),
            ),
            on_object(ann, "CopyObject", STANDARDIZED, "acme/y.csv", parameters=copied),
            record(
                ann,
                "s3:ListObjects",
                {"bucketName": RAW, "prefix": "acme"},
                errorCode="AccessDenied",
            ),
        ]
    )
    hub_session = ("organization", f"ts-dev-acme-data-hub/{certificate_of('acme')}", "-")
    ann_of_acme = ("organization", "ts-dev-acme-analyst/ann@acme.example", "ann@acme.example")
    assert trail.lines_of("acme") == [
        (*hub_session, "s3", "PutObject", "-", "AccessDenied"),
        (*hub_session, "kms", "Decrypt", "-", "AccessDenied"),
        (*ann_of_acme, "athena", "StartQueryExecution", "-", "AccessDenied"),
        (*ann_of_acme, "s3", "CopyObject", own, "succeeded"),
        (*ann_of_acme, "s3", "ListObjects", "-", "AccessDenied"),
    ]
    somebody = ("other", "-", "-")
    assert trail.lines_of("acme-eu") == [
        (*somebody, "s3", "PutObject", theirs, "AccessDenied"),
        (*somebody, "kms", "Decrypt", key_of("acme-eu"), "AccessDenied"),
        (*somebody, "athena", "StartQueryExecution", workgroup, "AccessDenied"),
        (*somebody, "s3", "CopyObject", f"arn:aws:s3:::{RAW}/acme-eu/x y.csv", "succeeded"),
    ]


def test_nobody_writes_a_line_into_anothers_trail_by_what_a_request_says(trail):
    ann = analyst("acme-eu")
    on_resource = f"x on resource: {key_of('acme')}"
    trail.deliver(
        [
            # A table that is called as acme's database.
            record(ann, "glue:GetTable", {"databaseName": "ts_dev_acme_eu", "name": "ts_dev_acme"}),
            record(ann, "ssm:GetParameter", {"name": "/dev/acme-eu/connectors/a"}),
            record(
                ann,
                "athena:GetWorkGroup",
                {"workGroup": "ts-dev-acme-eu"},
                errorMessage=on_resource,
            ),
            # What was refused binds no certificate to anybody.
            record(
                operator("hub-operator"),
                "iot:AttachThingPrincipal",
                {"thingName": "acme--x", "principal": certificate_arn("acme-eu")},
                errorCode="InvalidRequestException",
            ),
            record(
                operator("hub-revoker"),
                "iot:UpdateCertificate",
                {"certificateId": certificate_of("acme-eu")},
            ),
        ]
    )
    assert told(trail.of_organization("acme"), "action", "resource", "outcome") == [
        (
            "AttachThingPrincipal",
            f"arn:aws:iot:{REGION}:{ACCOUNT}:thing/acme--x",
            "InvalidRequestException",
        )
    ]


def test_a_run_takes_the_files_of_the_day_before_and_no_other(trail):
    before, day, today = (a_day_of("acme")[0] for _ in range(3))
    trail.deliver([before], days_ago=2)
    trail.deliver([day], days_ago=1)
    trail.deliver([today])
    found = [row["event_id"] for row in trail.of_organization("acme", days_ago=1)]
    assert found == [day["eventID"]]


def test_no_line_has_anything_of_another_whatever_the_records_hold(trail):
    """Callers, resources, errors and free text of three organizations, put together at random."""
    chance = random.Random(0)
    slugs = ["acme", "acme-eu", "zeta"]
    texts = [f"secret-of-{slug}" for slug in slugs]

    def arns(slug):
        return [
            f"arn:aws:s3:::{RAW}/{slug}/{slug}--berlin/a.csv",
            f"arn:aws:iam::{ACCOUNT}:role/ts-dev-{slug}-data-hub",
            f"arn:aws:sqs:{REGION}:{ACCOUNT}:ts-dev-{slug}-arrivals",
            f"arn:aws:iot:{REGION}:{ACCOUNT}:thing/{slug}--berlin",
            key_of(slug) if slug != "zeta" else f"arn:aws:kms:{REGION}:{ACCOUNT}:key/zeta",
        ]

    def some():
        slug = chance.choice(slugs)
        caller = chance.choice([hub(slug), analyst(slug), operator("monitor"), service("s3")])
        about = [chance.choice(arns(chance.choice(slugs))) for _ in range(chance.randrange(3))]
        other = chance.choice(slugs)
        parameters = {
            "bucketName": RAW,
            "key": f"{other}/a.csv",
            "name": f"/dev/{chance.choice(slugs)}/connectors/a",
            "names": [f"/dev/{one}/connectors/a" for one in slugs],
            "workGroup": f"ts-dev-{other}",
            "thingName": f"{other}--berlin",
            "policyName": f"ts-dev-{chance.choice(slugs)}-data-hub",
            "roleName": f"ts-dev-{chance.choice(slugs)}-pipeline",
            "queryString": chance.choice(texts),
            "tags": chance.choice([[{"key": "orgSlug", "value": other}], {"orgSlug": other}]),
            "queueUrl": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/ts-dev-{other}-arrivals",
        }
        failure = refused(caller, "x:Y", chance.choice(arns(chance.choice(slugs))))
        return record(
            caller,
            chance.choice(["s3:Get", "ssm:Get", "athena:Get", "iot:Get", "iam:Get", "sqs:Get"]),
            chance.choice([parameters, None]),
            resources=about or None,
            responseElements=chance.choice([None, {"text": chance.choice(texts)}]),
            **chance.choice([{}, failure]),
        )

    # In one file: each record is judged by itself, and the query takes long however few there are.
    trail.deliver([some() for _ in range(900)])
    for slug in ("acme", "acme-eu"):
        rows = trail.of_organization(slug)
        assert len(rows) > 300
        for other in slugs:
            if other == slug:
                continue
            for row in rows:
                text = json.dumps(row)
                # acme-eu's names hold acme's: they are taken out before acme is looked for.
                if other in slug:
                    text = text.replace(slug, "").replace(slug.replace("-", "_"), "")
                assert other not in text, row
                assert other.replace("-", "_") not in text, row
                assert certificate_of(other) not in text, row
                assert other == "zeta" or key_of(other) not in text, row
