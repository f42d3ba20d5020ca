"""Credentials for certificates: what a session is, and which certificates get in."""

from __future__ import annotations

import re
import socket
import ssl
import time
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
import requests

from emulator.tests.conftest import ACCOUNT
from emulator.tests.device import keys_of, signing_request
from emulator.tests.shared_clients import client_of

INVALID_CERTIFICATE = (403, "AccessDeniedException", "Certificate is invalid on this endpoint")


def sts_of(credentials, endpoint):
    return client_of(keys_of(credentials), "sts", endpoint)


@pytest.mark.parametrize("kind", ["P-256", "RSA-2048"])
def test_session_is_of_the_role_and_named_by_the_certificate(platform, client, endpoint, kind):
    platform.organization("acme")
    device, certificate_arn = platform.enrol("acme", "berlin-1", kind)
    before = datetime.now(timezone.utc)
    answer = device.ask("hub-acme", "acme--berlin-1")
    assert (answer.status, list(answer.body)) == (200, ["credentials"])
    credentials = answer.body["credentials"]
    assert credentials.keys() == {"accessKeyId", "secretAccessKey", "sessionToken", "expiration"}
    assert credentials["accessKeyId"].startswith("ASIA")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", credentials["expiration"])
    lasts = datetime.fromisoformat(credentials["expiration"].replace("Z", "+00:00")) - before
    assert timedelta(seconds=3595) < lasts < timedelta(seconds=3605)
    said = parsedate_to_datetime(answer.headers["date"])
    assert abs(said - before) < timedelta(seconds=3)

    certificate_id = certificate_arn.rpartition("/")[2]
    role_id = client("iam").get_role(RoleName="hub-acme")["Role"]["RoleId"]
    identity = sts_of(credentials, endpoint).get_caller_identity()
    assert identity["UserId"] == f"{role_id}:{certificate_id}"
    session_arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/hub-acme/{certificate_id}"
    assert (identity["Account"], identity["Arn"]) == (ACCOUNT, session_arn)


def test_presigned_identity(hub, endpoint):
    credentials = hub.ask("hub-acme").body["credentials"]
    url = sts_of(credentials, endpoint).generate_presigned_url(
        "get_caller_identity", HttpMethod="GET"
    )
    answer = requests.get(url, timeout=10)
    assert answer.status_code == 200
    assert "assumed-role/hub-acme/" in answer.text


def test_another_client_library(hub):
    answer = requests.get(
        f"{hub.endpoint}/role-aliases/hub-acme/credentials",
        headers={"x-amzn-iot-thingname": "acme--berlin-1"},
        cert=(str(hub.folder / "certificate.pem"), str(hub.folder / "key.pem")),
        verify=str(hub.ca_file),
        timeout=10,
    )
    assert (answer.status_code, "credentials" in answer.json()) == (200, True)


def test_endpoint_is_where_iot_says(platform, client, ready):
    iot = client("iot")
    found = iot.describe_endpoint(endpointType="iot:CredentialProvider")["endpointAddress"]
    assert f"https://{found}" == ready["credentialsEndpoint"]
    data = iot.describe_endpoint(endpointType="iot:Data-ATS")["endpointAddress"]
    assert data == ready["endpoint"].replace("http://localhost", "127.0.0.1")


def test_certificate_has_to_be_active_and_registered(platform, hub, client):
    iot = client("iot")
    certificate_id = iot.list_certificates()["certificates"][0]["certificateId"]
    assert hub.ask("hub-acme").status == 200
    for status in ("INACTIVE", "REVOKED"):
        iot.update_certificate(certificateId=certificate_id, newStatus=status)
        assert hub.ask("hub-acme").refusal == INVALID_CERTIFICATE
    iot.update_certificate(certificateId=certificate_id, newStatus="ACTIVE")
    assert hub.ask("hub-acme").status == 200


def test_deleted_certificate_is_unknown(platform, hub, client):
    iot = client("iot")
    made = platform.certify(active=False)
    iot.delete_certificate(certificateId=made["certificateId"])
    assert platform.device(made["certificatePem"]).ask("hub-acme").refusal == INVALID_CERTIFICATE


def test_revoked_certificate_can_fail_the_handshake(platform, client):
    platform.organization("acme")
    revoked, arn = platform.enrol("acme", "berlin-1")
    other, _ = platform.enrol("acme", "berlin-2")
    platform.set_up("POST", "credentials-provider/unconfirmed", {"revokedFailHandshake": True})
    assert revoked.ask("hub-acme").status == 200
    client("iot").update_certificate(certificateId=arn.rpartition("/")[2], newStatus="REVOKED")
    with pytest.raises(ssl.SSLError, match="CERTIFICATE_REVOKED"):
        revoked.ask("hub-acme")
    assert other.ask("hub-acme").status == 200


def test_certificate_of_another_ca_fails_the_handshake(platform):
    before = platform.set_up("GET", "credentials-provider/requests")
    with pytest.raises(ssl.SSLError, match="UNKNOWN_CA"):
        platform.self_signed().ask("hub-acme")
    # The client hears of the failure before the server has counted it.
    deadline = time.monotonic() + 10
    after = before
    while after["failedHandshakes"] == before["failedHandshakes"] and time.monotonic() < deadline:
        after = platform.set_up("GET", "credentials-provider/requests")
    assert after["failedHandshakes"] == before["failedHandshakes"] + 1
    assert after["total"] == before["total"]


def test_certificate_is_required(hub):
    context = ssl.create_default_context(cafile=str(hub.ca_file))
    where = urlsplit(hub.endpoint)
    with socket.create_connection((where.hostname, where.port), timeout=10) as plain:
        connection = context.wrap_socket(plain, server_hostname=where.hostname)
        with connection, pytest.raises(ssl.SSLError, match="CERTIFICATE_REQUIRED"):
            connection.recv(1)


def test_without_a_host_name_in_the_handshake(hub):
    context = hub.context()
    context.check_hostname = False
    port = urlsplit(hub.endpoint).port
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        connection = context.wrap_socket(plain)
        connection.sendall(b"GET /role-aliases/hub-acme/credentials HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert b" 403 " in answer
    assert b"Certificate is invalid on this endpoint" in answer


def test_rotation_has_two_valid_certificates_on_one_thing(platform, hub, client):
    iot = client("iot")
    second = platform.certify(signing_request("acme--berlin-1"))
    iot.attach_policy(policyName="hub-acme", target=second["certificateArn"])
    iot.attach_thing_principal(
        thingName="acme--berlin-1",
        principal=second["certificateArn"],
        thingPrincipalType="EXCLUSIVE_THING",
    )
    device = platform.device(second["certificatePem"])
    assert device.ask("hub-acme", "acme--berlin-1").status == 200
    assert hub.ask("hub-acme", "acme--berlin-1").status == 200
