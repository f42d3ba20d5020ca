"""Who signed a request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timezone

from moto.iam.models import IAMBackend, iam_backends
from moto.utilities.utils import get_partition

from emulator.authorization import session_context
from emulator.authorization.deployed_principals import (
    anonymous,
    root_user,
    session_principal,
    user_principal,
)
from emulator.authorization.http_request import HttpRequest
from emulator.authorization.principals import Principal
from emulator.authorization.refusals import Reason, RefusedError
from emulator.authorization.sessions import session_of
from emulator.authorization.signature import (
    Claim,
    MalformedSignatureError,
    claim_of,
    is_in_time,
    is_signed_with,
    unsigned_headers,
)
from emulator.authorization.user_sessions import user_session_of, user_session_principal

# The credentials of the account's root user, of which every emulated account has one.
ROOT_ACCESS_KEY_ID = "test"
_ROOT_SECRET = "test"
# S3 asks for it in every request that is signed in a header.
# https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
_PAYLOAD_HASH = "x-amz-content-sha256"


@dataclass(frozen=True)
class _Holder:
    """Whose access key it is, and with what it signs."""

    principal: Principal
    secret: str
    token: str | None = None


def read_claim(request: HttpRequest) -> Claim | None:
    """What the request says of its signature; None if it has none."""
    try:
        return claim_of(request)
    except MalformedSignatureError as error:
        in_query = "authorization" not in request.headers
        code = "AuthorizationQueryParametersError" if in_query else ""
        raise RefusedError(Reason.MALFORMED, str(error), code) from error


def authenticate(account: str, claim: Claim | None, request: HttpRequest) -> Principal:
    """The principal that made the request; RefusedError if it is not who it claims to be."""
    if claim is None:
        return anonymous(account)
    holder = _holder(account, get_partition(claim.region), claim.access_key_id)
    if holder.token is not None and claim.session_token != holder.token:
        raise RefusedError(Reason.WRONG_TOKEN)
    if holder.token is None and claim.session_token is not None:
        raise RefusedError(Reason.WRONG_TOKEN)
    _check_signature(holder.secret, claim, request)
    return replace(holder.principal, access_key_id=claim.access_key_id)


def principal_of(account: str, partition: str, access_key_id: str) -> Principal:
    """Whose access key it is, with what they may do now; RefusedError if it is nobody's."""
    principal = _holder(account, partition, access_key_id).principal
    return replace(principal, access_key_id=access_key_id)


def _holder(account: str, partition: str, access_key_id: str) -> _Holder:
    if access_key_id == ROOT_ACCESS_KEY_ID:
        return _Holder(root_user(account, partition), _ROOT_SECRET)
    backend: IAMBackend = iam_backends[account][partition]
    session = session_of(account, partition, access_key_id)
    if session is not None:
        if session.is_expired:
            raise RefusedError(Reason.EXPIRED_SESSION)
        assumed = session.role
        roles = (role for role in backend.get_roles() if role.id == session.role_id)
        role = next(roles, None)
        if role is None:
            raise RefusedError(Reason.UNKNOWN_KEY)
        remembered = session_context.context_of(access_key_id)
        principal = session_principal(session, role, remembered)
        return _Holder(principal, assumed.secret_access_key, assumed.session_token)
    user_session = user_session_of(account, partition, access_key_id)
    if user_session is not None:
        if user_session.expiration <= datetime.now(timezone.utc):
            raise RefusedError(Reason.EXPIRED_SESSION)
        owners = (user for user in backend.users.values() if user.id == user_session.user_id)
        owner = next(owners, None)
        if owner is None:
            raise RefusedError(Reason.UNKNOWN_KEY)
        principal = user_session_principal(user_session, owner)
        return _Holder(principal, user_session.secret_access_key, user_session.session_token)
    key = backend.access_keys.get(access_key_id)
    user = backend.users.get(key.user_name) if key and key.user_name else None
    if key is None or user is None or key.status != "Active":
        raise RefusedError(Reason.UNKNOWN_KEY)
    return _Holder(user_principal(user), key.secret_access_key)


def _check_signature(secret: str, claim: Claim, request: HttpRequest) -> None:
    is_in_header = claim.expires_in is None
    if claim.service == "s3" and is_in_header and _PAYLOAD_HASH not in request.headers:
        message = f"Missing required header for this request: {_PAYLOAD_HASH}"
        raise RefusedError(Reason.MALFORMED, message, "InvalidRequest")
    try:
        in_time = is_in_time(claim, datetime.now(timezone.utc))
    except MalformedSignatureError as error:
        raise RefusedError(Reason.MALFORMED, str(error)) from error
    if not in_time:
        # S3 has another word for a presigned URL whose time is over.
        expired = claim.expires_in is not None and claim.service == "s3"
        raise (
            RefusedError(Reason.DENIED, "Request has expired")
            if expired
            else RefusedError(Reason.OUT_OF_TIME)
        )
    if not is_signed_with(secret, claim, request):
        raise RefusedError(Reason.WRONG_SIGNATURE)
    if unsigned_headers(claim, request):
        raise RefusedError(Reason.UNSIGNED_HEADERS)
    if not request.is_body_as_signed:
        raise RefusedError(Reason.OTHER_BODY)
