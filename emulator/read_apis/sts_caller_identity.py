"""GetCallerIdentity of the root user and of users' sessions, for whom moto has a made-up user.

https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
"""

from __future__ import annotations

from typing import Any

from moto.iam.models import iam_backends
from moto.sts.models import STSBackend

from emulator.authorization.user_sessions import user_session_of
from emulator.moto_changes import replace_attribute

_ORIGINAL: dict[str, Any] = {}
_MADE_UP = ":user/moto"


def install() -> None:
    """Replaces what moto says of a key that it does not know: nobody else's gets this far."""
    _ORIGINAL["get"] = replace_attribute(STSBackend, "get_caller_identity", _get_caller_identity)


def _get_caller_identity(
    backend: STSBackend, access_key_id: str, region: str
) -> tuple[str, str, str]:
    user_id, arn, account = _ORIGINAL["get"](backend, access_key_id, region)
    if arn.endswith(_MADE_UP):
        session = user_session_of(account, backend.partition, access_key_id)
        users = iam_backends[account][backend.partition].users.values()
        user = next((one for one in users if session and one.id == session.user_id), None)
        if user is not None:
            return user.id, user.arn, account
        return account, f"arn:{backend.partition}:iam::{account}:root", account
    return user_id, arn, account
