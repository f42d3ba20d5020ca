"""Errors of the CloudFormation API, with the codes that the AWS SDKs parse."""

from __future__ import annotations

from moto.core.exceptions import ServiceException

from emulator.authorization.refusals import RefusedError


class ValidationError(ServiceException):
    """Anything CloudFormation refuses at once: templates, parameters, states, names."""

    code = "ValidationError"


class AlreadyExistsError(ServiceException):
    """A stack or a change set of that name exists."""

    code = "AlreadyExistsException"


class ChangeSetNotFoundError(ServiceException):
    """No change set of that name belongs to that stack."""

    code = "ChangeSetNotFound"


class InsufficientCapabilitiesError(ServiceException):
    """The request does not acknowledge what the template has."""

    code = "InsufficientCapabilitiesException"


class InvalidChangeSetStatusError(ServiceException):
    """The change set exists but cannot be executed."""

    code = "InvalidChangeSetStatus"


class StackNotFoundError(ValidationError):
    """AWS answers an unknown stack with a ValidationError, and the CDK parses its wording."""

    def __init__(self, name_or_id: str) -> None:
        super().__init__(f"Stack with id {name_or_id} does not exist")


def reason_of(error: Exception) -> str:
    """The text that a stack event shows for a failed resource.

    moto raises werkzeug HTTP errors for some services and its own exceptions for others; both
    carry ``message``. The form is the one of AWS's resource handlers.
    """
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    if isinstance(error, ValidationError):
        return str(message)
    code = getattr(error, "error_type", None) or getattr(error, "code", None)
    if isinstance(error, RefusedError):
        code = "AccessDenied"
    code = code if isinstance(code, str) else type(error).__name__
    return f'Resource handler returned message: "{message}" (HandlerErrorCode: {code})'
