"""GetSessionToken: temporary credentials of an IAM user, with MFA or without.

moto gives everybody the same ones, which nobody can sign with.
https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.models import AccessKey, User, iam_backends
from moto.sts.models import STSBackend, sts_backends
from moto.sts.responses import TokenResponse
from moto.sts.utils import random_session_token

from emulator.authorization import mfa
from emulator.authorization.deployed_principals import session_facts, user_principal
from emulator.authorization.policy_document import Policy
from emulator.authorization.principals import Principal
from emulator.moto_changes import replace_attribute
from emulator.validation.caller import current_caller

_DEFAULT_SECONDS = 43_200
_ALLOW = {"Sid": "AsTheUser", "Effect": "Allow", "Action": "*", "Resource": "*"}
_STS = {
    "Sid": "NoOtherCallsToSts",
    "Effect": "Deny",
    "Action": ["sts:AssumeRoleWith*", "sts:AssumeRoot", "sts:GetFederationToken"],
    "Resource": "*",
}
_IAM = {"Sid": "NoIamWithoutMfa", "Effect": "Deny", "Action": "iam:*", "Resource": "*"}


@dataclass(frozen=True)
class UserSession:
    """Credentials that stand for a user."""

    user_id: str
    access_key_id: str
    secret_access_key: str
    session_token: str
    issued: datetime
    expiration: datetime
    has_mfa: bool


def install() -> None:
    """Replaces moto's operation."""
    replace_attribute(TokenResponse, "get_session_token", _get_session_token)


def user_session_of(account: str, partition: str, access_key_id: str) -> UserSession | None:
    """The session with this access key, expired or not."""
    return _sessions(sts_backends[account][partition]).get(access_key_id)


def user_session_principal(session: UserSession, user: User) -> Principal:
    """The user, with what the session knows of itself, and without what such a session may not."""
    statements = [_ALLOW, _STS] if session.has_mfa else [_ALLOW, _STS, _IAM]
    limits = Policy(
        "limits of GetSessionToken",
        json.dumps({"Version": "2012-10-17", "Statement": statements}),
    )
    principal = user_principal(user)
    facts = session_facts(session.issued, has_mfa=session.has_mfa)
    return replace(principal, facts={**principal.facts, **facts}, session_policies=(limits,))


def _get_session_token(response: TokenResponse) -> ActionResult:
    account, partition = response.current_account, response.partition
    caller = current_caller()
    users = iam_backends[account][partition].users.values()
    # Whoever is no user was refused before; see validation/rules/mfa_codes.py.
    user = next(user for user in users if caller is not None and user.arn == caller.arn)
    # moto's mark of what CloudFormation made is of no use here, and left abstract.
    key: Any = AccessKey(  # type: ignore[abstract]
        user.name, prefix="ASIA", account_id=account
    )
    now = datetime.now(timezone.utc)
    seconds = response._get_int_param("DurationSeconds", _DEFAULT_SECONDS)
    session = UserSession(
        user_id=user.id,
        access_key_id=key.access_key_id,
        secret_access_key=key.secret_access_key,
        session_token=random_session_token(),
        issued=now,
        expiration=now + timedelta(seconds=seconds),
        has_mfa=mfa.is_asked_with_mfa({"TokenCode": response._get_param("TokenCode")}),
    )
    _sessions(sts_backends[account][partition])[session.access_key_id] = session
    return ActionResult(
        {
            "Credentials": {
                "AccessKeyId": session.access_key_id,
                "SecretAccessKey": session.secret_access_key,
                "SessionToken": session.session_token,
                "Expiration": session.expiration,
            }
        }
    )


def _sessions(backend: STSBackend) -> dict[str, UserSession]:
    """Kept on the backend so that moto's reset clears them."""
    sessions: dict[str, UserSession] = vars(backend).setdefault("emulator_user_sessions", {})
    return sessions
