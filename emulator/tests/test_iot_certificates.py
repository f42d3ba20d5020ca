"""Certificates that IoT signs, their states, and what they are attached to."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone

import pytest
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from emulator.tests.device import private_key, signing_request


def public_bytes(key):
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def code(error):
    return error.value.response["Error"]["Code"]


@pytest.mark.parametrize("kind", ["P-256", "P-384", "RSA-2048"])
def test_certificate_has_key_and_subject_of_the_request(client, endpoint, kind):
    request = signing_request("acme--berlin-1", kind)
    made = client("iot").create_certificate_from_csr(certificateSigningRequest=request)
    certificate = x509.load_pem_x509_certificate(made["certificatePem"].encode())
    assert public_bytes(certificate.public_key()) == public_bytes(private_key(kind).public_key())
    assert certificate.subject.rfc4514_string() == "CN=acme--berlin-1"
    der = certificate.public_bytes(Encoding.DER)
    assert made["certificateId"] == hashlib.sha256(der).hexdigest()
    assert made["certificateArn"].endswith(f":cert/{made['certificateId']}")
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.key_cert_sign) == (True, False)


def test_same_request_gives_distinct_certificates(client, endpoint):
    iot, request = client("iot"), signing_request()
    made = [iot.create_certificate_from_csr(certificateSigningRequest=request) for _ in range(2)]
    parsed = [x509.load_pem_x509_certificate(one["certificatePem"].encode()) for one in made]
    assert len({one.serial_number for one in parsed}) == 2
    listed = iot.list_certificates()["certificates"]
    assert {one["certificateId"] for one in listed} == {one["certificateId"] for one in made}


@pytest.mark.parametrize(
    ("parameters", "status"),
    [({}, "INACTIVE"), ({"setAsActive": False}, "INACTIVE"), ({"setAsActive": True}, "ACTIVE")],
)
def test_description(client, endpoint, parameters, status):
    iot, now = client("iot"), datetime.now(timezone.utc)
    made = iot.create_certificate_from_csr(
        certificateSigningRequest=signing_request(), **parameters
    )
    found = iot.describe_certificate(certificateId=made["certificateId"])["certificateDescription"]
    assert (found["status"], found["certificatePem"]) == (status, made["certificatePem"])
    assert abs(found["creationDate"] - now) < timedelta(seconds=5)
    assert found["validity"]["notAfter"].year == 2049
    assert found["validity"]["notBefore"] < now


def test_keys_made_by_iot_belong_to_their_certificate(client, endpoint):
    made = client("iot").create_keys_and_certificate(setAsActive=True)
    certificate = x509.load_pem_x509_certificate(made["certificatePem"].encode())
    public = certificate.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    assert public.decode() == made["keyPair"]["PublicKey"]


@pytest.mark.parametrize(
    ("request_pem", "problem"),
    [
        (signing_request(kind="RSA-1024"), "RSA of 2048 bits or more"),
        (signing_request(kind="secp256k1"), "P-256"),
        ("no request", "not a certificate signing request"),
    ],
)
def test_requests_that_are_not_signed(client, endpoint, request_pem, problem):
    iot = client("iot")
    with pytest.raises(ClientError, match=problem) as error:
        iot.create_certificate_from_csr(certificateSigningRequest=request_pem)
    assert code(error) == "InvalidRequestException"
    assert iot.list_certificates()["certificates"] == []


def test_request_with_another_key_than_it_is_signed_with(client, endpoint):
    der = x509.load_pem_x509_csr(signing_request().encode()).public_bytes(Encoding.DER)
    broken = x509.load_der_x509_csr(der.replace(b"acme--berlin-1", b"acme--berlin-2"))
    pem = broken.public_bytes(Encoding.PEM).decode()
    with pytest.raises(ClientError, match="not by its key"):
        client("iot").create_certificate_from_csr(certificateSigningRequest=pem)


def test_states(platform, client):
    iot, made = client("iot"), platform.certify(active=False)
    for status in ("ACTIVE", "INACTIVE", "REVOKED"):
        iot.update_certificate(certificateId=made["certificateId"], newStatus=status)
        found = iot.describe_certificate(certificateId=made["certificateId"])
        assert found["certificateDescription"]["status"] == status
    with pytest.raises(ClientError) as error:
        iot.update_certificate(certificateId=made["certificateId"], newStatus="PENDING_TRANSFER")
    assert code(error) == "InvalidRequestException"
    with pytest.raises(ClientError) as error:
        iot.update_certificate(certificateId="0" * 64, newStatus="ACTIVE")
    assert code(error) == "ResourceNotFoundException"


def test_policies_of_a_certificate(platform, client):
    iot, arn = client("iot"), platform.certify()["certificateArn"]
    platform.organization("acme")
    platform.organization("acme-eu")
    for _ in range(2):
        iot.attach_policy(policyName="hub-acme", target=arn)
    attached = iot.list_attached_policies(target=arn)["policies"]
    assert [policy["policyName"] for policy in attached] == ["hub-acme"]
    assert iot.list_targets_for_policy(policyName="hub-acme")["targets"] == [arn]
    assert iot.list_targets_for_policy(policyName="hub-acme-eu")["targets"] == []
    iot.detach_policy(policyName="hub-acme", target=arn)
    assert iot.list_attached_policies(target=arn)["policies"] == []
    with pytest.raises(ClientError) as error:
        iot.attach_policy(policyName="hub-acm", target=arn)
    assert code(error) == "ResourceNotFoundException"


def test_certificate_is_deleted_when_nothing_needs_it(platform, client):
    iot = client("iot")
    platform.organization("acme")
    _, arn = platform.enrol("acme", "berlin-1")
    # Targets of other kinds have policies too.
    group = iot.create_thing_group(thingGroupName="hubs")["thingGroupArn"]
    iot.attach_policy(policyName="hub-acme", target=group)
    certificate = {"certificateId": arn.rpartition("/")[2]}

    with pytest.raises(ClientError) as error:
        iot.delete_certificate(**certificate)
    assert code(error) == "CertificateStateException"
    iot.update_certificate(**certificate, newStatus="REVOKED")
    with pytest.raises(ClientError, match="Things must be detached") as error:
        iot.delete_certificate(**certificate)
    assert code(error) == "DeleteConflictException"
    iot.detach_thing_principal(thingName="acme--berlin-1", principal=arn)
    with pytest.raises(ClientError, match="policies must be detached") as error:
        iot.delete_certificate(**certificate)
    assert code(error) == "DeleteConflictException"
    iot.detach_policy(policyName="hub-acme", target=arn)
    iot.delete_certificate(**certificate)
    with pytest.raises(ClientError) as error:
        iot.describe_certificate(**certificate)
    assert code(error) == "ResourceNotFoundException"


def test_forced_deletion_detaches_policies(platform, client):
    iot, made = client("iot"), platform.certify(active=False)
    platform.organization("acme")
    iot.attach_policy(policyName="hub-acme", target=made["certificateArn"])
    iot.delete_certificate(certificateId=made["certificateId"], forceDelete=True)
    assert iot.list_targets_for_policy(policyName="hub-acme")["targets"] == []


def test_registered_certificates_have_to_be_certificates(client, endpoint):
    with pytest.raises(ClientError) as error:
        client("iot").register_certificate_without_ca(certificatePem="nothing", status="ACTIVE")
    assert code(error) == "InvalidRequestException"
