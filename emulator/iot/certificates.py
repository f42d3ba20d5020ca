"""Certificates that TLS can verify, known by the SHA-256 of their DER as on AWS.

moto signs a key of its own instead of the request's with a CA that it throws away, so that the
device could never use the certificate; takes any status; shows one day of validity; and fails to
delete a certificate while a policy is attached to a thing group. It lists the oldest first.
https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCertificateFromCsr.html
"""

from __future__ import annotations

from typing import Any

from cryptography import x509
from moto.core.config import default_user_config
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.iot.exceptions import (
    CertificateStateException,
    DeleteConflictException,
    InvalidRequestException,
)
from moto.iot.models import FakeCertificate, IoTBackend
from moto.iot.responses import IoTResponse

from emulator.iot.certificate_issuer import UnusableRequestError, certificate_issuer
from emulator.moto_changes import MotoChangedError, replace_attribute

_STATUSES = ("ACTIVE", "INACTIVE", "REVOKED")
_ORIGINAL: dict[str, Any] = {}


def install() -> None:
    """Replaces what makes certificates and what changes their status."""
    if "use_valid_cert" not in default_user_config.get("iot", {}):
        raise MotoChangedError("moto: the setting iot.use_valid_cert is gone; see FakeCertificate")
    default_user_config["iot"]["use_valid_cert"] = True
    replace_attribute(IoTBackend, "create_certificate_from_csr", _create_certificate_from_csr)
    replace_attribute(IoTBackend, "_generate_certificate_pem", _certificate_for_new_key)
    replace_attribute(IoTBackend, "update_certificate", _update_certificate)
    replace_attribute(IoTResponse, "list_certificates", _list_certificates)
    replace_attribute(IoTBackend, "_validation_delete", _check_deletable)
    _ORIGINAL["init"] = replace_attribute(FakeCertificate, "__init__", _init_certificate)


def _create_certificate_from_csr(
    backend: IoTBackend, csr: str, set_as_active: str | None
) -> FakeCertificate:
    # From the query string, as text: "false" is not to make it active.
    active = set_as_active == "true"
    try:
        pem = certificate_issuer().issue_for(csr)
    except UnusableRequestError as error:
        raise InvalidRequestException(f"Invalid certificate signing request: {error}") from error
    return backend.register_certificate(
        pem, ca_certificate_pem=None, set_as_active=active, status="INACTIVE"
    )


def _certificate_for_new_key(
    backend: IoTBackend, domain_name: str, subject: x509.Name, key: Any
) -> str:
    return certificate_issuer().issue(key.public_key(), subject)


def _init_certificate(
    certificate: FakeCertificate, certificate_pem: str, *more: Any, **named: Any
) -> None:
    try:
        parsed = x509.load_pem_x509_certificate(certificate_pem.encode())
    except ValueError as error:
        raise InvalidRequestException("The certificate is not valid PEM") from error
    _ORIGINAL["init"](certificate, certificate_pem, *more, **named)
    certificate.validity_not_before = parsed.not_valid_before_utc
    certificate.validity_not_after = parsed.not_valid_after_utc


def _update_certificate(backend: IoTBackend, certificate_id: str, new_status: str) -> None:
    certificate = backend.describe_certificate(certificate_id)
    if new_status not in _STATUSES:
        raise InvalidRequestException(f"A certificate cannot be set to {new_status}")
    certificate.status = new_status
    certificate.last_modified_date = utcnow()


def _list_certificates(response: IoTResponse) -> ActionResult:
    """Newest first unless the request wants it otherwise: what comes first is on the first page."""
    certificates = [item.to_dict() for item in response.iot_backend.list_certificates()]
    ascending = response._get_bool_param("isAscendingOrder", False)
    return ActionResult({"certificates": certificates if ascending else certificates[::-1]})


def _check_deletable(
    backend: IoTBackend, certificate: FakeCertificate, force_delete: bool = False
) -> None:
    if certificate.status == "ACTIVE":
        raise CertificateStateException(
            "Certificate must be deactivated (not ACTIVE) before deletion.",
            certificate.certificate_id,
        )
    if any(principal == certificate.arn for principal, _ in backend.principal_things):
        raise DeleteConflictException(
            f"Things must be detached before deletion (arn: {certificate.arn})"
        )
    policies = [name for target, name in backend.principal_policies if target == certificate.arn]
    if policies and not force_delete:
        raise DeleteConflictException(
            f"Certificate policies must be detached before deletion (arn: {certificate.arn})"
        )
    for name in policies:
        backend.detach_policy(name, certificate.arn)
