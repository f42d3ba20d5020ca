"""Devices for the tests: their keys, certificates, and requests for credentials over TLS."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from emulator.tests.conftest import ACCOUNT, REGION, statement, trust

ASSUME = "iot:AssumeRoleWithCertificate"


@cache
def private_key(kind: str) -> Any:
    """One key of each kind for all tests: what matters is that certificates differ."""
    if kind.startswith("RSA-"):
        return rsa.generate_private_key(65537, int(kind[4:]))
    curves = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "secp256k1": ec.SECP256K1()}
    return ec.generate_private_key(curves[kind])


def signing_request(name: str = "acme--berlin-1", kind: str = "P-256") -> str:
    """A certificate signing request as PEM."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject)
    return builder.sign(private_key(kind), hashes.SHA256()).public_bytes(Encoding.PEM).decode()


def arn_of_alias(name: str) -> str:
    """The ARN of a role alias."""
    return f"arn:aws:iot:{REGION}:{ACCOUNT}:rolealias/{name}"


def keys_of(credentials: dict[str, Any]) -> dict[str, Any]:
    """Credentials of a device by the names that STS has for them."""
    return {name[0].upper() + name[1:]: value for name, value in credentials.items()}


@dataclass(frozen=True)
class Answer:
    """What a device gets."""

    status: int
    headers: Any
    content: bytes

    @property
    def body(self) -> Any:
        """The parsed content."""
        return json.loads(self.content)

    @property
    def refusal(self) -> tuple[int, str, str]:
        """Status, error type and message."""
        return self.status, self.headers["x-amzn-ErrorType"], self.body["message"]


@dataclass(frozen=True)
class Device:
    """A certificate and its key in files, and the server that it asks."""

    endpoint: str
    folder: Path
    ca_file: Path

    def context(self) -> ssl.SSLContext:
        """TLS with the device's certificate."""
        context = ssl.create_default_context(cafile=str(self.ca_file))
        context.load_cert_chain(self.folder / "certificate.pem", self.folder / "key.pem")
        return context

    def connection(self, timeout: float = 10) -> http.client.HTTPSConnection:
        """A connection that is not open yet."""
        host = urlsplit(self.endpoint).netloc
        return http.client.HTTPSConnection(host, context=self.context(), timeout=timeout)

    def ask(self, alias: str, thing: str | None = None, timeout: float = 10) -> Answer:
        """Asks for credentials on a connection of its own."""
        connection = self.connection(timeout)
        try:
            headers = {} if thing is None else {"x-amzn-iot-thingname": thing}
            connection.request("GET", f"/role-aliases/{alias}/credentials", headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@dataclass(frozen=True)
class Enrolled:
    """The certificate of a hub, without the files of its device."""

    certificate_pem: str
    certificate_arn: str

    def again(self) -> Enrolled:
        """The same in another test."""
        return self


@dataclass(frozen=True)
class Platform:
    """What an operator does, through the services' own APIs."""

    client: Callable[[str], Any]
    ready: dict[str, str]
    folder: Path

    def organization(self, slug: str, **role: Any) -> None:
        """Role, role alias, IoT policy and thing type, all called ``hub-<slug>``."""
        name = f"hub-{slug}"
        iot, iam = self.client("iot"), self.client("iam")
        document = json.dumps(trust("credentials.iot.amazonaws.com"))
        made = iam.create_role(RoleName=name, AssumeRolePolicyDocument=document, **role)
        iot.create_role_alias(roleAlias=name, roleArn=made["Role"]["Arn"])
        allow = json.dumps(statement(ASSUME, arn_of_alias(name)))
        iot.create_policy(policyName=name, policyDocument=allow)
        iot.create_thing_type(thingTypeName=name)

    def certify(self, request: str | None = None, active: bool = True) -> dict[str, str]:
        """A certificate; its id, ARN and PEM."""
        made: dict[str, str] = self.client("iot").create_certificate_from_csr(
            certificateSigningRequest=request or signing_request(), setAsActive=active
        )
        return made

    def device(self, certificate_pem: str, kind: str = "P-256") -> Device:
        """The device that has the key."""
        folder = self.folder / f"device-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        (folder / "certificate.pem").write_text(certificate_pem)
        key = private_key(kind).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / "key.pem").write_bytes(key)
        ca_file = folder / "ca.pem"
        ca_file.write_text(self.ready["certificateAuthority"])
        return Device(self.ready["credentialsEndpoint"], folder, ca_file)

    def self_signed(self) -> Device:
        """A device with a certificate that no CA knows."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "acme--berlin-1")])
        key, now = private_key("P-256"), datetime.now(timezone.utc)
        builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
        builder = builder.public_key(key.public_key()).serial_number(1)
        builder = builder.not_valid_before(now).not_valid_after(now + timedelta(days=1))
        pem = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()
        return self.device(pem)

    def enrol(self, slug: str, hub: str, kind: str = "P-256") -> tuple[Device, str]:
        """A thing ``<slug>--<hub>`` with an active certificate of its organization; device, ARN."""
        enrolled = self._enrolled(slug, hub, kind)
        return self.device(enrolled.certificate_pem, kind), enrolled.certificate_arn

    def _enrolled(self, slug: str, hub: str, kind: str) -> Enrolled:
        iot, name = self.client("iot"), f"{slug}--{hub}"
        made = self.certify(signing_request(name, kind))
        iot.create_thing(thingName=name, thingTypeName=f"hub-{slug}")
        iot.attach_policy(policyName=f"hub-{slug}", target=made["certificateArn"])
        iot.attach_thing_principal(
            thingName=name, principal=made["certificateArn"], thingPrincipalType="EXCLUSIVE_THING"
        )
        return Enrolled(made["certificatePem"], made["certificateArn"])

    def hub(self) -> Enrolled:
        """One of acme, in an account with another organization."""
        self.organization("acme")
        self.organization("acme-eu")
        return self._enrolled("acme", "berlin-1", "P-256")

    def set_up(self, method: str, path: str, body: Any = None) -> Any:
        """A request to the emulator's own API; answers with errors raise."""
        content = None if body is None else json.dumps(body).encode()
        url = f"{self.ready['endpoint']}/emulator-api/{path}"
        with urlopen(Request(url, content, method=method)) as answer:
            return json.load(answer)
