"""A certificate authority made anew for each run.

Its private key never leaves memory. Leaf keys do, because ``ssl`` loads keys from files only: they
are in a folder that nobody else can read, for as long as it takes to load them.
"""

from __future__ import annotations

import ipaddress
import ssl
import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LOCAL_NAMES = ("localhost", "*.localhost", "127.0.0.1", "::1")
_LIFETIME = timedelta(days=30)
# Certificates of this run are valid even where the reader's clock is a little behind.
_CLOCK_TOLERANCE = timedelta(days=1)


class CertificateAuthority:
    """Signs server certificates; whoever trusts :attr:`certificate_pem` trusts them."""

    def __init__(self, common_name: str = "Local AWS account CA") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(common_name)
        usage = {"key_cert_sign": True, "crl_sign": True, "digital_signature": True}
        builder = self._builder(self._name, self._key.public_key())
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        builder = builder.add_extension(_key_usage(**usage), True)
        self.certificate = builder.sign(self._key, hashes.SHA256())

    @property
    def certificate_pem(self) -> str:
        """The CA's own certificate."""
        return self.certificate.public_bytes(Encoding.PEM).decode()

    def issue_server_certificate(self, names: Iterable[str] = LOCAL_NAMES) -> tuple[bytes, bytes]:
        """A certificate chain and its private key (both PEM) for host names and IP addresses."""
        key = ec.generate_private_key(ec.SECP256R1())
        server_auth = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        certificate = (
            self._builder(_name("Local AWS account"), key.public_key())
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
            .add_extension(_key_usage(digital_signature=True), True)
            .add_extension(server_auth, False)
            .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), False)
            .sign(self._key, hashes.SHA256())
        )
        key_pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return certificate.public_bytes(Encoding.PEM) + self.certificate_pem.encode(), key_pem

    def server_context(self, names: Iterable[str] = LOCAL_NAMES) -> ssl.SSLContext:
        """A context for a server with a fresh certificate, TLS 1.2 or later."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate, key = self.issue_server_certificate(names)
        with tempfile.TemporaryDirectory(prefix="emulator-tls-") as folder:
            # mkdtemp makes the folder 0700.
            file = Path(folder, "server.pem")
            file.touch(mode=0o600)
            file.write_bytes(key + certificate)
            context.load_cert_chain(file)
        return context

    def _builder(
        self, subject: x509.Name, public_key: ec.EllipticCurvePublicKey
    ) -> x509.CertificateBuilder:
        now = datetime.now(timezone.utc)
        issuer_key = self._key.public_key()
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _CLOCK_TOLERANCE)
            .not_valid_after(now + _LIFETIME)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), False)
        )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _key_usage(**allowed: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: allowed.get(name, False) for name in names})
