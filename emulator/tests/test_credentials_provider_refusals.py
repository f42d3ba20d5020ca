"""Requests with a good certificate that get no credentials, and why."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from emulator.tests.conftest import ACCOUNT, statement, trust
from emulator.tests.device import ASSUME, Platform, arn_of_alias

INVALID_THING = (403, "AccessDeniedException", "Invalid thing name passed")
DENIED = (403, "AccessDeniedException", "Access Denied")
NO_ALIAS = (404, "ResourceNotFoundException", "Role alias does not exist")
NOT_ASSUMED = (
    400,
    "InvalidRequestException",
    "Unable to assume the role, or the role to assume does not exist",
)
TOO_LONG = (
    400,
    "InvalidRequestException",
    "The requested CredentialDurationSeconds exceeds the MaxSessionDuration set for the role",
)


def test_thing_has_to_be_attached_to_this_certificate(platform, hub):
    platform.enrol("acme", "berlin-10")
    assert hub.ask("hub-acme", "acme--berlin-1").status == 200
    for thing in ("acme--berlin-10", "acme--berlin", "", "acme--BERLIN-1"):
        assert hub.ask("hub-acme", thing).refusal == INVALID_THING
    # The thing is looked at before the policies and the alias are.
    assert hub.ask("hub-acme-eu", "acme--berlin-10").refusal == INVALID_THING


def test_neighbours_alias_is_denied(platform, hub):
    neighbour, _ = platform.enrol("acme-eu", "paris-1")
    assert hub.ask("hub-acme-eu").refusal == DENIED
    assert hub.ask("hub-acme-eu", "acme--berlin-1").refusal == DENIED
    assert neighbour.ask("hub-acme").refusal == DENIED
    assert neighbour.ask("hub-acme-eu", "acme-eu--paris-1").status == 200


def test_missing_alias_is_told_only_to_whom_policies_allow_it(hub, client):
    assert hub.ask("hub-acm").refusal == DENIED
    client("iot").delete_role_alias(roleAlias="hub-acme")
    assert hub.ask("hub-acme").refusal == NO_ALIAS


@pytest.mark.parametrize("path", ["/", "/role-aliases/hub-acme", "/role-aliases/a/b/credentials"])
def test_other_paths(hub, path):
    connection = hub.connection()
    connection.request("GET", path)
    assert connection.getresponse().status == 404
    connection.close()


ALIAS = arn_of_alias("hub-acme")


@pytest.fixture
def organization(kept, client, ready, tmp_path_factory):
    """Its role and alias, for certificates that differ in their policies."""
    kept(_organization, client, ready, tmp_path_factory)


def _organization(client, ready, folders):
    Platform(client, ready, folders.mktemp("organization")).organization("acme")


@pytest.mark.parametrize(
    ("document", "allowed"),
    [
        (statement(ASSUME, ALIAS), True),
        (statement("iot:*", ALIAS), True),
        (statement("iot:assumeROLEwithcertificate", ALIAS), True),
        (statement(ASSUME, ALIAS[:-1] + "?"), True),
        (statement([ASSUME, "iot:Connect"], ["arn:aws:iot:*", "x"]), True),
        (statement("iot:Connect", ALIAS), False),
        (statement(ASSUME, ALIAS.upper()), False),
        (statement(ASSUME, f"{ALIAS}?"), False),
        # Variables have a value over MQTT only.
        (statement(ASSUME, ALIAS.replace("acme", "${iot:Connection.Thing.ThingName}")), False),
        (
            statement(ASSUME, ALIAS, Condition={"Bool": {"iot:Connection.Thing.IsAttached": True}}),
            False,
        ),
        (
            statement(ASSUME, ALIAS, Condition={"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}),
            True,
        ),
    ],
)
def test_iot_policies(organization, platform, client, document, allowed):
    iot = client("iot")
    made = platform.certify()
    # Each certificate has a policy of its own, and no other.
    name = f"tried-{made['certificateId']}"
    iot.create_policy(policyName=name, policyDocument=json.dumps(document))
    iot.attach_policy(policyName=name, target=made["certificateArn"])
    answer = platform.device(made["certificatePem"]).ask("hub-acme")
    assert answer.status == 200 if allowed else answer.refusal == DENIED


def test_deny_and_newer_versions_and_detaching(platform, hub, client):
    iot = client("iot")
    deny = statement("*")
    deny["Statement"][0]["Effect"] = "Deny"
    arn = iot.list_certificates()["certificates"][0]["certificateArn"]
    iot.create_policy(policyName="suspended", policyDocument=json.dumps(deny))
    iot.attach_policy(policyName="suspended", target=arn)
    assert hub.ask("hub-acme").refusal == DENIED
    harmless = json.dumps(statement("iot:Connect"))
    iot.create_policy_version(policyName="suspended", policyDocument=harmless, setAsDefault=True)
    assert hub.ask("hub-acme").status == 200
    iot.detach_policy(policyName="hub-acme", target=arn)
    assert hub.ask("hub-acme").refusal == DENIED


def test_policies_of_the_things_groups(platform, client):
    platform.organization("acme")
    iot = client("iot")
    device, arn = platform.enrol("acme", "berlin-1")
    iot.detach_policy(policyName="hub-acme", target=arn)
    parent = iot.create_thing_group(thingGroupName="hubs")["thingGroupArn"]
    iot.create_thing_group(thingGroupName="hubs-acme", parentGroupName="hubs")
    iot.add_thing_to_thing_group(thingGroupName="hubs-acme", thingName="acme--berlin-1")
    assert device.ask("hub-acme", "acme--berlin-1").refusal == DENIED
    iot.attach_policy(policyName="hub-acme", target=parent)
    assert device.ask("hub-acme", "acme--berlin-1").status == 200
    assert device.ask("hub-acme").refusal == DENIED


def test_role_has_to_exist_and_to_trust_the_provider(hub, client):
    iam = client("iam")
    denied = trust("credentials.iot.amazonaws.com")
    denied["Statement"].append({**denied["Statement"][0], "Effect": "Deny"})
    for document in (trust("iot.amazonaws.com"), denied):
        iam.update_assume_role_policy(RoleName="hub-acme", PolicyDocument=json.dumps(document))
        assert hub.ask("hub-acme").refusal == NOT_ASSUMED
    iam.delete_role(RoleName="hub-acme")
    assert hub.ask("hub-acme").refusal == NOT_ASSUMED


@pytest.mark.parametrize("sets_source", [False, True])
def test_conditions_of_the_trust_on_its_source(platform, hub, client, sets_source):
    document = trust("credentials.iot.amazonaws.com")
    document["Statement"][0]["Condition"] = {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ArnLike": {"aws:SourceArn": arn_of_alias("hub-*")},
    }
    body = json.dumps(document)
    client("iam").update_assume_role_policy(RoleName="hub-acme", PolicyDocument=body)
    platform.set_up("POST", "credentials-provider/unconfirmed", {"setsSource": sets_source})
    answer = hub.ask("hub-acme")
    assert answer.status == 200 if sets_source else answer.refusal == NOT_ASSUMED


def test_duration_of_the_alias_and_of_the_role(platform, hub, client):
    iot, iam = client("iot"), client("iam")
    iot.update_role_alias(roleAlias="hub-acme", credentialDurationSeconds=7200)
    assert hub.ask("hub-acme").refusal == TOO_LONG
    iam.update_role(RoleName="hub-acme", MaxSessionDuration=7200)
    expiration = hub.ask("hub-acme").body["credentials"]["expiration"]
    lasts = datetime.fromisoformat(expiration.replace("Z", "+00:00")) - datetime.now(timezone.utc)
    assert timedelta(seconds=7190) < lasts < timedelta(seconds=7205)
