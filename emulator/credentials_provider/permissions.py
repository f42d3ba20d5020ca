"""The two policies that stand before credentials: that of the certificate, and the role's trust.

The variables and thing conditions of IoT policies have a value over MQTT only, so they are not
understood here, which refuses.
https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from moto.iam.models import Role
from moto.iot.models import FakePolicy

from emulator.authorization.deployed_principals import service_principal
from emulator.authorization.evaluation import Guard, Question, decide
from emulator.authorization.guardrails import attached
from emulator.authorization.judgement import time_facts
from emulator.authorization.policy_document import Policy
from emulator.authorization.principals import Principal
from emulator.authorization.request_context import RequestContext

SERVICE = "credentials.iot.amazonaws.com"
"""As which the provider assumes roles."""


def may_use_role_alias(
    certificate_arn: str, account: str, policies: Iterable[FakePolicy], role_alias_arn: str
) -> bool:
    """Whether IoT policies allow a certificate to get credentials through a role alias."""
    certificate = Principal(
        arn=certificate_arn,
        account=account,
        identity_policies=[Policy(policy.arn, _text(policy)) for policy in policies],
    )
    question = Question("iot:AssumeRoleWithCertificate", role_alias_arn, _context({}))
    return decide(certificate, question, Guard(None)).is_allowed


def is_trusted(role: Role, source: Mapping[str, Sequence[str]]) -> bool:
    """Whether a role lets the credentials provider assume it.

    ``source`` has the condition keys that say for whom it does so, as far as it sets any.
    """
    provider = service_principal(SERVICE, role.account_id)
    trust = Policy(f"trust policy of {role.arn}", role.assume_role_policy_document)
    question = Question("sts:AssumeRole", role.arn, _context({**provider.facts, **source}))
    return decide(provider, question, Guard(trust, must_allow=True), attached()).is_allowed


def _text(policy: FakePolicy) -> str:
    """moto keeps the text that the API got, or an object."""
    document: object = policy.document
    return document if isinstance(document, str) else json.dumps(document)


def _context(more: Mapping[str, Sequence[str]]) -> RequestContext:
    over_tls = {"aws:SecureTransport": ["true"], "aws:SourceIp": ["127.0.0.1"]}
    return RequestContext({**time_facts(), **over_tls, **more})
