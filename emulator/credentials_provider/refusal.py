"""What the credentials provider says when it gives no credentials.

Texts and their order were observed on AWS and are public:
https://awslabs.github.io/aws-iot-core-credential-provider-session-helper/dev_notes.html
The error types of 400 and 404 are not: clients should decide by the status.
"""

from __future__ import annotations


class Refusal(Exception):
    """An answer other than 200: its status, its type for the header, its message for the body."""

    def __init__(self, status: int, error_type: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.error_type = error_type
        self.message = message


def invalid_certificate() -> Refusal:
    """Unknown, inactive or revoked, or no host name was sent in the handshake (SNI)."""
    return Refusal(403, "AccessDeniedException", "Certificate is invalid on this endpoint")


def invalid_thing_name() -> Refusal:
    """The thing does not exist or the certificate is not attached to it: the same answer."""
    return Refusal(403, "AccessDeniedException", "Invalid thing name passed")


def access_denied() -> Refusal:
    """The IoT policies do not allow iot:AssumeRoleWithCertificate on the role alias."""
    return Refusal(403, "AccessDeniedException", "Access Denied")


def no_such_role_alias() -> Refusal:
    """Only seen by those whose policies allow it; the others get ``Access Denied``."""
    return Refusal(404, "ResourceNotFoundException", "Role alias does not exist")


def role_not_assumed() -> Refusal:
    """The role is missing or does not trust the credentials provider."""
    message = "Unable to assume the role, or the role to assume does not exist"
    return Refusal(400, "InvalidRequestException", message)


def session_too_long() -> Refusal:
    """The role alias lasts longer than sessions of its role may."""
    message = (
        "The requested CredentialDurationSeconds exceeds the MaxSessionDuration set for the role"
    )
    return Refusal(400, "InvalidRequestException", message)


def no_such_path() -> Refusal:
    """Anything but GET /role-aliases/<alias>/credentials."""
    return Refusal(404, "UnknownOperationException", "Not Found")
