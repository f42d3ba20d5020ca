"""The answer of AssumeRoleWithWebIdentity, in which moto makes up who was let in.

https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
"""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.sts.responses import TokenResponse

from emulator.authorization.sessions import session_of
from emulator.moto_changes import replace_attribute
from emulator.validation.caller import current_caller

_DEFAULT_SECONDS = 3600


def install() -> None:
    """Replaces the operation; its token is verified before it gets here."""
    replace_attribute(TokenResponse, "assume_role_with_web_identity", _assume_role)


def _assume_role(response: TokenResponse) -> ActionResult:
    caller = current_caller()
    if caller is None or caller.federated is None:
        raise RuntimeError("AssumeRoleWithWebIdentity without a verified token")
    no_external_id: Any = None
    role = response.backend.assume_role(
        region_name=response.region,
        role_session_name=response._get_param("RoleSessionName"),
        role_arn=response._get_param("RoleArn"),
        policy=response._get_param("Policy"),
        duration=response._get_int_param("DurationSeconds", _DEFAULT_SECONDS),
        external_id=no_external_id,
    )
    session = session_of(role.account_id, role.partition, role.access_key_id)
    source = session.request.source_identity if session else None
    prefix = caller.federated.partition("oidc-provider/")[2]
    return ActionResult(
        {
            "Credentials": role,
            "SubjectFromWebIdentityToken": caller.facts[f"{prefix}:sub"][0],
            "AssumedRoleUser": {"AssumedRoleId": role.user_id, "Arn": role.arn},
            "Provider": caller.federated,
            "Audience": caller.facts[f"{prefix}:aud"][0],
            **({"SourceIdentity": source} if source else {}),
        }
    )
