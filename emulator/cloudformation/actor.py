"""With whose permissions CloudFormation works: those of a service role, or of whoever calls it.

With a role or without, each request that a resource handler makes is a forward access session of
CloudFormation's: ``aws:ViaAWSService`` is true, and ``aws:CalledVia`` names CloudFormation.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/fas-requests-and-permission-evaluation.html
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from moto.core.utils import get_service_model
from moto.iam.models import Role, iam_backends

from emulator.authorization.actions.check import Check
from emulator.authorization.calls import Call
from emulator.authorization.deployed_principals import role_principal, service_principal
from emulator.authorization.judgement import judge, time_facts
from emulator.authorization.on_behalf import (
    call_of,
    require_allowed_through,
    require_check_through,
)
from emulator.authorization.principals import Principal
from emulator.authorization.refusals import Reason, RefusedError
from emulator.authorization.request_context import RequestContext
from emulator.authorization.verdict import NotUnderstoodError
from emulator.cloudformation.errors import ValidationError
from emulator.handler_permissions.requests import Decided, Needed
from emulator.validation.planned_call import PlannedCall

_SERVICE = "cloudformation.amazonaws.com"
_SESSION_NAME = "AWSCloudFormation"
# IAM has one endpoint, whose requests are of this Region.
_REGION_OF_IAM = "us-east-1"


@dataclass(frozen=True)
class Actor:
    """Who makes the requests of the resource handlers; ``caller`` counts if there is no role."""

    account: str
    region: str
    partition: str
    role_arn: str | None
    caller: Principal

    def principal(self) -> Principal:
        """With the permissions of now: a stack can change those of its own role."""
        if self.role_arn is None:
            return self.caller
        role = self._role()
        of_role = role_principal(role)
        session = f"arn:{self.partition}:sts::{self.account}:assumed-role/{role.name}"
        user_id = f"{role.id}:{_SESSION_NAME}"
        return replace(
            of_role,
            arn=f"{session}/{_SESSION_NAME}",
            names=frozenset((f"{session}/{_SESSION_NAME}", user_id)),
            facts={
                **of_role.facts,
                "aws:userid": (user_id,),
                "aws:tokenissuetime": time_facts()["aws:CurrentTime"],
                "aws:multifactorauthpresent": ("false",),
            },
        )

    def as_caller(self) -> Actor:
        """The caller, whatever the role."""
        return replace(self, role_arn=None)

    def require_assumable(self) -> None:
        """ValidationError if the role is not there, or does not trust CloudFormation."""
        if self.role_arn is None:
            return
        self._role()
        service = service_principal(_SERVICE, self.account)
        context = RequestContext({**time_facts(), **service.facts})
        check = Check("sts:AssumeRole", self.role_arn)
        if not judge(service, check, context, self.account).is_allowed:
            raise self._unusable_role()

    def require(self, needed: Iterable[Needed]) -> None:
        """RefusedError for the first of the requests that is not allowed."""
        principal = self.principal()
        for one in needed:
            try:
                self._require(principal, one)
            except NotUnderstoodError as error:
                message = f"User: {principal.arn} is not authorized: {error}"
                raise RefusedError(Reason.DENIED, message) from error

    def _require(self, principal: Principal, one: Needed) -> None:
        if isinstance(one, PlannedCall):
            require_allowed_through(_SERVICE, self._call(principal, one))
        elif isinstance(one, Decided):
            call = self._call(principal, one.call)
            require_check_through(_SERVICE, call, one.check, is_whole=True)
        else:
            service, operation = one.action.split(":", 1)
            call = self._call(principal, PlannedCall(service, operation, {}))
            require_check_through(_SERVICE, call, one, is_whole=False)

    def _call(self, principal: Principal, planned: PlannedCall) -> Call:
        return call_of(
            principal,
            self.account,
            _REGION_OF_IAM if planned.service == "iam" else self.region,
            planned.service,
            planned.operation,
            planned.parameters,
            headers=_headers(planned) if planned.service == "s3" else None,
        )

    def _role(self) -> Role:
        roles = iam_backends[self.account][self.partition].get_roles()
        found = next((role for role in roles if role.arn == self.role_arn), None)
        if found is None:
            raise self._unusable_role()
        return found

    def _unusable_role(self) -> ValidationError:
        return ValidationError(f"Role {self.role_arn} is invalid or cannot be assumed")


def _headers(planned: PlannedCall) -> dict[str, str]:
    """The parameters of a request to S3 that are headers, from which condition keys are read."""
    model = get_service_model("s3")
    if planned.operation not in model.operation_names:
        return {}
    shape = model.operation_model(planned.operation).input_shape
    members = shape.members if shape else {}
    return {
        members[name].serialization["name"].lower(): str(value)
        for name, value in planned.parameters.items()
        if name in members and members[name].serialization.get("location") == "header"
    }
