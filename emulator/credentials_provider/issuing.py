"""From a verified certificate to temporary credentials, or the reason why not.

The checks are in the order in which AWS makes them: certificate, thing name, IoT policies, role
alias, role, duration. So somebody whose policies name no alias learns nothing of which ones exist.
https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto.iam.models import IAMBackend, Role, iam_backends
from moto.iot.models import FakeCertificate, FakeRoleAlias, FakeThing, IoTBackend, iot_backends
from moto.sts.models import AssumedRole, sts_backends
from moto.utilities.utils import get_partition

from emulator.authorization import session_context
from emulator.cloudtrail.service_sessions import (
    record_certificate_session,
    record_service_session,
)
from emulator.credentials_provider import refusal
from emulator.credentials_provider.permissions import SERVICE, is_trusted, may_use_role_alias
from emulator.validation.rules.sessions import longest_session


@dataclass(frozen=True)
class CredentialsRequest:
    """What a device asks for."""

    certificate_der: bytes
    role_alias: str
    #: From the header, None if it was not sent.
    thing_name: str | None
    #: Seconds that the session lasts in place of those of the role alias.
    expiry_override: int | None = None
    #: Whether the role's trust policy is told for which account and alias it is assumed.
    sets_source: bool = False


@dataclass(frozen=True)
class IssuedCredentials:
    """A session that exists in STS."""

    access_key_id: str
    secret_access_key: str
    session_token: str
    #: In UTC, without a time zone, as STS has it.
    expiration: datetime


def issue(account: str, request: CredentialsRequest) -> IssuedCredentials:
    """Starts a session for the device; raises Refusal."""
    backend, certificate = _registered(account, request.certificate_der)
    alias_arn = _role_alias_arn(backend, request.role_alias)
    try:
        issued = _issue(backend, certificate, alias_arn, request)
    except refusal.Refusal as refused:
        _record(backend, certificate, alias_arn, request, refused)
        raise
    _record(backend, certificate, alias_arn, request, None)
    return issued


def _issue(
    backend: IoTBackend, certificate: FakeCertificate, alias_arn: str, request: CredentialsRequest
) -> IssuedCredentials:
    account = backend.account_id
    thing = _attached_thing(backend, certificate, request.thing_name)
    _check_policies(backend, certificate, thing, alias_arn)
    alias = backend.role_aliases.get(request.role_alias)
    if alias is None:
        raise refusal.no_such_role_alias()
    source = {"aws:SourceAccount": [account], "aws:SourceArn": [alias_arn]}
    _check_role(account, alias, source if request.sets_source else {})
    session = _session(
        account,
        backend.region_name,
        role_arn=alias.role_arn,
        name=certificate.certificate_id,
        seconds=request.expiry_override or alias.credential_duration_seconds,
    )
    session_context.remember(session.access_key_id, _context(certificate, thing))
    record_service_session(
        SERVICE,
        account,
        backend.region_name,
        role_arn=alias.role_arn,
        session_name=certificate.certificate_id,
        seconds=request.expiry_override or alias.credential_duration_seconds,
        access_key_id=session.access_key_id,
    )
    return IssuedCredentials(
        session.access_key_id,
        session.secret_access_key,
        session.session_token,
        session.expiration,
    )


def _record(
    backend: IoTBackend,
    certificate: FakeCertificate,
    alias_arn: str,
    request: CredentialsRequest,
    refused: refusal.Refusal | None,
) -> None:
    record_certificate_session(
        backend.account_id,
        backend.region_name,
        certificate_arn=certificate.arn,
        role_alias_arn=alias_arn,
        thing_name=request.thing_name,
        refused=(refused.error_type, refused.message) if refused is not None else None,
    )


def certificates_of(account: str) -> Iterator[FakeCertificate]:
    """Every certificate that is registered in any Region of the account."""
    for backend in list(iot_backends[account].values()):
        yield from list(backend.certificates.values())


def _registered(account: str, der: bytes) -> tuple[IoTBackend, FakeCertificate]:
    """The certificate and its Region: that is the one whose things and aliases count."""
    certificate_id = hashlib.sha256(der).hexdigest()
    for backend in list(iot_backends[account].values()):
        certificate = backend.certificates.get(certificate_id)
        if certificate is not None and certificate.status == "ACTIVE":
            return backend, certificate
    raise refusal.invalid_certificate()


def _attached_thing(
    backend: IoTBackend, certificate: FakeCertificate, name: str | None
) -> FakeThing | None:
    if name is None:
        return None
    attached = backend.principal_things.get((certificate.arn, name))
    if attached is None:
        raise refusal.invalid_thing_name()
    return attached[1]


def _check_policies(
    backend: IoTBackend, certificate: FakeCertificate, thing: FakeThing | None, alias_arn: str
) -> None:
    targets = [certificate.arn, *_group_arns(backend, thing)]
    policies = [policy for arn in targets for policy in backend.list_attached_policies(arn)]
    if not may_use_role_alias(certificate.arn, backend.account_id, policies, alias_arn):
        raise refusal.access_denied()


def _role_alias_arn(backend: IoTBackend, name: str) -> str:
    """Whether or not there is an alias of this name."""
    region = backend.region_name
    return f"arn:{get_partition(region)}:iot:{region}:{backend.account_id}:rolealias/{name}"


def _group_arns(backend: IoTBackend, thing: FakeThing | None) -> Iterator[str]:
    """The groups of the thing and those above them."""
    if thing is None:
        return
    for arn, group in backend.thing_groups.items():
        if thing.arn in group.things:
            yield arn
            parents = group.metadata.get("rootToParentThingGroups", [])
            yield from (parent["groupArn"] for parent in parents)


def _check_role(account: str, alias: FakeRoleAlias, source: Mapping[str, Sequence[str]]) -> None:
    iam: IAMBackend = iam_backends[account][get_partition(alias.region_name)]
    role: Role | None = next((r for r in iam.get_roles() if r.arn == alias.role_arn), None)
    if role is None or not is_trusted(role, source):
        raise refusal.role_not_assumed()
    if alias.credential_duration_seconds > longest_session(role):
        raise refusal.session_too_long()


def _session(account: str, region: str, role_arn: str, name: str, seconds: int) -> AssumedRole:
    no_policy: Any = None
    sts = sts_backends[account][get_partition(region)]
    return sts.assume_role(
        region_name=region,
        role_session_name=name,
        role_arn=role_arn,
        policy=no_policy,
        duration=seconds,
        external_id=no_policy,
    )


def _context(certificate: FakeCertificate, thing: FakeThing | None) -> dict[str, str]:
    """https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-variables.html."""
    context = {"credentials-iot:AwsCertificateId": certificate.certificate_id}
    if thing is not None:
        context["credentials-iot:ThingName"] = thing.thing_name
        if thing.thing_type is not None:
            context["credentials-iot:ThingTypeName"] = thing.thing_type.thing_type_name
    return context
