"""The CA of the emulated AWS IoT, which signs the certificates of devices.

One for the life of the process: the credentials provider trusts it, and a reset of the account's
state leaves open listeners as they are. Its key never leaves memory.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

_SLACK = timedelta(minutes=2)
# As AWS IoT does: its certificates do not end by themselves, somebody has to replace them.
_LAST_SECOND = datetime(2049, 12, 31, 23, 59, 59, tzinfo=timezone.utc)
_MIN_RSA_BITS = 2048
_CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
_ONLY_SIGNATURES = x509.KeyUsage(
    digital_signature=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


class UnusableRequestError(ValueError):
    """A certificate signing request that AWS IoT would not sign; the message says why."""


class CertificateIssuer:
    """Signs what devices ask for, each time with a serial number of its own."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Local AWS account"),
                x509.NameAttribute(NameOID.COMMON_NAME, "Local AWS IoT device CA"),
            ]
        )
        self._certificate = self._self_signed()

    @property
    def ca_pem(self) -> str:
        """The CA's own certificate, for those who verify what it signed."""
        return _pem(self._certificate)

    def issue_for(self, request_pem: str) -> str:
        """A certificate for a request: its public key and its subject, nothing else of it."""
        request = _parsed(request_pem)
        if not request.is_signature_valid:
            raise UnusableRequestError("the signature of the request is not by its key")
        return self.issue(request.public_key(), request.subject)

    def issue(self, public_key: object, subject: x509.Name) -> str:
        """A certificate as PEM; raises UnusableRequestError for keys that AWS IoT refuses."""
        accepted = _accepted(public_key)
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(accepted)
            .serial_number(x509.random_serial_number())
            .not_valid_before(_now() - _SLACK)
            .not_valid_after(_LAST_SECOND)
            .add_extension(identifier, critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(accepted), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_ONLY_SIGNATURES, critical=True)
        )
        return _pem(builder.sign(self._key, hashes.SHA256()))

    def revocation_list(self, certificate_pems: list[str]) -> str:
        """A CRL as PEM, for a TLS server that refuses these in the handshake."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self._name)
            .last_update(_now() - _SLACK)
            .next_update(_now() + timedelta(days=1))
        )
        for pem in certificate_pems:
            serial = x509.load_pem_x509_certificate(pem.encode()).serial_number
            entry = x509.RevokedCertificateBuilder().serial_number(serial)
            builder = builder.add_revoked_certificate(entry.revocation_date(_now()).build())
        signed = builder.sign(self._key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.PEM).decode()

    def signed(self, certificate_pem: str) -> bool:
        """Whether this CA issued a certificate."""
        return x509.load_pem_x509_certificate(certificate_pem.encode()).issuer == self._name

    def _self_signed(self) -> x509.Certificate:
        identifier = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
        builder = (
            x509.CertificateBuilder()
            .subject_name(self._name)
            .issuer_name(self._name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(_now() - _SLACK)
            .not_valid_after(_LAST_SECOND)
            .add_extension(identifier, critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        )
        return builder.sign(self._key, hashes.SHA256())


@cache
def certificate_issuer() -> CertificateIssuer:
    """The one of this process."""
    return CertificateIssuer()


def _parsed(request_pem: str) -> x509.CertificateSigningRequest:
    try:
        return x509.load_pem_x509_csr(request_pem.encode())
    except ValueError as error:
        raise UnusableRequestError("it is not a certificate signing request as PEM") from error


def _accepted(public_key: object) -> PublicKey:
    """https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCertificateFromCsr.html."""
    if isinstance(public_key, rsa.RSAPublicKey) and public_key.key_size >= _MIN_RSA_BITS:
        return public_key
    if isinstance(public_key, ec.EllipticCurvePublicKey) and isinstance(public_key.curve, _CURVES):
        return public_key
    raise UnusableRequestError("the key has to be RSA of 2048 bits or more, or P-256, P-384, P-521")


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
