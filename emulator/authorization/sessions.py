"""What STS knows of a session that moto does not keep: its tags, policies and time of issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from moto.sts.models import AssumedRole, STSBackend, sts_backends

from emulator.moto_changes import replace_attribute


@dataclass(frozen=True)
class SessionRequest:
    """Parameters of AssumeRole and its kin, with what the caller's own session hands down."""

    tags: Mapping[str, str] = field(default_factory=dict)
    #: Those of the tags that the next session of a role chain inherits.
    transitive_tags: Mapping[str, str] = field(default_factory=dict)
    policy_arns: tuple[str, ...] = ()
    source_identity: str | None = None
    #: ARN of the identity provider that vouched for whoever started the session.
    federated_provider: str | None = None
    #: Whether it was asked for with a code of the caller's MFA device. A session that is asked for
    #: from a session with MFA has none: whether AWS hands it down is not documented.
    has_mfa: bool = False


@dataclass(frozen=True)
class Session:
    """A session of a role, as moto has it and with what it has not."""

    role: AssumedRole
    request: SessionRequest
    issued: datetime
    # Not its name: another role of the same name is another role.
    role_id: str

    @property
    def is_expired(self) -> bool:
        """Whether its time is over; moto's times are UTC without a time zone."""
        now = datetime.now(timezone.utc).replace(tzinfo=None)
        return bool(self.role.expiration <= now)


_ORIGINAL: dict[str, Any] = {}
_REQUEST: ContextVar[SessionRequest | None] = ContextVar("session_request", default=None)


def install() -> None:
    """Notes every session that starts, also those that are started in-process."""
    _ORIGINAL["assume_role"] = replace_attribute(STSBackend, "assume_role", _assume_role)


@contextmanager
def requested(request: SessionRequest) -> Iterator[None]:
    """Sessions that start within this context, in this thread, have these parameters."""
    token = _REQUEST.set(request)
    try:
        yield
    finally:
        _REQUEST.reset(token)


def session_of(account: str, partition: str, access_key_id: str) -> Session | None:
    """The session with this access key, expired or not."""
    return _sessions(sts_backends[account][partition]).get(access_key_id)


def _sessions(backend: STSBackend) -> dict[str, Session]:
    """Kept on the backend so that moto's reset clears them."""
    sessions: dict[str, Session] = vars(backend).setdefault("emulator_sessions", {})
    return sessions


def _assume_role(backend: STSBackend, *arguments: Any, **parameters: Any) -> AssumedRole:
    role: AssumedRole = _ORIGINAL["assume_role"](backend, *arguments, **parameters)
    session = Session(
        role,
        _REQUEST.get() or SessionRequest(),
        issued=datetime.now(timezone.utc),
        role_id=role.user_id.partition(":")[0],
    )
    _sessions(sts_backends[role.account_id][role.partition])[role.access_key_id] = session
    return role
